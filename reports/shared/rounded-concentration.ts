import { concentrationOf, spreadOf } from '../../policy/reports/concentration.ts';
import { HIDDEN, type Figure } from '../../policy/reports/hidden.ts';
import { shownRate } from '../../policy/reports/shown-rate.ts';
import type { ConcentrationBody, SourceRow } from '../concentration.ts';
import { byKindOf } from './who-came.ts';
import { onLadder, rateOnLadder, shareOf } from './on-ladder.ts';

const ANY = { watch: 1, alert: 1 };

/**
 * The same by the rounding ladder. The indices are made of the rounded counts, and withheld where one of these is: they
 * would tell it.
 */
export function roundedConcentration(body: ConcentrationBody): ConcentrationBody {
  const n = onLadder(body.n);
  const rows = body.rows.map((row): SourceRow => {
    const clients = onLadder(row.clients);
    return { ...row, clients, share: shareOf(clients, n) ?? HIDDEN, lastOn: HIDDEN };
  });
  const counts = shownOnly(rows.map(({ clients }) => clients));
  const found = counts && concentrationOf(counts, ANY);
  return {
    n,
    rows,
    channels: body.channels.map(({ kind, clients }) => ({ kind, clients: onLadder(clients) })),
    unnamed: onLadder(body.unnamed),
    hhi: found ? found.hhi : HIDDEN,
    effective: found ? found.effective : HIDDEN,
    corrected: found ? found.corrected : HIDDEN,
    top1: body.top1 && { source: body.top1.source, share: found?.largest?.share ?? HIDDEN },
    byKind: counts
      ? kindsOf(
          rows.map(({ source }) => source.kind),
          counts,
        )
      : { hhi: HIDDEN, effective: HIDDEN },
    buffer: body.buffer && (found?.buffer ?? { share: HIDDEN, mayStop: HIDDEN }),
    referralShare: rateOnLadder(body.referralShare),
    overTime: [],
    state: body.state,
    words: found ? found.words : WITHHELD[body.state],
  };
}

/** What it tells beside its rows, before there is anything to read. */
export const WITHHELD_CONCENTRATION: Omit<ConcentrationBody, 'n' | 'rows'> = {
  channels: [],
  unnamed: HIDDEN,
  hhi: HIDDEN,
  effective: HIDDEN,
  corrected: HIDDEN,
  top1: null,
  byKind: { hhi: HIDDEN, effective: HIDDEN },
  buffer: null,
  referralShare: shownRate(HIDDEN, HIDDEN),
  overTime: [],
  state: 'too_early',
  words: 'too early to tell',
};

/** What is said where the figures behind it are withheld. */
const WITHHELD = {
  too_early: 'too early to tell',
  calm: 'no source carries the weight alone',
  watch: 'much hangs on few sources',
  alert: 'most hangs on few sources',
} as const;

function kindsOf(kinds: readonly string[], counts: readonly number[]) {
  const each = kinds.map((kind, index) => ({ kind, clients: counts[index] ?? 0 }));
  return spreadOf(byKindOf(each).map(({ clients }) => clients));
}

/** Null where one of them is withheld. */
function shownOnly(counts: readonly Figure[]): number[] | null {
  const shown = counts.filter((count) => count !== HIDDEN);
  return shown.length === counts.length ? shown : null;
}
