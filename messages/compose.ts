import type { EntityManager } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import type { Message } from '../entities/message.ts';
import { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import { Referral } from '../entities/referral.ts';
import { keyring } from '../entities/sealing/keyring.ts';
import { Staff } from '../entities/staff.ts';
import { toMs } from '../policy/duration.ts';
import { crisisRouteOf } from '../policy/crisis-route.ts';
import { renderMessage } from './render.ts';
import { TEMPLATES } from './templates/catalogue.ts';

/** An e-mail ready to go: one recipient, its words, and who it is from. */
export type Envelope = {
  to: string;
  from: string;
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  templateVersion: string;
  sendId: string;
  tag: string;
  automatic: boolean;
  postmarkServerToken: string | null;
};

const HOUR_MS = 3_600_000;

/** Renders a message from what is true now; null where there is nobody, or no address, to write to, or no letter comes of it. */
export async function composeMessage(
  em: EntityManager,
  message: Message,
  publicUrl: string,
): Promise<Envelope | null> {
  const practice = await em.findOneOrFail(Practice, message.practiceId);
  const referral = message.referral
    ? await em.findOne(Referral, { practiceId: message.practiceId, id: message.referral.id })
    : null;
  if (!referral) return null;
  const addressed =
    message.template === 'm26'
      ? await toStaff(em, message, referral, practice, publicUrl)
      : await toReferrer(em, message, referral, practice, publicUrl);
  if (!addressed || !TEMPLATES[addressed.template].variables.safeParse(addressed.context).success)
    return null;
  const rendered = renderMessage(addressed.template, addressed.context, {
    neutralSenderName: practice.neutralSenderName,
    locale: practice.locale,
  });
  return {
    ...rendered,
    to: addressed.to,
    from: mailbox(practice.neutralSenderName, practice.from),
    replyTo: practice.replyTo,
    sendId: message.sendId,
    tag: message.template === 'm26' ? 'staff-reminder' : 'acknowledgement',
    automatic: !message.askedBy,
    postmarkServerToken: practice.postmarkServerToken ?? null,
  };
}

type Addressed = { template: 'm7' | 'm8' | 'm9' | 'm26'; to: string; context: Record<string, unknown> };

async function toStaff(
  em: EntityManager,
  message: Message,
  referral: Referral,
  practice: Practice,
  publicUrl: string,
): Promise<Addressed | null> {
  const staff = message.staffId ? await em.findOne(Staff, { id: message.staffId, active: true }) : null;
  if (!staff) return null;
  const due = new Intl.DateTimeFormat(practice.locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: practice.timezone,
  });
  return {
    template: 'm26',
    to: staff.email,
    context: {
      first: firstWord(staff.name),
      number: String(referral.number),
      due: due.format(referral.dueAt ?? referral.receivedAt),
      link: `${publicUrl}/waiting/${referral.number}`,
    },
  };
}

async function toReferrer(
  em: EntityManager,
  message: Message,
  referral: Referral,
  practice: Practice,
  publicUrl: string,
): Promise<Addressed | null> {
  const signer = message.signerId
    ? await em.findOne(Staff, { practiceId: message.practiceId, id: message.signerId })
    : null;
  const shared = {
    signer: signer ? firstWord(signer.name) : practice.neutralSenderName,
    added_line: message.addedLine ?? undefined,
  };
  if (referral.referrerProfessional) {
    const colleague = await em.findOne(Professional, {
      practiceId: message.practiceId,
      id: referral.referrerProfessional.id,
    });
    if (!colleague?.email) return null;
    const context =
      message.template === 'm9'
        ? formalContext(colleague, referral, practice)
        : await collegialContext(em, colleague, publicUrl);
    return {
      template: message.template === 'm9' ? 'm9' : 'm8',
      to: colleague.email,
      context: { ...context, ...shared },
    };
  }
  const client = referral.referrerClient
    ? await em.findOne(Client, { practiceId: message.practiceId, id: referral.referrerClient.id })
    : null;
  const to = client ? client.email : referral.referrerEmail;
  const first = client ? client.firstName : referral.referrerFirstName;
  if (!to || !first) return null;
  return { template: 'm7', to, context: { first, ...shared } };
}

function formalContext(
  colleague: Professional,
  referral: Referral,
  practice: Practice,
): Record<string, unknown> {
  const received = new Intl.DateTimeFormat(practice.locale, {
    dateStyle: 'long',
    timeZone: practice.timezone,
  });
  return {
    title: colleague.title ?? undefined,
    first: colleague.firstName,
    surname: colleague.lastName,
    received_date: received.format(referral.receivedAt),
    hours: String(Math.max(1, Math.round(toMs(practice.policy.followThrough.contactWithin) / HOUR_MS))),
    crisis_route: practice.crisisRoute ?? crisisRouteOf(practice.profile),
  };
}

async function collegialContext(
  em: EntityManager,
  colleague: Professional,
  publicUrl: string,
): Promise<Record<string, unknown>> {
  const practice = await em.findOneOrFail(Practice, colleague.practiceId);
  return {
    first: colleague.firstName,
    keep_me_posted: `${publicUrl}/p/${practice.slug}/posted/${keepPostedToken(colleague)}`,
  };
}

/** Always the same for one colleague, so that the same letter rendered twice is the same letter. */
export function keepPostedToken({ practiceId, id }: { practiceId: string; id: string }): string {
  return keyring().lookUpHash(`${practiceId}/${id}`, 'keep-posted');
}

/** `"Name" <address>`, quoted so that punctuation in a name cannot change the address (Postmark refuses it unquoted). */
function mailbox(name: string, address: string): string {
  const printable = name.replace(/[\p{C}"\\]/gu, ' ').trim();
  return `"${printable}" <${address}>`;
}

function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
