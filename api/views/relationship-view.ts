import type { z } from 'zod';
import type { Professional } from '../../entities/professional.ts';
import { readRhythmRules } from '../../facts/relationships/choose-check-ins.ts';
import { wishesOf } from '../../facts/relationships/colleague-wishes.ts';
import { readRelationship } from '../../facts/relationships/read-relationships.ts';
import type { Tx } from '../../facts/transaction.ts';
import { whyNotEmail } from '../../policy/broadcasts/leave-out.ts';
import { isPaused, nextContactAt, rankOf } from '../../policy/relationships/rhythm.ts';
import type { ProfessionalInFull } from '../schemas/relationship.ts';

/** How things stand with a colleague now; null where they were erased. */
export async function relationshipView(
  tx: Tx,
  professional: Professional,
): Promise<z.output<typeof ProfessionalInFull>['relationship']> {
  const facts = await readRelationship(tx, professional.id);
  if (facts === null) return null;
  const rules = await readRhythmRules(tx);
  const code = whyNotEmail(await wishesOf(tx, professional));
  const { lastContact } = facts;
  return {
    rank: rankOf(facts, rules, tx.now),
    lastContact: lastContact && { at: lastContact.at.toISOString(), kind: lastContact.kind },
    nextContactAt: nextContactAt(facts, rules, tx.now).toISOString(),
    pausedUntil: isPaused(facts, rules, tx.now) ? facts.pausedUntil : null,
    mayEmail: code ? { ok: false, code } : { ok: true },
    optedOutAt: professional.optedOutAt?.toISOString() ?? null,
  };
}
