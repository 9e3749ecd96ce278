import { Professional } from '../../entities/professional.ts';
import type { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { firstWord } from '../../email/envelope.ts';
import { readCapacity } from '../../facts/capacity/read-capacity.ts';
import type { Tx } from '../../facts/transaction.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { capacityLine } from '../../policy/capacity/capacity-line.ts';
import { concentrationAlert } from '../../policy/network/concentration-alert.ts';
import type { EmptyKind } from '../../policy/network/empty-kinds.ts';
import { meetingWords, meetNext, type Meeting } from '../../policy/network/meet-next.ts';
import { rhythmRules } from '../../policy/relationships/rhythm-rules.ts';
import { HIDDEN } from '../../policy/reports/hidden.ts';
import { concentration, readConcentration } from '../concentration.ts';
import { quietOf, type QuietRow } from '../quiet-sources.ts';
import { inEnvelope } from '../shared/answer.ts';
import { arrivalsByColleague } from '../shared/arrivals-by-colleague.ts';
import type { Question } from '../shared/report.ts';
import { isStillLearning } from '../still-learning.ts';
import { claimsOf, claimsSince, type ClaimRow } from './claims.ts';
import { contactsOfWeek, type NetworkContact } from './contacts.ts';
import { readDirectory, type FlaggedColleague } from './directory.ts';
import { strangersToMeet } from './strangers.ts';

const YEAR_DAYS = 365;

/** Everything that is to be seen of the network at once (§1F); who reads it is whoever says the words. */
export type Network = {
  asOf: string;
  contacts: NetworkContact[];
  concentration: Awaited<ReturnType<typeof concentrationOfYear>>;
  quiet: QuietRow[];
  claims: ClaimRow[];
  emptyKinds: EmptyKind[];
  riskFlags: FlaggedColleague[];
  meetNext: (Meeting & { words: string }) | null;
};

/** Changes nothing. `staffId`: who asks, whose first name signs the words. */
export async function readNetwork(tx: Tx, practice: Practice, staffId: string): Promise<Network> {
  const { now } = tx;
  const period = { from: new Date(now.getTime() - YEAR_DAYS * DAY_MS), to: now };
  const question: Question = { tx, practice, period };
  const signer = await signedBy(tx, practice, staffId);
  const capacity = (await readCapacity(tx)).practice;
  const colleagues = await arrivalsByColleague(question, now, claimsSince(now, practice.timezone));
  const { emptyKinds: empty, flagged } = await readDirectory(tx, practice.policy);
  return {
    asOf: now.toISOString(),
    contacts: await contactsOfWeek(tx, {
      rules: rhythmRules(practice.policy, practice.timezone, capacity),
      signer,
      capacityLine: (id) => capacityLine(capacity, id),
    }),
    concentration: await concentrationOfYear(question, empty),
    quiet: (await quietOf(question, now, colleagues)).rows,
    claims: await claimsOf(question, colleagues),
    emptyKinds: empty,
    riskFlags: flagged,
    meetNext: await meetingOf(tx, practice, signer, empty),
  };
}

async function signedBy({ em, practiceId }: Tx, practice: Practice, staffId: string): Promise<string> {
  const staff = await em.findOne(Staff, { practiceId, id: staffId });
  return staff ? firstWord(staff.name) : practice.neutralSenderName;
}

async function concentrationOfYear(question: Question, empty: readonly EmptyKind[]) {
  const { tx, practice, period } = question;
  const { rows: _rows, ...body } = await readConcentration(question, 'the largest');
  const share = body.top1 === null || body.top1.share === HIDDEN ? null : body.top1.share;
  const answer = { body, ...period, asOf: tx.now };
  const stillLearning = await isStillLearning(tx, practice);
  return {
    ...inEnvelope(concentration, answer, { by: null, stillLearning }),
    report: 'concentration' as const,
    alert: concentrationAlert({ state: body.state, share }, empty),
  };
}

async function meetingOf(tx: Tx, practice: Practice, signer: string, empty: readonly EmptyKind[]) {
  const meeting = meetNext(await strangersToMeet(tx, practice.timezone), empty);
  if (meeting === null) return null;
  const { em, practiceId } = tx;
  const colleague = meeting.professionalId
    ? await em.findOne(Professional, { practiceId, id: meeting.professionalId })
    : null;
  const first = colleague?.firstName ?? null;
  return { ...meeting, words: meetingWords({ first, signer, practice: practice.name }) };
}
