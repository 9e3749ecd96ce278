import { SESSION_STATUSES, type SessionStatus } from '../policy/clients/client-terms.ts';
import type { CellReader } from './cells.ts';
import { columnKey } from './columns.ts';

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
const KNOWN = Object.entries(SYNONYMS)
  .flatMap(([status, words]) => [status, ...words])
  .join(', ');

/** What became of an appointment, in the words of the practice systems. */
export const asStatus: CellReader = (text) => {
  const value = MEANING.get(columnKey(text));
  return value ? { value } : { fault: `"${text}" is no status that is known here; these are: ${KNOWN}` };
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
