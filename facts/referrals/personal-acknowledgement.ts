import { LockMode } from '@mikro-orm/postgresql';
import { Message } from '../../entities/message.ts';
import type { Referral } from '../../entities/referral.ts';
import type { BY_HAND } from '../../policy/referrals/acknowledgement.ts';
import { closeAcknowledgement } from './close-acknowledgement.ts';
import { audit, type Tx } from '../transaction.ts';
import { reopenThanks } from './give-permission.ts';
import { addEvent } from '../referral-event.ts';
import { openAcknowledgement } from './open-acknowledgement.ts';
import { lintAddedLine } from '../../email/lint-added-line.ts';
import { asItWas, type Press } from '../outbound-mail/press-send.ts';
import { standingOf, pressThanks } from './press-thanks.ts';
import { conflict, wrongFields } from '../refusal.ts';
import { reevaluate } from '../signal.ts';
import { lockReferral } from '../locks/lock-referral.ts';

/** A person thanked by telephone, by card or in person; nothing is sent any more. */
export async function thankByHand(
  tx: Tx,
  referralId: string,
  how: (typeof BY_HAND)[number],
): Promise<Referral> {
  const referral = await stillOpen(tx, referralId);
  refuseInFlight(await draftOf(tx, referral));
  await closeAcknowledgement(tx, referral, {
    status: 'done_by_hand',
    at: tx.now,
    by: tx.actor.staffId,
    how,
  });
  addEvent(tx, referral, 'thanked_by_hand', how);
  reevaluate(tx, 'referral', referral.id);
  audit(tx, 'thank_by_hand', { entity: 'referral', id: referral.id }, ['byHand']);
  return referral;
}

/**
 * A person sends the draft now, perhaps with one line of their own (S33); one press from the task to sent (S34). Where it
 * can be taken back it leaves a little later, and what asked for it is done at once.
 */
export async function sendThanksNow(
  tx: Tx,
  referralId: string,
  addLine: string | null,
  press: Press,
): Promise<Referral> {
  const referral = await lockReferral(tx, referralId);
  if (addLine !== null) refuseUnkindLine(referral, addLine);
  refuseClosed(referral);
  if (referral.status === 'needs_person') {
    throw conflict(
      `This thanks needs a person (${referral.needsPerson ?? 'unclear'}): thank by phone, card or in person and say so with byHand.`,
    );
  }
  const drafted = await draftOf(tx, referral);
  refuseInFlight(drafted);
  const anew = drafted === null || referral.status === 'would_send';
  if (!anew && drafted.askedBy)
    throw conflict('The thanks is on its way already; a line can no longer be added.');
  const stood = standingOf(referral);
  const was = drafted ? asItWas(drafted) : null;
  const draft = anew ? await openAcknowledgement(tx, referral.id, tx.now) : drafted;
  draft.askedBy = tx.actor.staffId;
  draft.addedLine = addLine;
  draft.dueAt = tx.now;
  draft.updatedAt = tx.now;
  await pressThanks(tx, draft, { press, before: { ...(was ?? asItWas(draft)), ...stood } });
  addEvent(tx, referral, 'line_added', addLine === null ? 'as_drafted' : 'with_a_line');
  await reopenThanks(tx, referral);
  audit(tx, 'send_thanks', { entity: 'referral', id: referral.id }, addLine === null ? [] : ['addLine']);
  return referral;
}

/** A person decides that nobody is thanked for this one. */
export async function letGo(tx: Tx, referralId: string): Promise<Referral> {
  const referral = await stillOpen(tx, referralId);
  refuseInFlight(await draftOf(tx, referral));
  await closeAcknowledgement(tx, referral, { status: 'let_go' });
  addEvent(tx, referral, 'let_go');
  reevaluate(tx, 'referral', referral.id);
  audit(tx, 'let_go', { entity: 'referral', id: referral.id });
  return referral;
}

/** A line of one's own is read before it goes, as the practice's words are. */
function refuseUnkindLine({ personFirstName }: Referral, addLine: string): void {
  const findings = lintAddedLine(addLine, personFirstName ? [personFirstName] : []);
  if (findings.length > 0) throw wrongFields(findings.map((message) => ({ path: 'addLine', message })));
}

async function stillOpen(tx: Tx, referralId: string): Promise<Referral> {
  const referral = await lockReferral(tx, referralId);
  refuseClosed(referral);
  return referral;
}

function refuseClosed({ status }: Referral): void {
  switch (status) {
    case 'due':
    case 'needs_person':
    case 'would_send':
      return;
    case 'sent':
    case 'done_by_hand':
      throw conflict('The thanks for this referral has gone already.');
    case 'not_permitted':
      throw conflict(
        'Nobody has said that we may thank for this referral (POST …/permission records a yes).',
      );
    case 'let_go':
      throw conflict('This referral was closed without thanks.');
  }
}

/** The draft of this thanks, if there is one, locked. */
export async function draftOf(tx: Tx, referral: Referral): Promise<Message | null> {
  if (!referral.messageId) return null;
  return tx.em.findOne(Message, { id: referral.messageId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Refuses with 409 while the e-mail is in flight: it is neither changed nor sent twice. */
export function refuseInFlight(draft: Message | null): void {
  if (draft?.status === 'sending' || draft?.status === 'unknown') {
    throw conflict('The e-mail is on its way and its outcome is not known yet; look again in a few minutes.');
  }
}
