/** Rows of one table: `i` runs from 1 to `count`; columns that are not named are copied from a row of the program's own. */
export type Rows = { table: string; count: number; copied: boolean; columns: Record<string, string> };

const DAYS = 3_650;

/** An id that is the same wherever it is named. */
export function idsOf(practiceId: string): (what: string, nth?: string) => string {
  return (what, nth = 'g.i') => `md5('${practiceId}/${what}/' || (${nth})::text)::uuid`;
}

/** A moment as far back as this share of the ten years. */
export function at(share: string): string {
  return `now() - make_interval(secs => (${share}) * ${DAYS * 86_400})`;
}

/** The `i`th moment of so many. */
export function spread(count: number): string {
  return at(`(g.i::float8 / ${count})`);
}

/** In turn. */
export function oneOf(values: readonly string[]): string {
  return `(array[${values.map((one) => `'${one}'`).join(',')}])[1 + g.i % ${values.length}]`;
}
