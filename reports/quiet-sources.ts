import { toMs } from '../policy/calendar/duration.ts';
import { DAY_MS } from '../policy/calendar/units.ts';
import type { Figure } from '../policy/reports/hidden.ts';
import { chanceOfSilence, quietStateOf, type QuietState } from '../policy/reports/silence.ts';
import { arrivalsByColleague, type ColleagueArrivals } from './shared/arrivals-by-colleague.ts';
import { asOf } from './shared/as-of.ts';
import { groupsOf, type SourceGroup } from './shared/groups.ts';
import { onLadder } from './shared/on-ladder.ts';
import { whole, type Question } from './shared/report.ts';

export type QuietRow = {
  source: SourceGroup;
  intervals: number;
  spanDays: number;
  gapDays: number;
  toldFullDays: number;
  p0: number | null;
  state: QuietState;
  share: number;
  lastOn: string;
};
export type QuietBody = { n: Figure; rows: QuietRow[] };

/** Which colleague has sent nobody for longer than is usual for them? (S65) */
export const quietSources = whole<QuietBody>({
  name: 'quiet-sources',
  question: 'Which colleagues have sent nobody for longer than is usual for them',
  definition:
    'Arrivals from each colleague in the 730 days before the end of the period: lines of the log of kind referral, enquiry or past that name them, or a source that stands for them, by their latest correction; a referral and its enquiry are one arrival. intervals: one fewer than arrivals. spanDays: from the first to the last; gapDays: since the last, without toldFullDays, on which they had been told that we are full and not yet that we have room; elapsed time. p0 = (spanDays / (spanDays + gapDays))^intervals: how probable a gap this long is if nothing has changed. watch and dried: p0 below what the practice has set, from three intervals. dormant: fewer intervals, and nobody for 180 days. Nothing is said before the shortest time between two contacts (relationships.minGap), nor where all came at once. share: of all arrivals from colleagues in this time (n). The largest share by p0 comes first. Clients are not listed: they do not dry up.',
  read: async (question) => {
    const until = asOf(question);
    return quietOf(question, until, await arrivalsByColleague(question, until));
  },
  withoutPeople: ({ n }) => ({ n, rows: [] }),
  suppressed: ({ n }) => ({ n: onLadder(n), rows: [] }),
  rounded: ({ n }) => ({ n: onLadder(n), rows: [] }),
});

/** Everybody of whom there is something to say, as of this moment, from their arrivals before it. */
export async function quietOf(
  { tx, practice }: Question,
  until: Date,
  colleagues: readonly ColleagueArrivals[],
): Promise<QuietBody> {
  const { watch, dried } = practice.policy.quiet;
  const minGapDays = toMs(practice.policy.relationships.minGap) / DAY_MS;
  const all = colleagues.reduce((sum, { count }) => sum + count, 0);
  const quiet = colleagues.flatMap(({ id, isPresent, count, first, last, lastOn, toldFull: told }) => {
    const silence = {
      intervals: count - 1,
      spanDays: (last - first) / DAY_MS,
      gapDays: Math.max(0, until.getTime() - last - told) / DAY_MS,
    };
    const state = quietStateOf(silence, { watch, dried, minGapDays });
    if (state === null || !isPresent) return [];
    const said = { p0: chanceOfSilence(silence), state, share: count / all, lastOn };
    return [{ id, ...silence, toldFullDays: told / DAY_MS, ...said }];
  });
  const groups = await groupsOf(
    tx,
    'source',
    quiet.map(({ id }) => valueOf(id)),
    true,
  );
  return {
    n: all,
    rows: quiet
      .toSorted((one, other) => urgency(other) - urgency(one) || other.share - one.share)
      .map(({ id, ...row }) => ({
        source: groups.get(valueOf(id))?.source ?? { kind: 'professional' },
        ...row,
      })),
  };
}

function urgency({ share, p0 }: { share: number; p0: number | null }): number {
  return p0 === null ? 0 : share / p0;
}

function valueOf(id: string): string {
  return `professional:${id}`;
}
