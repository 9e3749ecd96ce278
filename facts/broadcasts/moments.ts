/** The latest of these moments. */
export function latest(moments: readonly (string | null)[]): Date | null {
  const known = moments.flatMap((at) => (at === null ? [] : new Date(at).getTime()));
  return known.length > 0 ? new Date(Math.max(...known)) : null;
}

/** A timestamp as a statement answers it. */
export function dateOrNull(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}
