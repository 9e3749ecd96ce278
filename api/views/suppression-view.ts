import type { z } from 'zod';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import { Staff } from '../../entities/staff.ts';
import type { Suppression } from '../../entities/suppression.ts';
import { standingAgainst } from '../../facts/outbound-mail/standing-suppressions.ts';
import type { Tx } from '../../facts/transaction.ts';
import { mayLift, wordsOfSuppression } from '../../policy/outbound-mail/suppression.ts';
import type { SuppressionView } from '../schemas/suppression.ts';

type Shown = z.output<typeof SuppressionView>;
type Whose = Pick<Shown, 'email' | 'name' | 'clientId' | 'professionalId' | 'staffId'>;

const NOBODY: Whose = { email: null, name: null, clientId: null, professionalId: null, staffId: null };

export async function suppressionViews(tx: Tx, rows: readonly Suppression[]): Promise<Shown[]> {
  const whose = await addressesOnRecord(
    tx,
    rows.map(({ emailHash }) => emailHash),
  );
  return rows.map((row) => {
    const isOver = Boolean(row.liftedAt) || (row.until ?? tx.now) < tx.now;
    const verdict = mayLift(row.reason, row.at, tx.now);
    return {
      id: row.id,
      reason: row.reason,
      source: row.source,
      since: row.at.toISOString(),
      until: row.until?.toISOString() ?? null,
      ...(whose.get(row.emailHash) ?? NOBODY),
      mayLift: verdict.may && !isOver,
      mayLiftUntil: verdict.may ? (verdict.until?.toISOString() ?? null) : null,
      words: wordsOfSuppression(row.reason),
      liftedAt: row.liftedAt?.toISOString() ?? null,
      liftedBy: row.liftedBy ?? null,
      updatedAt: row.updatedAt.toISOString(),
    };
  });
}

/** One neutral row, with no id and no date, and only of an address that somebody on record here has. */
export async function happenedElsewhere(tx: Tx, emailHash: string): Promise<Shown[]> {
  const whose = (await addressesOnRecord(tx, [emailHash])).get(emailHash);
  if (!whose || !(await standingAgainst(tx, emailHash)).includes('suppressed')) return [];
  return [
    {
      id: null,
      reason: 'suppressed',
      source: null,
      since: null,
      until: null,
      ...whose,
      mayLift: false,
      mayLiftUntil: null,
      words: wordsOfSuppression('suppressed'),
      liftedAt: null,
      liftedBy: null,
      updatedAt: null,
    },
  ];
}

/** Whose these addresses are; of several people the first that is found. */
async function addressesOnRecord({ em }: Tx, hashes: readonly string[]): Promise<ReadonlyMap<string, Whose>> {
  const among = { emailHash: { $in: [...hashes] } };
  const known = new Map<string, Whose>();
  const note = (hash: string | null | undefined, whose: Whose) => {
    if (hash && !known.has(hash)) known.set(hash, whose);
  };
  if (hashes.length === 0) return known;
  for (const client of await em.find(Client, among))
    note(client.emailHash, { ...NOBODY, ...person(client), clientId: client.id });
  for (const professional of await em.find(Professional, among))
    note(professional.emailHash, { ...NOBODY, ...person(professional), professionalId: professional.id });
  for (const { id, name, email, emailHash } of await em.find(Staff, among))
    note(emailHash, { ...NOBODY, email, name, staffId: id });
  for (const enquiry of await em.find(Enquiry, among))
    note(enquiry.emailHash, { ...NOBODY, ...person(enquiry) });
  return known;
}

type Person = {
  email?: string | null | undefined;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
};

function person({ email, firstName, lastName }: Person): Pick<Whose, 'email' | 'name'> {
  return { email: email ?? null, name: [firstName, lastName].filter(Boolean).join(' ') || null };
}
