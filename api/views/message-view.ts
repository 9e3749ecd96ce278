import type { z } from 'zod';
import type { Envelope } from '../../email/compose.ts';
import type { Message } from '../../entities/message.ts';
import { embeddedPrompt } from '../../facts/journeys/settle-prompt.ts';
import { composeOrHold } from '../../facts/outbound-mail/compose-or-hold.ts';
import { notFound } from '../../facts/refusal.ts';
import type { Tx } from '../../facts/transaction.ts';
import { takeBackUntil } from '../../policy/outbound-mail/take-back.ts';
import type { Me } from '../route.ts';
import type { MessageView } from '../schemas/desk.ts';
import { visibleCode } from '../visibility.ts';
import { recipientsOf } from './message-recipients.ts';

type Shown = z.output<typeof MessageView>;
type Around = {
  me: Me;
  publicUrl: string;
  /** Without what has to be written anew for it. */
  brief?: boolean;
};
type Words = Pick<Shown, 'to' | 'subject' | 'text' | 'templateVersion'>;

/** One e-mail, with its words. */
export async function messageView(tx: Tx, message: Message, around: Around): Promise<Shown> {
  const [shown] = await messageViews(tx, [message], around);
  if (!shown) throw notFound('message');
  return shown;
}

/** E-mails as a list shows them. */
export async function messageViews(tx: Tx, messages: readonly Message[], around: Around): Promise<Shown[]> {
  const recipients = await recipientsOf(tx, messages);
  const wordsOf = (message: Message) =>
    around.brief ? brief(message) : wordsNow(tx, message, around.publicUrl);
  return Promise.all(
    messages.map(async (message) => ({
      id: message.id,
      purpose: message.purpose,
      template: message.template,
      status: message.status,
      delivery: message.delivery ?? undefined,
      dueAt: message.dueAt.toISOString(),
      sentAt: message.sentAt?.toISOString(),
      why: message.why || undefined,
      takeBackUntil: takeBackUntil(message, tx.now)?.toISOString(),
      carrier: message.carrier ?? undefined,
      prompt: message.carrier && !around.brief ? await promptIn(tx, around.me, message) : undefined,
      recipient: recipients.get(message.id) ?? null,
      ...(await wordsOf(message)),
      referralId: message.referral?.id ?? null,
      clientId: message.client?.id ?? null,
      professionalId: message.professional?.id ?? null,
      staffId: message.staffId ?? null,
      sid: message.sendId,
      attempts: message.attempts,
      updatedAt: message.updatedAt.toISOString(),
    })),
  );
}

function brief(message: Message): Words {
  return {
    templateVersion: message.templateVersion ?? null,
    to: message.to ?? null,
    subject: null,
    text: null,
  };
}

/** What has gone is shown as it went; what has not, as it would go now. */
async function wordsNow(tx: Tx, message: Message, publicUrl: string): Promise<Words> {
  const kept = message.text !== null && message.text !== undefined && message.status !== 'queued';
  const draft = kept ? null : await draftOf(tx, message, publicUrl);
  return {
    templateVersion: message.templateVersion ?? draft?.templateVersion ?? null,
    to: draft?.to ?? message.to ?? null,
    subject: draft?.subject ?? message.subject ?? null,
    text: draft?.text ?? message.text ?? null,
  };
}

/** As it would go now; null where it would not. */
async function draftOf(tx: Tx, message: Message, publicUrl: string): Promise<Envelope | null> {
  const draft = await composeOrHold(tx, message, publicUrl);
  return draft === null || 'hold' in draft ? null : draft;
}

/** Whether a prompt rides, or rode, in a note of the practice; why not is for the owner alone here. */
async function promptIn(tx: Tx, me: Me, message: Message): Promise<Shown['prompt']> {
  const milestone = await embeddedPrompt(tx, message);
  if (milestone) return { rode: true, milestoneId: milestone.id };
  if (!message.promptCode) return { rode: false };
  return { rode: false, code: visibleCode(me, { practitioner: null }, message.promptCode) };
}
