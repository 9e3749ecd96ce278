import { Client } from '../../entities/client.ts';
import { emailHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import { Erasure } from '../../entities/erasure.ts';
import { consentHistory, recordPromptConsent } from '../clients/prompt-consent.ts';
import { mailboxChanged } from '../clients/shared-mailbox.ts';
import { openJourney } from '../commitments/open-commitment.ts';
import {
  reevaluateEnquiryOf,
  reevaluateJourney,
  reevaluateThanksOf,
} from '../commitments/reevaluate-subjects.ts';
import { lockClient } from '../locks/lock-client.ts';
import { mergedInto } from '../merged-client.ts';
import { hasObjected, suppressAddress } from '../outbound-mail/suppress-address.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { conflict, notFound, wrongFields } from '../refusal.ts';
import { openTask } from '../tasks/open-task.ts';
import { audit, type Tx } from '../transaction.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { moveFacts } from './merge-steps.ts';
import { moveSources, type OwnSource } from './merge-sources.ts';

const ASK_WITHIN_MS = 7 * DAY_MS;
const FILLED = [
  'lastName',
  'email',
  'phone',
  'practitioner',
  'serviceLineId',
  'stage',
  'plannedEndOn',
  'plannedShort',
] as const;

/**
 * Makes two records of one person one: every fact moves to `intoId`, whose own fields stay and whose gaps are filled. Of
 * two consents the stricter wins, holds stay in force, an objection of either address is one of the person. Once done, the
 * same again changes nothing.
 */
export async function mergeClients(tx: Tx, awayId: string, intoId: string): Promise<Client> {
  if (awayId === intoId) await refuseItself(tx, awayId);
  if ((await mergedInto(tx, awayId)) === intoId) return tx.em.findOneOrFail(Client, { id: intoId });
  await refuseUnknown(tx, intoId);
  for (const id of [awayId, intoId].toSorted()) await lockClient(tx, id);
  await refuseErasing(tx, [awayId, intoId]);
  const consent = await strictConsent(tx, awayId, intoId);
  const objected = await hasEitherObjected(tx, awayId, intoId);
  await mailboxChanged(tx, awayId);
  await moveFacts(tx, awayId, intoId);
  await tx.em.nativeUpdate(
    Client,
    { mergedInto: awayId },
    { mergedInto: intoId },
    { filters: { present: false } },
  );
  const away = await lockClient(tx, awayId);
  const into = await lockClient(tx, intoId);
  const source = joinFields(tx, away, into);
  await tx.em.flush();
  await moveSources(tx, { awayId, into, source });
  await settleConsent(tx, into, consent);
  if (objected && into.emailHash)
    await suppressAddress(tx, into.emailHash, { entity: 'client', id: into.id });
  await reevaluateJourney(tx, awayId);
  await openJourney(tx, intoId);
  await reevaluateThanksOf(tx, { referrerClientId: intoId });
  await reevaluateEnquiryOf(tx, intoId);
  audit(tx, 'merge', { entity: 'client', id: awayId }, [`into=${intoId}`]);
  audit(tx, 'change', { entity: 'client', id: intoId }, [`merged=${awayId}`]);
  await tx.em.flush();
  return into;
}

async function refuseUnknown(tx: Tx, intoId: string): Promise<void> {
  if ((await tx.em.count(Client, { id: intoId })) > 0) return;
  const further = await mergedInto(tx, intoId);
  throw further === null
    ? notFound('client')
    : conflict(`Client ${intoId} is one with ${further} now: merge into that one.`);
}

async function refuseErasing(tx: Tx, ids: readonly string[]): Promise<void> {
  const open = await tx.em.count(Erasure, { subjectId: { $in: [...ids] }, status: 'asked' });
  if (open > 0) throw conflict('One of the two is being erased.');
}

/** Own fields stay, gaps are filled; of what protects somebody the stricter counts. Answers with the other's source. */
function joinFields(tx: Tx, away: Client, into: Client): OwnSource | null {
  for (const field of FILLED)
    if ((into[field] ?? null) === null) tx.em.assign(into, { [field]: away[field] });
  const years = [away.birthYear, into.birthYear].filter((year) => typeof year === 'number');
  into.birthYear = years.length > 0 ? Math.max(...years) : null;
  const closed = [away.complaintClosedOn, into.complaintClosedOn].filter((day) => typeof day === 'string');
  into.complaintClosedOn = closed.toSorted().at(-1) ?? null;
  if (away.ending === 'deceased' && into.ending !== 'deceased')
    tx.em.assign(into, { ending: 'deceased', endedOn: away.endedOn });
  into.imported = away.imported && into.imported;
  if (away.firstAttendedAt) into.came(away.firstAttendedAt);
  into.emailHash = into.email ? emailHash(into.email) : null;
  into.searchTokens = prefixTokens(into.firstName, into.lastName);
  into.updatedAt = tx.now;
  const { sourceKind, sourceRef, sourceLine } = away;
  away.mergeInto(into, tx.now);
  return sourceKind && sourceLine ? { kind: sourceKind, ref: sourceRef ?? null, line: sourceLine } : null;
}

type Consent = { refusal: { status: 'declined' | 'withdrawn'; wordingVersion: string } | null; ask: boolean };

/** A no of either record is the person's; a yes to one is no yes to the other, and somebody asks. */
async function strictConsent(tx: Tx, awayId: string, intoId: string): Promise<Consent> {
  const [away] = await consentHistory(tx, [awayId]);
  const [into] = await consentHistory(tx, [intoId]);
  const hasNo = (consent: typeof away) => consent?.status === 'declined' || consent?.status === 'withdrawn';
  if (!away) return { refusal: null, ask: false };
  if (away.status === 'given') return { refusal: null, ask: !into };
  const { status, wordingVersion } = away;
  return { refusal: hasNo(into) ? null : { status, wordingVersion }, ask: false };
}

async function settleConsent(tx: Tx, into: Client, { refusal, ask }: Consent): Promise<void> {
  if (refusal) await recordPromptConsent(tx, { clientId: into.id, ...refusal, channel: 'merge', at: tx.now });
  if (!ask || into.ending === 'deceased') return;
  openTask(tx, {
    kind: 'ask_consent',
    client: into,
    assignee: (await practiceToday(tx)).inPlaceOf(into.practitioner?.id),
    dueAt: new Date(tx.now.getTime() + ASK_WITHIN_MS),
  });
}

async function hasEitherObjected(tx: Tx, ...ids: string[]): Promise<boolean> {
  for (const { emailHash: hash } of await tx.em.find(Client, { id: { $in: ids } }))
    if (hash && (await hasObjected(tx, hash))) return true;
  return false;
}

async function refuseItself(tx: Tx, clientId: string): Promise<never> {
  await lockClient(tx, clientId);
  throw wrongFields([{ path: 'intoClientId', message: 'must be another client' }]);
}
