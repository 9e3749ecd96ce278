import type { z } from 'zod';
import type { Broadcast } from '../../entities/broadcast.ts';
import type { BroadcastRecipient } from '../../entities/broadcast-recipient.ts';
import { Client } from '../../entities/client.ts';
import { Message } from '../../entities/message.ts';
import type { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { listRecipients, type Listed } from '../../facts/broadcasts/list-recipients.ts';
import { paceOf, takenToday } from '../../facts/broadcasts/read-pace.ts';
import { countRecipients } from '../../facts/broadcasts/recipient-statuses.ts';
import type { Tx } from '../../facts/transaction.ts';
import { daysNeeded, places } from '../../policy/broadcasts/pace.ts';
import { recipientStatus } from '../../policy/broadcasts/recipient-status.ts';
import type { BroadcastPlan, BroadcastView, NewBroadcast, RecipientView } from '../schemas/broadcast.ts';

type Asked = z.output<typeof NewBroadcast> & { spellId: string | null };
type Plan = z.output<typeof BroadcastPlan>;
type Shown = z.output<typeof BroadcastView>;
type Recipient = z.output<typeof RecipientView>;
type Names = ReadonlyMap<string, string>;

/** Whom it would go to now, in this order, and who would be left out. */
export async function planView(tx: Tx, practice: Practice, asked: Asked): Promise<Plan> {
  const { to, recipients, leftOut } = await listRecipients(tx, practice, asked);
  const pace = paceOf(practice, asked);
  const names = await namesOf(
    tx,
    to,
    [...recipients, ...leftOut].map(({ id }) => id),
  );
  const who = (id: string) => ({ ...idOf(to, id), name: names.get(id) ?? null });
  return {
    kind: asked.kind,
    recipients: recipients.map(({ id, lastHadAt }) => ({
      ...who(id),
      lastHadAt: lastHadAt?.toISOString() ?? null,
    })),
    leftOut: leftOut.map(({ id, why }) => ({ ...who(id), why })),
    perDay: pace.perDay,
    days: daysNeeded(pace, await takenToday(tx, practice), tx.now, recipients.length),
  };
}

export async function broadcastViews(
  tx: Tx,
  practice: Practice,
  broadcasts: readonly Broadcast[],
): Promise<Shown[]> {
  const counts = await countRecipients(tx, broadcasts);
  return broadcasts.map((broadcast) => ({
    id: broadcast.id,
    kind: broadcast.kind,
    status: broadcast.status,
    perDay: paceOf(practice, broadcast).perDay,
    onlyTo: broadcast.onlyTo ?? null,
    noticeOf: broadcast.spellId ?? undefined,
    counts: counts.get(broadcast.id) ?? { frozen: 0, sent: 0, waiting: 0, leftOut: 0, unknown: 0 },
    createdAt: broadcast.createdAt.toISOString(),
    createdBy: broadcast.createdBy ?? null,
    endedAt: broadcast.endedAt?.toISOString() ?? null,
    updatedAt: broadcast.updatedAt.toISOString(),
    workflowId: `broadcast/${broadcast.id}`,
  }));
}

/** Where each of these on its list stands, by their e-mail. */
export async function recipientViews(
  tx: Tx,
  practice: Practice,
  broadcast: Broadcast,
  recipients: readonly BroadcastRecipient[],
): Promise<Recipient[]> {
  const ids = recipients.map(({ id }) => id);
  const mails = await tx.em.find(Message, { id: { $in: ids } });
  const clients = await namesOf(
    tx,
    'clients',
    recipients.flatMap(({ client }) => client?.id ?? []),
  );
  const colleagues = await namesOf(
    tx,
    'professionals',
    recipients.flatMap(({ professional }) => professional?.id ?? []),
  );
  const dueAt = await dueTimes(tx, practice, broadcast);
  return recipients.map(({ id, position, client, professional }) => {
    const mail = mails.find((one) => one.id === id) ?? null;
    const { status, why } = recipientStatus(
      mail && { status: mail.status, why: mail.why ?? null, delivery: mail.delivery ?? null },
      broadcast.status,
    );
    return {
      ...(client ? { clientId: client.id } : { professionalId: professional?.id }),
      name: (client ? clients.get(client.id) : colleagues.get(professional?.id ?? '')) ?? null,
      status,
      why: why ?? undefined,
      dueAt: status === 'waiting' ? dueAt(position)?.toISOString() : undefined,
      sentAt: mail?.sentAt?.toISOString(),
      messageId: mail?.id,
    };
  });
}

/** When the next ones on its list can leave at the earliest; nobody's is due while it rests. */
async function dueTimes(
  tx: Tx,
  practice: Practice,
  broadcast: Broadcast,
): Promise<(position: number) => Date | undefined> {
  const { written, frozen, status } = broadcast;
  if (status !== 'running' || practice.sending === 'paused') return () => undefined;
  const pace = paceOf(practice, broadcast);
  const ahead = places(pace, await takenToday(tx, practice), tx.now, frozen - written + 1);
  return (position) => ahead[Math.max(0, position - written - 1)];
}

function idOf(to: Listed['to'], id: string) {
  return to === 'clients' ? { clientId: id } : { professionalId: id };
}

async function namesOf({ em }: Tx, to: Listed['to'], ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  const among = { id: { $in: [...ids] } };
  const people = to === 'clients' ? await em.find(Client, among) : await em.find(Professional, among);
  return new Map(people.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName ?? ''}`.trim()]));
}
