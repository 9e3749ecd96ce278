import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import type { Referral } from '../../entities/referral.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { closeAcknowledgement } from './close-acknowledgement.ts';
import { audit, type Tx } from '../transaction.ts';
import { reopenThanks } from './give-permission.ts';
import { identifyReferrer } from './identify-referrer.ts';
import { sourceOf } from './link-referral.ts';
import { addEvent } from '../referral-event.ts';
import { draftOf, refuseInFlight } from './personal-acknowledgement.ts';
import { conflict } from '../refusal.ts';
import { correctLine } from '../source-log/correct-line.ts';
import { lockReferral } from '../locks/lock-referral.ts';

export type Match = { clientId: string } | { professionalId: string } | { nobody: true };

/** Applies a person's match of a named referrer; only then is anybody thanked (§3.3). */
export async function matchReferrer(tx: Tx, referralId: string, match: Match): Promise<Referral> {
  const referral = await lockReferral(tx, referralId);
  if (referral.status === 'sent' || referral.status === 'done_by_hand') {
    throw conflict(
      'This referral has been thanked for already, so it can no longer be matched to somebody else.',
    );
  }
  refuseInFlight(await draftOf(tx, referral));
  if ('nobody' in match) await matchNobody(tx, referral);
  else await matchRecord(tx, referral, match);
  addEvent(
    tx,
    referral,
    'matched',
    'nobody' in match ? 'nobody' : 'clientId' in match ? 'client' : 'professional',
  );
  await reopenThanks(tx, referral);
  audit(tx, 'match', { entity: 'referral', id: referral.id }, Object.keys(match));
  return referral;
}

async function matchRecord(
  tx: Tx,
  referral: Referral,
  match: Exclude<Match, { nobody: true }>,
): Promise<void> {
  const referrer = await identifyReferrer(tx, match, referral.learnedFrom);
  referral.referrerHash = referrer.hash;
  referral.referrerClient =
    'clientId' in match ? tx.em.getReference(Client, [tx.practiceId, match.clientId]) : null;
  referral.referrerProfessional =
    'professionalId' in match
      ? tx.em.getReference(Professional, [tx.practiceId, match.professionalId])
      : null;
  referral.makeDue();
  await correctLineOf(tx, referral, referral.number);
  const enquiry = referral.enquiry ? await tx.em.findOne(Enquiry, { id: referral.enquiry.id }) : null;
  if (enquiry && enquiry.sourceLine !== referral.number && !enquiry.sourceRef)
    await correctLineOf(tx, referral, enquiry.sourceLine);
}

/** Corrects the source log line: it now names the matched record. */
async function correctLineOf(tx: Tx, referral: Referral, number: number): Promise<void> {
  const line = await tx.em.findOneOrFail(SourceLogLine, { number });
  await correctLine(tx, line, { ...sourceOf(referral), hops: line.hops ?? null });
}

/** No known record: a self-stated address can be thanked, a mere name cannot. */
async function matchNobody(tx: Tx, referral: Referral): Promise<void> {
  if (referral.referrerEmail && referral.learnedFrom === 'referrer') return referral.makeDue();
  await closeAcknowledgement(tx, referral, { status: 'let_go' });
}
