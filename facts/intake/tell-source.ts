import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Referral } from '../../entities/referral.ts';
import { nameHash } from '../../entities/crypto/look-up.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { audit, type Tx } from '../transaction.ts';
import { giveSource } from '../source-log/give-source.ts';
import { isNameAlone } from '../referrals/find-same-referral.ts';
import { givePermission } from '../referrals/give-permission.ts';
import type { NamedReferrer } from '../referrals/identify-referrer.ts';
import { saveAnswer } from '../source-log/save-answer.ts';
import { knownSource, type KnownSource, type SourceTold } from '../source-log/known-source.ts';
import { sourceOf } from '../referrals/link-referral.ts';
import { nextNumber } from '../next-number.ts';
import { recordReferral } from '../referrals/record-referral.ts';
import { notFound, wrongFields } from '../refusal.ts';
import { addSourceLine } from '../source-line.ts';
import { correctLine, type Told } from '../source-log/write-source.ts';

export type SourceOfSubject = SourceTold & {
  /** In the person's own words. */
  answer?: string | undefined;
  referrer?: NamedReferrer | undefined;
  mayThank?: boolean | undefined;
  mayName?: boolean | undefined;
  wordingVersion?: string | undefined;
};

type Subject = { client: Client | null; enquiry: Enquiry | null };

/**
 * Records how an existing client or enquirer heard of us (S21): the words beside the log, their meaning as a line of it.
 * A named referrer gets a referral, thanked only with a yes (D4). Returns the number of the line that holds now.
 */
export async function tellSource(
  tx: Tx,
  of: { clientId: string } | { enquiryId: string },
  told: SourceOfSubject,
  deadlineMs: number,
): Promise<number> {
  const subject = await subjectOf(tx, of);
  const known = await knownSource(tx, told);
  const before = await namedBefore(tx, subject, told.referrer);
  const referral =
    told.referrer && !before ? await recordNamed(tx, subject, told.referrer, told, deadlineMs) : before;
  const means = referral ? namedBy(referral, subject) : known;
  const source: Told = { ...means, hops: told.hops ?? null };
  const number = await writeLine(tx, subject, source, referral);
  if (told.answer) saveAnswer(tx, { ...present(subject), lineNumber: number, words: told.answer });
  if ((before || !referral) && told.mayThank !== undefined)
    await permit(
      tx,
      before ?? (await referralOf(tx, subject)),
      { ...told, mayThank: told.mayThank },
      deadlineMs,
    );
  audit(
    tx,
    'source',
    { entity: subject.enquiry ? 'enquiry' : 'client', id: idOf(subject) },
    Object.keys(told),
  );
  return number;
}

async function subjectOf(tx: Tx, of: { clientId: string } | { enquiryId: string }): Promise<Subject> {
  if ('enquiryId' in of) {
    const enquiry = await tx.em.findOne(Enquiry, { id: of.enquiryId });
    if (!enquiry) throw notFound('enquiry');
    const client = enquiry.client ? await tx.em.findOne(Client, { id: enquiry.client.id }) : null;
    return { enquiry, client };
  }
  const client = await tx.em.findOne(Client, { id: of.clientId });
  if (!client) throw notFound('client');
  const enquiry = await tx.em.findOne(Enquiry, { clientId: client.id }, { orderBy: { receivedAt: 'asc' } });
  return { client, enquiry };
}

/** An unmatched name does not replace a known source (§5.1: a link goes before a name). */
function namedBy(referral: Referral, { client, enquiry }: Subject): KnownSource {
  const source = sourceOf(referral);
  const isKnown = Boolean(client?.sourceRef ?? enquiry?.sourceRef);
  return source.ref === null && isKnown ? { kind: null, ref: null } : source;
}

/** Corrects the existing line; a client without one gets the referral's line, or a new one. */
async function writeLine(
  tx: Tx,
  { client, enquiry }: Subject,
  source: Told,
  referral: Referral | null,
): Promise<number> {
  const number = enquiry?.sourceLine ?? client?.sourceLine ?? null;
  const line = number === null ? null : await tx.em.findOneOrFail(SourceLogLine, { number });
  if (line && source.kind === null) return line.number;
  if (line) return correctLine(tx, line, source);
  if (client && referral) {
    await giveSource(tx, client, { ...source, line: referral.number });
    return referral.number;
  }
  const first = await nextNumber(tx, 'source_log');
  addSourceLine(tx, {
    number: first,
    kind: 'client',
    ...(client ? { clientId: client.id } : {}),
    sourceKind: source.kind ?? 'unknown',
    sourceRef: source.ref,
    hops: source.hops,
    channel: 'intake',
    receivedAt: tx.now,
  });
  if (client) await giveSource(tx, client, { ...source, line: first });
  return first;
}

async function recordNamed(
  tx: Tx,
  { client, enquiry }: Subject,
  referrer: NamedReferrer,
  { mayThank, mayName, wordingVersion }: SourceOfSubject,
  deadlineMs: number,
): Promise<Referral> {
  const firstName = enquiry?.firstName ?? client?.firstName;
  const { referral } = await recordReferral(
    tx,
    {
      learnedFrom: 'enquirer',
      referrer,
      ...(firstName ? { person: { firstName } } : {}),
      distinct: isNameAlone(referrer),
      via: 'form',
      receivedAt: tx.now,
      ...(enquiry ? { enquiryId: enquiry.id } : {}),
      mayThank,
      mayName,
      wordingVersion,
    },
    deadlineMs,
  );
  return referral;
}

/** The referral of the same name given before, so that a repeat records no second one. */
async function namedBefore(
  tx: Tx,
  subject: Subject,
  referrer: NamedReferrer | undefined,
): Promise<Referral | null> {
  if (!referrer || !('firstName' in referrer)) return null;
  const before = await referralOf(tx, subject);
  const named = before?.referrerFirstName;
  return named && nameHash(named) === nameHash(referrer.firstName) ? before : null;
}

/** The referral that led to this client or enquiry. */
async function referralOf(tx: Tx, { client, enquiry }: Subject): Promise<Referral | null> {
  if (enquiry) return tx.em.findOne(Referral, { enquiryId: enquiry.id }, { orderBy: { number: 'desc' } });
  const line = client?.sourceLine ? await tx.em.findOne(SourceLogLine, { number: client.sourceLine }) : null;
  return line ? tx.em.findOne(Referral, { number: line.corrects ?? line.number }) : null;
}

/** Applies the answer about thanking to the referrer named before. */
async function permit(
  tx: Tx,
  referral: Referral | null,
  { mayThank, mayName, wordingVersion }: SourceOfSubject & { mayThank: boolean },
  deadlineMs: number,
): Promise<void> {
  if (!referral)
    throw wrongFields([
      { path: 'mayThank', message: 'Nobody was named whom we could thank; name them as referrer.' },
    ]);
  if (referral.status === 'sent' || referral.status === 'done_by_hand') return;
  await givePermission(
    tx,
    referral.id,
    { mayThank, mayName: mayName ?? false, wordingVersion: wordingVersion ?? 'm4', spoken: false },
    deadlineMs,
  );
}

function present({ client, enquiry }: Subject) {
  return { ...(client ? { client } : {}), ...(enquiry ? { enquiry } : {}) };
}

function idOf({ client, enquiry }: Subject): string | null {
  return enquiry?.id ?? client?.id ?? null;
}
