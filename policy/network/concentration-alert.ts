import type { ConcentrationState } from '../reports/concentration.ts';
import type { EmptyKind } from './empty-kinds.ts';

/** What is said where much hangs on few sources, and which kinds of colleague would make it steadier (S62, S67). */
export type ConcentrationAlert = { words: string; kinds: string[] };

/** Null where nothing is to be said; kinds that fit the practice, where it has said which do. */
export function concentrationAlert(
  { state, share }: { state: ConcentrationState; share: number | null },
  empty: readonly EmptyKind[],
): ConcentrationAlert | null {
  if (state !== 'watch' && state !== 'alert') return null;
  const largest = share === null ? 'One source' : `The largest source sends ${Math.round(share * 100)} % and`;
  const words =
    state === 'alert'
      ? `${largest} carries much of what comes in. It is good to have it; a second and a third beside it would make things steadier.`
      : `${largest} carries a fair part of what comes in. There is time to get to know others beside it.`;
  const kinds = empty.filter(({ fits }) => fits !== false).map(({ kind }) => kind);
  return { words, kinds };
}
