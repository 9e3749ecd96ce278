import { randomUUIDv7 } from 'node:crypto';
import { GateOverride } from '../../entities/gate-override.ts';
import { GATES, type GateCode } from '../../policy/journeys/gate-codes.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { dateIn } from '../practice/practice-today.ts';
import { notFound, type WrongField, wrongFields } from '../refusal.ts';
import { reevaluateJourney } from '../commitments/reevaluate-subjects.ts';

export type NewOverride = { clientId: string; code: GateCode; until: string; setBy: string; zone: string };

const LONGEST_DAYS = 366;

/** Overrides one gate for one client until a day; a later override replaces an earlier one. */
export async function overrideGate(
  tx: Tx,
  { clientId, code, until, setBy, zone }: NewOverride,
): Promise<GateOverride> {
  const client = await lockClient(tx, clientId);
  const today = dateIn(zone, tx.now);
  const wrong = [...wrongCode(code), ...wrongDay(until, today)];
  if (wrong.length > 0) throw wrongFields(wrong);
  await tx.em.nativeDelete(GateOverride, {
    clientId: client.id,
    $or: [{ code }, { until: { $lt: today } }],
  });
  const override = tx.em.create(GateOverride, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    client,
    code,
    until,
    setBy,
    createdAt: tx.now,
  });
  await reevaluateJourney(tx, client.id);
  audit(tx, 'create', { entity: 'gate_override', id: override.id }, ['code', 'until']);
  return override;
}

/** The gate applies again. */
export async function withdrawOverride(
  tx: Tx,
  { clientId, overrideId }: { clientId: string; overrideId: string },
): Promise<void> {
  const client = await lockClient(tx, clientId);
  const override = await tx.em.findOne(GateOverride, { id: overrideId, clientId: client.id });
  if (!override) throw notFound('override');
  tx.em.remove(override);
  await reevaluateJourney(tx, client.id);
  audit(tx, 'remove', { entity: 'gate_override', id: override.id });
}

/** HARD gates cannot be overridden, nor those that only describe what happened. */
export function wrongCode(code: GateCode): WrongField[] {
  const { hard, mayOverride, rule } = GATES[code];
  if (hard)
    return [{ path: 'code', message: `${code} (${rule}) protects the client, and nobody can override it.` }];
  if (mayOverride.length > 0) return [];
  return [
    { path: 'code', message: `${code} (${rule}) is not for anybody to decide, so it has no override.` },
  ];
}

function wrongDay(until: string, today: string): WrongField[] {
  const latest = Temporal.PlainDate.from(today).add({ days: LONGEST_DAYS }).toString();
  if (until < today) return [{ path: 'until', message: 'must not lie in the past' }];
  return until > latest ? [{ path: 'until', message: `must lie no later than ${latest}` }] : [];
}
