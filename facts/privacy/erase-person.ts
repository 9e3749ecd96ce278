import { LockMode } from '@mikro-orm/postgresql';
import { Erasure } from '../../entities/erasure.ts';
import { announce } from '../announce.ts';
import { forgetImportFiles } from '../practice/import-files.ts';
import { lockRecords } from './request-erasure.ts';
import {
  eraseClient,
  eraseEnquirer,
  eraseProfessional,
  eraseReferrer,
  eraseReferredPerson,
} from './erase-records.ts';
import { STEPS, runStep } from './erasure-steps.ts';
import { audit, type Tx } from '../transaction.ts';
import { redactTextMatches } from './redact-text-matches.ts';
import { eraseStaff } from './staff-erasure.ts';
import { findPerson, type Person } from './person.ts';
import { mentionsOf, personIdentifiersOf } from './person-identifiers.ts';

/** Rows per transaction: keeps locks short and a crash cheap. */
const ROWS_AT_ONCE = 500;

/**
 * Erases a bounded number of rows; once nothing is left beside the person's own records, these follow in the same
 * transaction as the proof. Resumable; returns whether there is more.
 */
export async function eraseSome(tx: Tx, erasureId: string): Promise<{ more: boolean }> {
  const erasure = await tx.em.findOne(
    Erasure,
    { practiceId: tx.practiceId, id: erasureId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (erasure?.status !== 'asked') return { more: false };
  if (erasure.subject === 'staff') await eraseStaff(tx, erasure);
  const person = await findPerson(tx, { subject: erasure.subject, id: erasure.subjectId });
  if (person) {
    await lockRecords(tx, person);
    if (!(await eraseRelatedRows(tx, erasure, person))) return { more: true };
    const forgotten = await redactTextMatches(tx, mentionsOf(person));
    for (const [table, rows] of Object.entries(forgotten)) erasure.prove(table, rows);
    erasure.prove('import_file', await forgetImportFiles(tx));
    await eraseOwnRecords(tx, erasure, person);
  }
  await close(tx, erasure);
  return { more: false };
}

/** Returns whether nothing is left. */
async function eraseRelatedRows(tx: Tx, erasure: Erasure, person: Person): Promise<boolean> {
  const identifiers = personIdentifiersOf(person);
  let left = ROWS_AT_ONCE;
  for (const step of STEPS) {
    const rows = await runStep(tx, step, identifiers, left);
    erasure.prove(step.table, rows);
    left -= rows;
    if (left <= 0) break;
  }
  erasure.updatedAt = tx.now;
  return left > 0;
}

async function eraseOwnRecords(tx: Tx, erasure: Erasure, person: Person): Promise<void> {
  for (const referral of person.sentIn.filter(({ personErasedAt }) => !personErasedAt))
    eraseReferredPerson(tx, referral);
  for (const referral of person.sentBy.filter(({ referrerErasedAt }) => !referrerErasedAt))
    await eraseReferrer(tx, referral);
  for (const enquiry of person.enquiries.filter(({ erasedAt }) => !erasedAt)) eraseEnquirer(tx, enquiry);
  for (const client of person.clients) await eraseClient(tx, client);
  for (const professional of person.professionals) eraseProfessional(tx, professional);
  erasure.prove('referral', new Set([...person.sentIn, ...person.sentBy]).size);
  erasure.prove('enquiry', person.enquiries.length);
  erasure.prove('client', person.clients.length);
  erasure.prove('professional', person.professionals.length);
}

/** Erased here; finished, unless staff still have to have the mail provider's copy deleted. */
async function close(tx: Tx, erasure: Erasure): Promise<void> {
  erasure.finishHere(tx.now);
  audit(tx, 'erased', { entity: 'erasure', id: erasure.id });
  if (!erasure.byHand) finishErasure(tx, erasure);
}

/** No copy is left anywhere that we know of. */
export function finishErasure(tx: Tx, erasure: Erasure): void {
  erasure.finish(tx.now);
  announce(tx, 'erasure.done', { erasureId: erasure.id });
}
