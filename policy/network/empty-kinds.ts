/** A kind of colleague of whom the practice knows nobody; `fits` null: the practice has not said which kinds fit (S63). */
export type EmptyKind = { kind: string; fits: boolean | null };

/** Whoever is of no kind of their own is no gap in a network. */
const NO_KIND = 'other';

/** Kinds of colleague of whom nobody is known, in this order: the built-in ones, the practice's own, then what it said fits. */
export function emptyKinds(
  builtIn: readonly string[],
  {
    professionalKinds,
    fittingKinds,
  }: { professionalKinds: readonly string[]; fittingKinds: readonly string[] },
  known: ReadonlySet<string>,
): EmptyKind[] {
  const all = new Set([...builtIn, ...professionalKinds, ...fittingKinds]);
  return [...all]
    .filter((kind) => kind !== NO_KIND && !known.has(kind))
    .map((kind) => ({ kind, fits: fittingKinds.length === 0 ? null : fittingKinds.includes(kind) }));
}
