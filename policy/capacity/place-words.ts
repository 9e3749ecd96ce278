import type { Profile } from '../practice/practice-terms.ts';
import { HOUR_MS } from '../calendar/units.ts';
import { listInWords } from '../manual/in-words.ts';
import { spokenWords, type Said } from './statement-words.ts';
import type { PlaceByHand } from './capacity-terms.ts';

/** What the words for each place are made of. */
export type PlaceFacts = {
  /** The statement in force, in words, and what it is made of. */
  said: Omit<Said, 'sooner'> & { statement: string };
  practiceName: string;
  profile: Profile;
  phone: string | null;
  website: string | null;
  /** Who is known to see people sooner, by name (decision 0187). */
  room: readonly string[];
  /** How soon somebody who left a message is rung. */
  ringsBackWithinMs: number;
};

/** The urgent lines that each profile's country has (§6, M11). */
const URGENT: Readonly<Record<Profile, string>> = {
  UK_DEFAULT:
    'If you need help urgently, call 111 and choose mental health, or Samaritans on 116 123, day or night. In an emergency, 999.',
  US_STRICT: 'If you need help urgently, call or text 988, day or night. In an emergency, 911.',
};

const HOURS_A_DAY = 24;

/** What to say on, or copy into, each place that cannot change by itself (S72, M11); speakable where it is spoken. */
export function placeWords(facts: PlaceFacts): { place: PlaceByHand; words: string }[] {
  const { said, practiceName, room, phone, website } = facts;
  const written = said.statement;
  const urgent = URGENT[facts.profile];
  const reach = [website, phone].filter(Boolean).join(', or ');
  return [
    {
      place: 'voicemail',
      words: [
        `You've reached ${practiceName}.`,
        spokenWords(said),
        `Leave your name and number and we'll ring back by ${ringsBackBy(facts.ringsBackWithinMs)}.`,
        ...(said.status === 'full' ? [alternatives(room)] : []),
        urgent,
      ].join(' '),
    },
    {
      place: 'autoresponder',
      words: `Thank you for your message. It has reached ${practiceName}, and a person will read it. ${written}${
        said.status === 'full' ? ` ${alternatives(room)}` : ''
      } This inbox isn't watched round the clock. ${urgent}`,
    },
    { place: 'directory', words: [written, reach ? `To reach us: ${reach}.` : ''].filter(Boolean).join(' ') },
    { place: 'website', words: written },
  ];
}

/** Whoever would rather not wait is told of somebody by name, or that we gladly suggest somebody (S71). */
function alternatives(room: readonly string[]): string {
  const where =
    room.length > 0
      ? `${listInWords(room, 'or')} may be able to see you sooner`
      : "we're happy to suggest someone good: just ask";
  return `If you'd rather not wait, ${where}.`;
}

/** By when, for whoever hears it at any hour. */
function ringsBackBy(withinMs: number): string {
  const days = Math.max(1, Math.ceil(withinMs / HOUR_MS / HOURS_A_DAY));
  return days === 1 ? 'this time tomorrow' : `this time in ${days} days`;
}
