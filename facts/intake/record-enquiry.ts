import { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import type { Referral } from '../../entities/referral.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { audit, type Tx } from '../transaction.ts';
import { isNameAlone } from '../referrals/find-same-referral.ts';
import type { NamedReferrer } from '../referrals/identify-referrer.ts';
import { saveAnswer } from '../source-log/save-answer.ts';
import { resolveSource, type KnownSource, type SourceInput } from '../source-log/resolve-source.ts';
import { linkReferral, sourceOf } from '../referrals/link-referral.ts';
import { nextNumber } from '../next-number.ts';
import { prepareEnquiry, type OpenEnquiry } from '../enquiries/open-enquiry.ts';
import { recordReferral } from '../referrals/record-referral.ts';
import { wrongFields } from '../refusal.ts';
import type { EnquiryTimelineEvent } from '../enquiry-event.ts';
import { reevaluateRelationshipsOf } from '../commitments/reevaluate-relationships.ts';
import { addSourceLine } from '../source-line.ts';

export type NewEnquiry = OpenEnquiry &
  SourceInput & {
    /** In the person's own words. */
    answer?: string | undefined;
    referrer?: NamedReferrer | undefined;
    /** `link`: through a referrer's own link, with the box left ticked. */
    learnedFrom?: 'enquirer' | 'link' | undefined;
    mayThank?: boolean | undefined;
    mayName?: boolean | undefined;
    wordingVersion?: string | undefined;
  };

export type RecordedEnquiry = {
  enquiry: Enquiry;
  referral: Referral | null;
  /** Of an enquiry that is new on a line of its own making; null where more may be known of it. */
  timeline: EnquiryTimelineEvent[] | null;
};

/**
 * Records an enquiry from any channel: one source log line and the commitment to follow it. A named referrer gets a
 * referral, thanked only with permission (D4); an earlier introduction is the same line.
 */
export async function recordEnquiry(tx: Tx, input: NewEnquiry, deadlineMs: number): Promise<RecordedEnquiry> {
  await refuseThemselves(tx, input);
  const told = await resolveSource(tx, input);
  const named = input.referrer ? await recordNamed(tx, input, input.referrer, deadlineMs) : null;
  const { enquiry, referral, timeline } = named ?? (await openUnnamed(tx, input, told));
  if (input.answer) saveAnswer(tx, { enquiry, lineNumber: enquiry.sourceLine, words: input.answer });
  audit(tx, 'create', { entity: 'enquiry', id: enquiry.id }, Object.keys(input));
  return { enquiry, referral, timeline };
}

/** The referral of this enquiry; an earlier introduction is linked, unless another enquiry already is. */
async function recordNamed(
  tx: Tx,
  input: NewEnquiry,
  referrer: NamedReferrer,
  deadlineMs: number,
): Promise<RecordedEnquiry | null> {
  const { practitionerId, serviceLineId, via, receivedAt, mayThank, mayName, wordingVersion } = input;
  const recorded = await recordReferral(
    tx,
    {
      learnedFrom: input.learnedFrom ?? 'enquirer',
      referrer,
      person: { firstName: input.person.firstName },
      enquiring: input,
      distinct: isNameAlone(referrer),
      practitionerId,
      serviceLineId,
      via,
      receivedAt,
      mayThank,
      mayName,
      wordingVersion,
    },
    deadlineMs,
  );
  const { referral } = recorded;
  if (recorded.outcome === 'recorded') return recorded.opened && { referral, ...recorded.opened };
  if (referral.enquiry) return null;
  const open = await prepareEnquiry(tx, input);
  const { enquiry } = await open({ ...sourceOf(referral), line: referral.number });
  linkReferral(tx, referral, enquiry);
  return { referral, enquiry, timeline: null };
}

async function openUnnamed(tx: Tx, input: NewEnquiry, told: KnownSource): Promise<RecordedEnquiry> {
  const open = await prepareEnquiry(tx, input);
  const line = await nextNumber(tx, 'source_log');
  const opened = await open({ ...told, line });
  addSourceLine(tx, {
    number: line,
    kind: 'enquiry',
    enquiryId: opened.enquiry.id,
    sourceKind: told.kind ?? 'unknown',
    sourceRef: told.ref,
    hops: input.hops ?? null,
    channel: input.via,
    receivedAt: input.receivedAt,
  });
  await reevaluateRelationshipsOf(tx, [told.ref]);
  return { referral: null, ...opened };
}

/** Nobody refers themselves. */
async function refuseThemselves(tx: Tx, { person, referrer }: NewEnquiry): Promise<void> {
  if (!referrer || !person.email) return;
  const own = emailHash(person.email);
  const path =
    'clientId' in referrer ? 'clientId' : 'professionalId' in referrer ? 'professionalId' : 'email';
  if ((await addressOf(tx, referrer)) !== own) return;
  throw wrongFields([
    { path: `referrer.${path}`, message: 'This is the person themselves: nobody can be sent by themselves.' },
  ]);
}

async function addressOf(tx: Tx, referrer: NamedReferrer): Promise<string | null> {
  if ('clientId' in referrer)
    return (await tx.em.findOne(Client, { id: referrer.clientId }))?.emailHash ?? null;
  if ('professionalId' in referrer)
    return (await tx.em.findOne(Professional, { id: referrer.professionalId }))?.emailHash ?? null;
  return referrer.email ? emailHash(referrer.email) : null;
}
