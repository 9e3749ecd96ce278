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

type Typed = { firstName: string; email: string; wordingVersion: string };
type Pressed = { clientId: string; yes: boolean; channel: 'slip' | 'intake_form'; wordingVersion: string };
type Known = { status: ConsentStatus; wordingVersion: string };

const ASK_WITHIN_MS = WEEK_MS;

/**
 * A consent on the public page (M5). It counts where address and first name match one client; over a refusal or an
 * objection it opens a task instead, because anybody can type a name. The page answers the same in every case.
 */
export async function consentByAddress(tx: Tx, { firstName, email, wordingVersion }: Typed): Promise<void> {
  const hash = emailHash(email);
  const sharing = await tx.em.find(Client, { emailHash: hash });
  const [match, ...more] = sharing.filter((client) => nameHash(client.firstName) === nameHash(firstName));
  if (!match || more.length > 0) return;
  const client = await lockClient(tx, match.id);
  if (client.ending === 'deceased') return;
  const before = await latestConsent(tx, client.id);
  const saidNo = before !== null && before.status !== 'given';
  if (saidNo || (await hasObjected(tx, hash))) return askToConfirm(tx, client);
  if (before?.wordingVersion === wordingVersion) return;
  const given = { clientId: client.id, status: 'given' as const, channel: 'qr', wordingVersion };
  await recordPromptConsent(tx, { ...given, at: tx.now });
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

/** Idempotent: one open task at a time. */
async function askToConfirm(tx: Tx, client: Client): Promise<void> {
  const { em, now } = tx;
  const open = { kind: 'confirm_consent' as const, status: 'open' as const };
  if ((await em.count(Task, { ...open, clientId: client.id })) > 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: open.kind,
    client,
    assignee: today.dutyHolder('acknowledge'),
    dueAt: new Date(now.getTime() + ASK_WITHIN_MS),
  });
}
