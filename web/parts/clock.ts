import type { Words } from '../words/words.ts';

type Clock = { words: string; tone?: 'fault' | 'warm' };

const HOUR = 60;
const DAY = 24 * HOUR;

/** A deadline in words, and how pressing it is: "By 14:10 today", "2 hours late". */
export function clock(words: Words, dueAt: string | Date): Clock {
  const late = words.minutesSince(dueAt);
  if (late > 0) return { words: lateness(words, late), tone: 'fault' };
  const by = words.say('terms.clock.by', { moment: deadline(words, dueAt) });
  return words.daysAhead(dueAt) === 0 ? { words: by, tone: 'warm' } : { words: by };
}

/** When something is due, for the middle of a sentence: "14:10 tomorrow". */
export function deadline(words: Words, at: string | Date): string {
  const days = words.daysAhead(at);
  if (days === 0) return words.say('terms.clock.today', { hour: words.hour(at) });
  return days === 1 ? words.say('terms.clock.tomorrow', { hour: words.hour(at) }) : words.moment(at);
}

function lateness({ say }: Words, minutes: number): string {
  if (minutes >= 2 * DAY) return say('terms.clock.daysLate', { days: Math.floor(minutes / DAY) });
  if (minutes >= HOUR) return say('terms.clock.hoursLate', { hours: Math.floor(minutes / HOUR) });
  return say('terms.clock.minutesLate', { minutes });
}
