import type { Figure, Hidden } from '../policy/reports/hidden.ts';
import { concentrationOf, spreadOf, type ConcentrationState } from '../policy/reports/concentration.ts';
import { shownRate, type ShownRate } from '../policy/reports/shown-rate.ts';
import { isKnownKind, isReferralKind } from '../policy/reports/source-groups.ts';
import { groupsOf, type SourceGroup } from './shared/groups.ts';
import { roundedConcentration, WITHHELD_CONCENTRATION } from './shared/rounded-concentration.ts';
import { whole, type Question } from './shared/report.ts';
import { byKindOf, countOf, monthsOf, sourcesOf, whoCame } from './shared/who-came.ts';

export type SourceRow = { source: SourceGroup; clients: Figure; share: Figure; lastOn: string | Hidden };

export type ConcentrationBody = {
  n: Figure;
  rows: SourceRow[];
  channels: { kind: string; clients: Figure }[];
  unnamed: Figure;
  hhi: Figure | null;
  effective: Figure | null;
  corrected: Figure | null;
  top1: { source: SourceGroup; share: Figure } | null;
  byKind: { hhi: Figure | null; effective: Figure | null };
  buffer: { share: Figure; mayStop: Figure } | null;
  referralShare: ShownRate;
  overTime: { month: string; clients: Figure; top1: Figure }[];
  state: ConcentrationState;
  words: string;
};

/** How much of the practice hangs on one source, and what is left if it stops? (S62) */
export const concentration = whole<ConcentrationBody>({
  name: 'concentration',
  question: 'How much hangs on the largest source, and what is left if it stops',
  definition:
    'New clients by the source that is named: each client or colleague is one of their own, a source that stands for somebody is that person. New: first attended in the period (a past line of the log that names no client counts by its own date). share: of all by a named source (n); top1 is the largest. Somebody passed our name on, and it is not known who: unnamed. Everybody else is in channels. hhi: the sum of the squared shares; effective = 1/hhi; corrected = (n·hhi − 1)/(n − 1); byKind: the same of the kinds of these sources. buffer: what is left when the largest stops, and how many of the largest may stop until less than half is left, the last one included. referralShare: of those whose source is known, who came because somebody passed our name on. watch and alert: by the share of the largest as the practice has set it, from an hhi of 0.25, and below 2 equal sources; below ten clients it is too early to tell. overTime: the share that this largest source had in each month.',
  read: (question) => readConcentration(question, 'every source'),
  withoutPeople: (body) => ({
    ...body,
    rows: body.rows.map((row) => ({ ...row, source: { kind: row.source.kind } })),
    top1: body.top1 && { ...body.top1, source: { kind: body.top1.source.kind } },
    overTime: [],
  }),
  suppressed: roundedConcentration,
  rounded: roundedConcentration,
  withheld: WITHHELD_CONCENTRATION,
});

/**
 * The whole of it, for who sees all figures. `the largest`: without rows, so that of thousands of names only that of the
 * largest source is opened.
 */
export async function readConcentration(
  question: Question,
  opened: 'every source' | 'the largest',
): Promise<ConcentrationBody> {
  const { tx, practice } = question;
  const came = await whoCame(question);
  const named = came.filter(({ kind, ref }) => ref !== null && isReferralKind(kind));
  const sources = sourcesOf(named);
  const counts = sources.map(({ clients }) => clients);
  const found = concentrationOf(counts, practice.policy.concentration);
  const groups = await groupsOf(
    tx,
    'source',
    (opened === 'the largest' ? sources.slice(0, 1) : sources).map(({ value }) => value),
    true,
  );
  const sourceOf = (value: string): SourceGroup => groups.get(value)?.source ?? { kind: 'unknown' };
  const largest = sources[0];
  const known = came.filter(({ kind }) => isKnownKind(kind));
  return {
    n: found.clients,
    rows: (opened === 'the largest' ? [] : sources).map(({ value, clients, lastOn }) => ({
      source: sourceOf(value),
      clients,
      share: clients / found.clients,
      lastOn,
    })),
    channels: byKindOf(came.filter(({ kind }) => !isReferralKind(kind))),
    unnamed: countOf(came.filter(({ kind, ref }) => ref === null && isReferralKind(kind))),
    hhi: found.hhi,
    effective: found.effective,
    corrected: found.corrected,
    top1: largest && found.largest ? { source: sourceOf(largest.value), share: found.largest.share } : null,
    byKind: spreadOf(byKindOf(sources).map(({ clients }) => clients)),
    buffer: found.buffer,
    referralShare: shownRate(countOf(known.filter(({ kind }) => isReferralKind(kind))), countOf(known)),
    overTime: largest ? monthsOf(named, largest.value) : [],
    state: found.state,
    words: found.words,
  };
}
