import type { InboundEmail, Mailbox } from './inbound-email.ts';
import { isOfAGroup } from './is-automatic.ts';
import { isMachinesAddress, isRoleAddress, readMailbox } from './mailbox.ts';

/** Who wrote the mail that came in; `sender`: From is them, so that a mail server can vouch for it. */
export type Author = Mailbox & { by: 'sender' | 'group' | 'reply_to' };

/** The person behind a From that a group or a program has rewritten. */
export function authorOf(inbound: InboundEmail): Author {
  const { from, replyTo, headers, fromUs } = inbound;
  const own = from.email.trim().toLowerCase();
  const isGroup = isOfAGroup(inbound);
  const original = isGroup
    ? (readMailbox(headers['x-original-from'] ?? '') ?? readMailbox(headers['x-original-sender'] ?? ''))
    : null;
  const answer = replyTo && replyTo.email !== own && !isRoleAddress(replyTo.email) ? replyTo : null;
  const isList = own === listAddress(headers['list-id']);
  const rewritten = / via /iu.test(from.name) || fromUs || isMachinesAddress(from.email) || isList;
  const found = original && original.email !== own ? original : rewritten ? answer : null;
  if (!found) return { ...from, by: 'sender' };
  const name = found.name || nameBehind(from.name, isList);
  return {
    email: found.email,
    name: name.replaceAll(/^["']+|["']+$/g, ''),
    by: isGroup || isList ? 'group' : 'reply_to',
  };
}

/** "Jane Doe via Hello" is Jane Doe. */
function nameBehind(name: string, isList: boolean): string {
  if (/ via /iu.test(name)) return name.split(/ via /iu)[0] ?? '';
  return isList ? name : '';
}

/** "<hello.willow.example>" is the list hello@willow.example. */
function listAddress(listId: string | undefined): string | null {
  const name = /<?([^<>\s]+)>?\s*$/.exec(listId ?? '')?.[1]?.toLowerCase();
  return name?.replace('.', '@') ?? null;
}
