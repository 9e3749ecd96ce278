import type { Loaded } from '@mikro-orm/postgresql';
import { Professional } from '../entities/professional.ts';
import { emailHash, nameHash, prefixTokens } from '../entities/crypto/look-up.ts';
import { expectRelationships } from '../facts/commitments/reevaluate-relationships.ts';
import type { Tx } from '../facts/transaction.ts';
import type { ImportRecord } from './save-in-batches.ts';
import type { ProfessionalFields } from '../facts/professionals/save-professional.ts';

const BY_ID = { onConflictFields: ['practiceId' as const, 'id' as const] };

/** The kind is optional in a file of professionals. */
export type ImportedProfessional = Omit<ProfessionalFields, 'kind'> & { kind?: string | undefined };

/** A record's identity as hashes, because names are sealed. */
export type Identity = { hash: string | null; first: string; last: string; nameKey: string };

export type ProfessionalRecord = ImportRecord<ProfessionalFields> & { who: Identity; createdAt: Date };

/**
 * Three statements a batch; columns that no file has are left alone. `firstLookAt`: when somebody who was added is first
 * looked at.
 */
export async function writeProfessionals(
  tx: Tx,
  { created, updated }: { created: ProfessionalRecord[]; updated: ProfessionalRecord[] },
  firstLookAt: Date,
): Promise<void> {
  const rows = (professionals: readonly ProfessionalRecord[]) =>
    professionals.map((one) => columnsOf(tx, one));
  if (created.length > 0) {
    const added = rows(created).map((row) => ({ ...row, fromFile: true }));
    await tx.em.insertMany(Professional, added);
    await expectRelationships(
      tx,
      added.map(({ id }) => id),
      firstLookAt,
    );
  }
  if (updated.length > 0) await tx.em.upsertMany(Professional, rows(updated), BY_ID);
  tx.em.clear();
}

export function recordOf(
  professional: Loaded<Professional, never, never, 'searchTokens'>,
): ProfessionalRecord {
  const { title, firstName, lastName, kind, organisation, email, phone, focus, trusted, howWeKnowThem } =
    professional;
  const { lastConfirmedOn, placesKnown, takesReferrals, mayEmail, soleTrader, riskFlags, expectedPerMonth } =
    professional;
  const person = { title, firstName, lastName, kind, organisation, email, phone };
  const terms = {
    focus,
    trusted,
    howWeKnowThem,
    lastConfirmedOn,
    placesKnown,
    takesReferrals,
    mayEmail,
    soleTrader,
  };
  const fields = { ...person, ...terms, riskFlags, expectedPerMonth };
  return {
    id: professional.id,
    fields,
    who: identityOf(fields),
    createdAt: professional.createdAt,
    fate: 'unchanged',
  };
}

export function identityOf({ email, firstName, lastName, organisation }: ImportedProfessional): Identity {
  const hash = email ? emailHash(email) : null;
  const [first, last, place] = [firstName, lastName, organisation].map((name) =>
    name ? nameHash(name) : '',
  );
  return { hash, first: first ?? '', last: last ?? '', nameKey: `${first}/${last}/${place}` };
}

function columnsOf(tx: Tx, { id, fields, who, createdAt }: ProfessionalRecord) {
  return {
    practiceId: tx.practiceId,
    id,
    ...fields,
    focus: fields.focus ?? [],
    trusted: fields.trusted ?? false,
    riskFlags: fields.riskFlags ?? [],
    emailHash: who.hash,
    searchTokens: prefixTokens(fields.firstName, fields.lastName, fields.organisation),
    createdAt,
    updatedAt: tx.now,
  };
}
