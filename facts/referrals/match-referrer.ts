import { LockMode } from '@mikro-orm/postgresql';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { closeAcknowledgement } from './close-acknowledgement.ts';
import { audit, type Fact } from '../transaction.ts';
import { reopenPromise } from './give-permission.ts';
import { identifyReferrer } from './identify-referrer.ts';
import { sourceOf } from './link-referral.ts';
import { noteEvent } from '../referral-event.ts';
import { draftOf, refuseInFlight } from './personal-acknowledgement.ts';
import { conflict, notFound } from '../refusal.ts';
import { correctLine } from '../source-log/write-source.ts';

export type Match = { clientId: string } | { professionalId: string } | { nobody: true };

/** A person says who a name means; only then is anybody thanked (§3.3). */
export async function matchReferrer(fact: Fact, referralId: string, match: Match): Promise<Referral> {
  const referral = await fact.em.findOne(
    Referral,
    { id: referralId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!referral) throw notFound('referral');
  if (referral.status === 'sent' || referral.status === 'done_by_hand') {
    throw conflict(
      'This referral has been thanked for already, so it can no longer be matched to somebody else.',
    );
  }
  refuseInFlight(await draftOf(fact, referral));
  if ('nobody' in match) await nobodyWeKnow(fact, referral);
  else await somebodyWeKnow(fact, referral, match);
  noteEvent(
    fact,
    referral,
    'matched',
    'nobody' in match ? 'nobody' : 'clientId' in match ? 'client' : 'professional',
  );
  await reopenPromise(fact, referral);
  audit(fact, 'match', { entity: 'referral', id: referral.id }, Object.keys(match));
  return referral;
}

async function somebodyWeKnow(
  fact: Fact,
  referral: Referral,
  match: Exclude<Match, { nobody: true }>,
): Promise<void> {
  const referrer = await identifyReferrer(fact, match, referral.learnedFrom);
  referral.referrerHash = referrer.hash;
  referral.referrerClient =
    'clientId' in match ? fact.em.getReference(Client, [fact.practiceId, match.clientId]) : null;
  referral.referrerProfessional =
    'professionalId' in match
      ? fact.em.getReference(Professional, [fact.practiceId, match.professionalId])
      : null;
  makeDue(referral);
  await putRight(fact, referral, referral.number);
  const enquiry = referral.enquiry ? await fact.em.findOne(Enquiry, { id: referral.enquiry.id }) : null;
  if (enquiry && enquiry.sourceLine !== referral.number && !enquiry.sourceRef)
    await putRight(fact, referral, enquiry.sourceLine);
}

/** The line said that somebody was named; now it says who. */
async function putRight(fact: Fact, referral: Referral, number: number): Promise<void> {
  const line = await fact.em.findOneOrFail(SourceLogLine, { number });
  await correctLine(fact, line, { ...sourceOf(referral), hops: line.hops ?? null });
}

/** Nobody we know: an address that they gave us themselves can be thanked, a mere name cannot. */
async function nobodyWeKnow(fact: Fact, referral: Referral): Promise<void> {
  if (referral.referrerEmail && referral.learnedFrom === 'referrer') return makeDue(referral);
  await closeAcknowledgement(fact, referral, { status: 'let_go', why: 'nobody' });
}

function makeDue(referral: Referral): void {
  if (referral.status === 'not_permitted') return;
  referral.status = 'due';
  referral.needsPerson = null;
  referral.openedAt = null;
  referral.handedOverAt = null;
}
