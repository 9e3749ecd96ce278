import { practiceStatus, type StatedStatus } from './practice-capacity.ts';

/** A statement with the moment at which the next one of the same took its place; null: it is the latest. */
export type KeptStatement = StatedStatus & { statedAt: Date; supersededAt: Date | null };
/** Somebody who works with people here, and since when. */
export type Practitioner = { id: string; since: Date };
/** A time in which the practice was full, as instants: `from` is part of it, `to` is not. */
export type FullTime = { from: number; to: number };

/**
 * When the practice was full by what was said then and still stood, in order (S71a). Who has left meanwhile is not
 * counted: when somebody left is not kept. A statement counts until the next one of the same, or until it expires.
 */
export function fullTimes(
  statements: readonly KeptStatement[],
  practitioners: readonly Practitioner[],
): FullTime[] {
  const times: FullTime[] = [];
  const moments = changes(statements, practitioners);
  for (const [index, from] of moments.entries()) {
    const to = moments[index + 1] ?? Infinity;
    if (!isFullAt(from, statements, practitioners)) continue;
    const last = times.at(-1);
    if (last?.to === from) last.to = to;
    else times.push({ from, to });
  }
  return times;
}

/** Every moment at which the answer may change. */
function changes(statements: readonly KeptStatement[], practitioners: readonly Practitioner[]): number[] {
  const moments = [
    ...statements.flatMap((one) => [one.statedAt, one.supersededAt ?? one.validUntil, one.validUntil]),
    ...practitioners.map(({ since }) => since),
  ];
  return [...new Set(moments.map((moment) => moment.getTime()))].toSorted((one, other) => one - other);
}

function isFullAt(
  at: number,
  statements: readonly KeptStatement[],
  practitioners: readonly Practitioner[],
): boolean {
  const stood = statements.filter(
    ({ statedAt, supersededAt }) =>
      statedAt.getTime() <= at && (supersededAt === null || supersededAt.getTime() > at),
  );
  const here = practitioners.filter(({ since }) => since.getTime() <= at).map(({ id }) => id);
  return practiceStatus(stood, here, new Date(at)) === 'full';
}
