import { ManualReading } from '../../entities/manual-reading.ts';
import { ManualVersion } from '../../entities/manual-version.ts';
import { Practice } from '../../entities/practice.ts';
import { dateAt } from '../../policy/calendar/calendar-day.ts';
import { manualOf, type Manual } from '../../policy/manual/manual.ts';
import { versionsSince, type NewVersion } from '../../policy/manual/manual-versions.ts';
import type { ManualChange, Statements } from '../../policy/manual/statements.ts';
import type { Tx } from '../transaction.ts';
import { STARTED_AT } from './started-at.ts';
import { readManualSource, type ManualSource } from './read-manual-facts.ts';

/** Of how many versions it is told what changed. */
const MOST_VERSIONS = 50;

export type ManualInForce = {
  manual: Manual;
  version: number;
  since: Date;
  /** Newest first. */
  changes: readonly (ManualChange & { at: Date; version: number })[];
  readings: readonly ManualReading[];
};

/** The manual of this moment, with its version; reading it changes nothing, also where nobody has kept that version yet. */
export async function readManual(tx: Tx): Promise<ManualInForce> {
  const { kept, source, found } = await sinceKept(tx, STARTED_AT);
  const newest = found.at(-1) ?? { version: kept?.version ?? FIRST, since: kept?.since ?? STARTED_AT };
  const past = await tx.em.find(ManualVersion, {}, { orderBy: { version: 'desc' }, limit: MOST_VERSIONS });
  const told = [
    ...found.toReversed().map(({ version, since, changes }) => ({ version, since, changes })),
    ...past.map(({ version, since, changes }) => ({ version, since, changes: changesIn(changes) })),
  ];
  return {
    manual: manualOf({ ...source, today: todayIn(tx, source) }),
    version: newest.version,
    since: newest.since,
    changes: told.flatMap(({ version, since, changes }) =>
      changes.map((change) => ({ ...change, version, at: since })),
    ),
    readings: await tx.em.find(ManualReading, {}, { orderBy: { at: 'desc', id: 'desc' } }),
  };
}

/** The number of the first version. */
export const FIRST = 1;

export type SinceKept = {
  kept: ManualVersion | null;
  source: ManualSource;
  /** What nobody has kept yet, oldest first. */
  found: NewVersion[];
};

/** The newest version that was kept, and those that have come since; `changedAt`: when the facts themselves changed. */
export async function sinceKept(tx: Tx, changedAt: Date): Promise<SinceKept> {
  const kept = await tx.em.findOne(ManualVersion, {}, { orderBy: { version: 'desc' } });
  const { timezone } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const seenAt = kept?.seenAt ?? tx.now;
  const source = await readManualSource(tx, dateAt(seenAt.getTime(), timezone));
  if (kept === null) return { kept, source, found: [] };
  const { version, since } = kept;
  const last = { version, since, seenAt, statements: statementsIn(kept.statements) };
  return { kept, source, found: versionsSince(last, source, { now: tx.now, changedAt }) };
}

/** The practice's own day. */
export function todayIn(tx: Tx, { practice }: ManualSource): string {
  return dateAt(tx.now.getTime(), practice.timezone);
}

function statementsIn(json: string | null | undefined): Statements {
  return json ? JSON.parse(json) : {};
}

function changesIn(json: string): ManualChange[] {
  return JSON.parse(json);
}
