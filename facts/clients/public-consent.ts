import { WEEK_MS } from '../../policy/calendar/units.ts';
import { Client } from '../../entities/client.ts';
import { emailHash, nameHash } from '../../entities/crypto/look-up.ts';
import { Task } from '../../entities/task.ts';
import type { Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import type { ConsentStatus } from '../../policy/clients/client-terms.ts';
import { consentHistory, recordPromptConsent } from './prompt-consent.ts';
import { hasObjected } from '../outbound-mail/suppress-address.ts';

export type PublicConsent = { firstName: string; email: string; wordingVersion: string };
type Pressed = { clientId: string; yes: boolean; channel: 'slip' | 'intake_form'; wordingVersion: string };
type Known = { status: ConsentStatus; wordingVersion: string };

const ASK_WITHIN_MS = WEEK_MS;

/**
 * A yes on the public page (M5), where address and first name match one client. Anybody can type a name: a person asks
 * and confirms it (`confirmConsent`), and only then does it count (D2).
 */
export async function consentByAddress(
  tx: Tx,
  { firstName, email, wordingVersion }: PublicConsent,
): Promise<void> {
  const hash = emailHash(email);
  const sharing = await tx.em.find(Client, { emailHash: hash });
  const [match, ...more] = sharing.filter((client) => nameHash(client.firstName) === nameHash(firstName));
  if (!match || more.length > 0) return;
  const client = await lockClient(tx, match.id);
  if (client.ending === 'deceased') return;
  const before = await latestConsent(tx, client.id);
  const saidNo = before !== null && before.status !== 'given';
  if (saidNo || (await hasObjected(tx, hash))) return askToConfirm(tx, client, null);
  if (before?.wordingVersion === wordingVersion) return;
  await askToConfirm(tx, client, wordingVersion);
}

/** Staff confirm that it was the client who said yes on the public page; after an earlier no they record what was said. */
export async function confirmConsent(tx: Tx, { client, why, createdAt }: Task): Promise<void> {
  if (!client || !why) return;
  const yes = { clientId: client.id, status: 'given' as const, channel: 'qr', wordingVersion: why };
  await recordPromptConsent(tx, { ...yes, at: createdAt });
}

/**
 * An answer behind the client's own link, which overrides earlier answers. Refusing after consenting is a withdrawal;
 * the same answer to the same words is one.
 */
export async function answerConsent(
  tx: Tx,
  { clientId, yes, channel, wordingVersion }: Pressed,
): Promise<void> {
  await lockClient(tx, clientId);
  const before = await latestConsent(tx, clientId);
  const status = yes ? 'given' : before?.status === 'given' ? 'withdrawn' : 'declined';
  const isKnown = yes
    ? before?.status === 'given' && before.wordingVersion === wordingVersion
    : before !== null && before.status !== 'given';
  if (isKnown) return;
  await recordPromptConsent(tx, { clientId, status, channel, wordingVersion, at: tx.now });
}

async function latestConsent(tx: Tx, clientId: string): Promise<Known | null> {
  const [latest] = await consentHistory(tx, [clientId]);
  return latest ?? null;
}

/** One open task at a time. `wordingVersion`: the words they said yes to; null where they had said no before. */
async function askToConfirm(tx: Tx, client: Client, wordingVersion: string | null): Promise<void> {
  const { em, now } = tx;
  const open = { kind: 'confirm_consent' as const, status: 'open' as const };
  if ((await em.count(Task, { ...open, clientId: client.id })) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: open.kind,
    client,
    assignee: today.dutyHolder('acknowledge'),
    ...(wordingVersion === null ? {} : { why: wordingVersion }),
    dueAt: new Date(now.getTime() + ASK_WITHIN_MS),
  });
}
