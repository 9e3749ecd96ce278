/** Stands where a figure is withheld from its reader: null in JSON, the word `hidden` in CSV. */
export const HIDDEN: unique symbol = Symbol('hidden');
export type Hidden = typeof HIDDEN;

/** A count as one reader sees it. */
export type Figure = number | Hidden;

/** What a body becomes once every withheld figure is null. */
export type Revealed<T> = T extends Hidden
  ? null
  : T extends readonly (infer Item)[]
    ? Revealed<Item>[]
    : T extends object
      ? { [Key in keyof T]: Revealed<T[Key]> }
      : T;

/** Whether any figure in it is withheld. */
export function withholds(value: unknown): boolean {
  if (value === HIDDEN) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(withholds);
}

/** The same with null for every withheld figure, as JSON shows it. */
export function revealed<T>(value: T): Revealed<T> {
  return withNulls(value) as Revealed<T>; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the type says what the walk does
}

function withNulls(value: unknown): unknown {
  if (value === HIDDEN) return null;
  if (Array.isArray(value)) return value.map(withNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withNulls(one)]));
}

/** The sum, withheld where any part is. */
export function sumOf(figures: readonly Figure[]): Figure {
  let sum = 0;
  for (const figure of figures) {
    if (figure === HIDDEN) return HIDDEN;
    sum += figure;
  }
  return sum;
}

/** What is left of the whole without the part, withheld where either is. */
export function leftOf(whole: Figure, part: Figure): Figure {
  return whole === HIDDEN || part === HIDDEN ? HIDDEN : whole - part;
}
