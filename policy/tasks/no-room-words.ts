import type { FullMode, WaitWeeks } from '../capacity/capacity-terms.ts';
import { monthInWords } from '../capacity/statement-words.ts';
import { listInWords } from '../manual/in-words.ts';

/** What the words of a task know of it where there is no room for whoever got in touch; names are for staff to say. */
export type NoRoomNamed = {
  /** Whom they asked for; null: the whole practice is full. */
  practitioner: string | null;
  mode: FullMode;
  nextOpening: string | null;
  waitWeeks: WaitWeeks | null;
  /** The day on which that was said, in words. */
  saidOn: string;
  /** Who here can see them sooner. */
  here: readonly string[];
  /** Colleagues on the trusted list who have places as far as is known, best first. */
  colleagues: readonly string[];
};

/** Of somebody for whom there is no room: that it is so and since when it is said, what to say, and who has room. */
export function whereFull(
  noRoom: NoRoomNamed,
  { lead, thanks = '' }: { lead: string; thanks?: string },
): string {
  const { practitioner, saidOn, here } = noRoom;
  const who = practitioner === null ? 'You are' : `${practitioner}, for whom they ask, is`;
  const said = `${who} full${until(noRoom)} (as of ${saidOn}).`;
  if (here.length > 0) return `${said} ${lead} "${thanks}${somebodyHere(noRoom)}"`;
  return `${said} ${lead} "${thanks}${offer(noRoom)}" ${whoHasRoom(noRoom)}`;
}

function somebodyHere(noRoom: NoRoomNamed): string {
  const sooner = `${listInWords(noRoom.here, 'or')} could see you sooner. Would that suit you?`;
  return `${noRoom.practitioner ?? 'Whom you asked for'} is full${until(noRoom)}; ${sooner}`;
}

/** A practice that passes people on says so first; one that does not asks what they would like (S73). */
function offer(noRoom: NoRoomNamed): string {
  const { practitioner, mode } = noRoom;
  const full = `${practitioner === null ? "We're" : `${practitioner} is`} full${until(noRoom)}`;
  return mode === 'refer_out'
    ? `${full}, and I'd like to help you find somebody good.`
    : `${full}. Would you like to wait, or shall I suggest somebody good?`;
}

function whoHasRoom({ colleagues }: NoRoomNamed): string {
  const known =
    colleagues.length > 0
      ? `As far as you know, ${listInWords(colleagues, 'or')} would have a place.`
      : 'Nobody on your list of trusted colleagues is known to have a place.';
  return `${known} To send them on, press "refer out" with the reason "overflow" (POST /enquiries/:id/refer-out): no colleague hears of them before their own yes. Whoever would rather wait is closed as waitlisted.`;
}

/** " until about March 2027", " for about 8 to 12 weeks", " just now". */
function until({ nextOpening, waitWeeks }: NoRoomNamed): string {
  if (nextOpening !== null) return ` until about ${monthInWords(nextOpening)}`;
  if (waitWeeks === null) return ' just now';
  const { from, to } = waitWeeks;
  const weeks = from === to ? `${to}` : `${from} to ${to}`;
  return ` for about ${weeks} ${to === 1 ? 'week' : 'weeks'}`;
}
