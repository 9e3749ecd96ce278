import { SESSION_STATUSES, type SessionStatus } from '../policy/clients/client-terms.ts';
import { columnKey } from './columns.ts';
import type { WordList } from './word-lists.ts';

/** SimplePractice's status "Show" is the default from booking on. */
const SHOW = 'show';
export const STATUS_WORDS = [...SESSION_STATUSES, SHOW] as const;
type StatusWord = (typeof STATUS_WORDS)[number];

const SYNONYMS = {
  booked: ['booked online', 'scheduled', 'confirmed', 'unconfirmed', 'pending', 'upcoming', 'unarrived'],
  attended: ['arrived', 'checked in', 'completed', 'complete', 'came', 'present', 'seen', 'kept', 'showed'],
  dna: ['did not attend', 'did not arrive', 'no show', 'missed', 'absent', 'failed to attend', 'fta'],
  late_cancel: [
    'late cancelled',
    'late canceled',
    'late cancellation',
    'cancelled late',
    'canceled late',
    'short notice cancellation',
  ],
  cancelled: [
    'canceled',
    'cancellation',
    'client cancelled',
    'client canceled',
    'patient cancelled',
    'patient canceled',
    'clinician cancelled',
    'clinician canceled',
    'practitioner cancelled',
    'practitioner canceled',
    'rescheduled',
    'deleted',
    'archived',
    'never booked',
  ],
  [SHOW]: [],
} as const satisfies Record<StatusWord, readonly string[]>;

const MEANING = new Map(
  Object.entries(SYNONYMS).flatMap(([status, words]) =>
    [status, ...words].map((word) => [columnKey(word), status] as const),
  ),
);

const MONEY =
  /\b(?:not |un|non |no )?(?:charged|chargeable|charge|paid|invoiced|billed|billable|fee|fees|refunded)\b|\bfee waived\b|\bwaived\b/g;
const STILL_TO_COME = /\bnot yet (?:arrived|attended|started|here|confirmed|checked in)\b/g;
const MISSED =
  /\bdid ?n(?:o|')?t (?:attend|arrive|show|turn|come)\w*\b|\bnot attended\b|\bunattended\b|\bno show(?:ed)?\b|\bnon attend(?:ance|ed)\b|\bdn[as]\b|\bu?fta\b|\bfailed to (?:attend|arrive|show)\b|\bmissed\b|\babsent\b|\bwas not brought\b|\bwnb\b/g;
const CALLED_OFF =
  /\b(?:late )?(?:cancel(?:l?ed|l?ation|s)?|cxl|cxd|canx|resched\w*|postponed|rearranged|deleted|voided?|called off|cna|uta)\b|\b(?:could not|unable to) attend\b/g;
const MOVED = /^(?:resched|postponed|rearranged)/;
const CAME =
  /\b(?:attended|arrived|completed?|checked (?:in|out)|present|seen|came|kept|showed|finished|held|took place|delivered|departed|show)\b/g;
const AHEAD =
  /\b(?:booked|booking|scheduled|confirmed|unconfirmed|pending|upcoming|planned|provisional|tentative|reserved|unarrived|future)\b/g;
const LATE =
  /\blate\b|\bshort notice\b|\bsame day\b|\bon the day\b|\blast minute\b|\b(?:no|without|insufficient|inside|less|under|within|below) (?:than )?(?:the )?(?:notice|\d+)/;
const IN_TIME = /\b(?:more|over|above) (?:than )?\d+|\bwith notice\b|\bin time\b|\bin advance\b|\bnot late\b/;
const BY_US =
  /\b(?:by )?(?:practitioner|clinician|therapist|counsellor|counselor|provider|clinic|practice|staff|us|doctor|psychologist)\b/;
const UNSURE = /\b(?:not|never|un|non|unknown|unclear|query)\b/;

/**
 * A phrase of a practice's own, "Did Not Attend (DNA)" or "Cancelled by client <24hrs": read by the one thing that it
 * says became of the appointment; null where it says none, or several.
 */
function phraseIn(text: string): StatusWord | null {
  let rest = asPhrase(text).replace(MONEY, ' ');
  const take = (words: RegExp): string | null => {
    const [found] = rest.match(words) ?? [];
    rest = rest.replace(words, ' ');
    return found ?? null;
  };
  const isAhead = take(STILL_TO_COME) !== null;
  const missed = take(MISSED) !== null;
  const isLate = LATE.test(rest) && !IN_TIME.test(rest);
  const calledOff = take(CALLED_OFF);
  const came = take(CAME) !== null;
  const booked = take(AHEAD) !== null;
  if (UNSURE.test(rest.replace(IN_TIME, ' '))) return null;
  if (missed) return came || (calledOff !== null && !MOVED.test(calledOff)) ? null : 'dna';
  if (calledOff !== null) return came ? null : isLate && !BY_US.test(rest) ? 'late_cancel' : 'cancelled';
  if (came) return isAhead ? null : 'attended';
  return isAhead || booked ? 'booked' : null;
}

function asPhrase(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[<≤]\s*=?\s*/g, ' under ')
    .replace(/[>≥]\s*=?\s*/g, ' over ')
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .replace(/(\d)(?=[a-z])/g, '$1 ')
    .trim();
}

/** What became of an appointment, in the words of the practice systems. */
export const STATUS_LIST: WordList = {
  values: STATUS_WORDS,
  means: (text) => MEANING.get(columnKey(text)) ?? phraseIn(text),
};

type StatusCells = {
  status?: StatusWord | undefined;
  didNotArrive?: boolean | undefined;
  cancelled?: boolean | undefined;
};

/**
 * The status from all cells of a row; null where none has one. An explicit status outranks a mark; otherwise a past
 * session counts as attended.
 */
export function statusOf(
  { status, didNotArrive, cancelled }: StatusCells,
  isOver: boolean,
): SessionStatus | null {
  if (status !== undefined && status !== 'booked' && status !== SHOW) return status;
  if (didNotArrive) return 'dna';
  if (cancelled) return 'cancelled';
  if (status === 'booked') return 'booked';
  if (status === undefined && didNotArrive === undefined) return null;
  return isOver ? 'attended' : 'booked';
}
