import type { EnquiryView } from '../schemas/enquiry.ts';
import type { z } from 'zod';
import { ENQUIRY_EVENTS, EnquiryEvent } from '../../entities/enquiry-event.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import { Referral } from '../../entities/referral.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { Practice } from '../../entities/practice.ts';
import type { EnquiryTimelineEvent } from '../../facts/enquiry-event.ts';
import type { NewEnquiry, RecordedEnquiry } from '../../facts/intake/record-enquiry.ts';
import { enquiryRules } from '../../policy/enquiries/enquiry-rules.ts';
import { stepDueAt } from '../../policy/enquiries/step-due.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { Hop } from '../../policy/source-log/source-kinds.ts';
import { readPromptedBy, type PromptedBy } from '../../facts/referrals/read-prompted-by.ts';
import { surest } from '../../policy/referrals/prompted-by.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { Me } from '../route.ts';
import { promptedByView, seesPrompts } from './prompted-by-view.ts';
import { namedSources, sourceView } from './source-view.ts';
import { sourceNames } from './source-names.ts';

type Shown = z.output<typeof EnquiryView>;
/** What is shown of an enquiry beside its own row. */
type Around = {
  events: readonly EnquiryTimelineEvent[];
  referralId: string | undefined;
  answer: string | null;
  hops: readonly Hop[] | null;
  me: Me;
  policy: PracticePolicy;
  sources: ReadonlySet<string>;
  sourceName?: string | null;
  origin?: Shown['origin'] | undefined;
};

/** An enquiry that this transaction has recorded: everything around it is known without reading it back. */
export function newEnquiryView(
  { enquiry, referral }: RecordedEnquiry,
  timeline: readonly EnquiryTimelineEvent[],
  { answer, hops, sourceId }: NewEnquiry,
  { me, policy }: Pick<Around, 'me' | 'policy'>,
): Shown {
  return enquiryView(enquiry, {
    events: timeline,
    referralId: referral?.id,
    answer: answer ?? null,
    hops: referral ? null : (hops ?? null),
    me,
    policy,
    sources: new Set(sourceId === undefined ? [] : [sourceId]),
  });
}

/** Enquiries as the API shows them; a few queries for a whole page. */
export async function enquiryViews(tx: Tx, me: Me, enquiries: readonly Enquiry[]): Promise<Shown[]> {
  const { em } = tx;
  await em.flush();
  const enquiryId = { $in: enquiries.map(({ id }) => id) };
  const numbers = { $in: enquiries.map(({ sourceLine }) => sourceLine) };
  const oldest = { orderBy: { id: 'asc' as const } };
  const events = await em.find(EnquiryEvent, { enquiryId }, oldest);
  const referrals = await em.find(Referral, { enquiryId }, oldest);
  const answers = await em.find(SourceAnswer, { enquiryId }, oldest);
  const lines = await em.find(
    SourceLogLine,
    { $or: [{ number: numbers }, { corrects: numbers }] },
    { orderBy: { number: 'asc' } },
  );
  const sources = await namedSources(tx, enquiries);
  const names = await sourceNames(tx, me, enquiries);
  const { policy } = await em.findOneOrFail(Practice, tx.practiceId);
  const prompts = seesPrompts(me) ? await readPromptedBy(tx, referrals) : null;
  return enquiries.map((enquiry) =>
    enquiryView(enquiry, {
      events: events.filter((event) => event.enquiry.id === enquiry.id),
      referralId: referrals.find((referral) => referral.enquiry?.id === enquiry.id)?.id,
      answer: answers.findLast((answer) => answer.enquiry?.id === enquiry.id)?.words ?? null,
      hops:
        lines.findLast(({ number, corrects }) => (corrects ?? number) === enquiry.sourceLine)?.hops ?? null,
      me,
      policy,
      sources,
      sourceName: names.get(enquiry.sourceRef ?? '') ?? null,
      origin: prompts ? originOf(enquiry, referrals, prompts) : undefined,
    }),
  );
}

/** Where several referrals brought one person, the one that is known most surely (§5.1). */
function originOf(
  { id }: Enquiry,
  referrals: readonly Referral[],
  prompts: ReadonlyMap<string, PromptedBy>,
): Shown['origin'] {
  const theirs = referrals.filter(({ enquiry }) => enquiry?.id === id);
  const credits = theirs.flatMap((referral) => {
    const found = prompts.get(referral.id);
    return found ? [{ ...found, referralId: referral.id }] : [];
  });
  const credit = surest(credits);
  const { referralId = theirs[0]?.id ?? null } = credit ?? {};
  return { referralId, promptedBy: promptedByView(credit && prompts.get(credit.referralId)) };
}

function enquiryView(
  enquiry: Enquiry,
  { events, referralId, answer, hops, me, policy, sources, sourceName, origin }: Around,
): Shown {
  const { stage, closedAt, closedReason } = enquiry;
  return {
    id: enquiry.id,
    person: personView(enquiry),
    onBehalf: enquiry.onBehalf ?? null,
    via: enquiry.via,
    stage,
    fit: enquiry.fit ?? undefined,
    referralId,
    clientId: enquiry.client?.id,
    source: {
      ...sourceView(enquiry, me, sources),
      hops: me.ownOnly || !hops ? undefined : [...hops],
    },
    sourceName,
    origin,
    answer,
    knowsACurrentClient: enquiry.knowsACurrentClient ?? null,
    severalNames: enquiry.severalNames ?? null,
    conflict: enquiry.knowsACurrentClient ? (enquiry.hasOpenConflict() ? 'open' : 'cleared') : null,
    practitionerId: enquiry.practitioner?.id ?? null,
    serviceLineId: enquiry.serviceLineId ?? null,
    attempts: enquiry.attempts,
    stalled: Boolean(enquiry.stalledAt),
    dueAt: stepDueAt(enquiry, enquiryRules(policy))?.toISOString() ?? null,
    closed:
      closedAt && closedReason
        ? { at: closedAt.toISOString(), reason: closedReason, leak: enquiry.leak ?? null }
        : undefined,
    receivedAt: enquiry.receivedAt.toISOString(),
    recordedAt: enquiry.recordedAt.toISOString(),
    updatedAt: enquiry.updatedAt.toISOString(),
    timeline: events
      .toSorted((one, other) => one.at.getTime() - other.at.getTime() || orderOf(one) - orderOf(other))
      .map(({ at, what, by, why }) => ({ at: at.toISOString(), what, by: by ?? null, why: why ?? null })),
    workflowId: `enquiry/${enquiry.id}`,
  };
}

/** Orders events of the same millisecond. */
function orderOf({ what }: EnquiryTimelineEvent): number {
  return ENQUIRY_EVENTS.indexOf(what);
}

function personView({ firstName, lastName, email, phone }: Enquiry) {
  return firstName
    ? { firstName, lastName: lastName ?? null, email: email ?? null, phone: phone ?? null }
    : null;
}
