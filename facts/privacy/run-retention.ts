import { Practice } from '../../entities/practice.ts';
import {
  retentionPeriodsOf,
  maxCheckIntervalMs,
  type RetentionPeriods,
} from '../../policy/privacy/retention.ts';
import { keepManualUpToDate } from '../manual/keep-manual.ts';
import { askForSources } from './ask-for-sources.ts';
import { fillSearchTokens } from './fill-search-tokens.ts';
import { moveTasksOfAbsent, nextComingOrGoingAt } from '../tasks/move-tasks.ts';
import { tellReturned } from '../tasks/tell-returned.ts';
import type { Tx } from '../transaction.ts';
import { purgeEnquirers, nextEnquirerAt } from './purge-enquirers.ts';
import { purgeNames, nextNameAt } from './purge-names.ts';
import {
  purgeAnswers,
  purgeAppliedEvents,
  purgeAudit,
  purgeGivenUpForms,
  purgeInbound,
  purgeLinks,
  purgeReturned,
  purgeWebhookDeliveries,
  nextInboundAt,
} from './purge-rows.ts';
import { purgeMessageBodies } from './purge-message-bodies.ts';
import { purgeSignIns } from '../sign-in/purge-sign-ins.ts';
import { nextCaseAt, warnOfCases } from './warn-of-cases.ts';

/** Rows per transaction. */
const ROWS_AT_ONCE = 500;

type RetentionStep = (tx: Tx, periods: RetentionPeriods, most: number) => Promise<number>;

/** What is purged, who is reminded and whose tasks move; legal deadlines first. */
const RETENTION_STEPS: readonly RetentionStep[] = [
  warnOfCases,
  (tx) => moveTasksOfAbsent(tx),
  (tx) => tellReturned(tx),
  purgeNames,
  purgeEnquirers,
  (tx, _, most) => purgeInbound(tx, most),
  purgeMessageBodies,
  (tx, _, most) => askForSources(tx, most),
  (tx, _, most) => purgeReturned(tx, most),
  (tx, _, most) => purgeGivenUpForms(tx, most),
  (tx, _, most) => purgeLinks(tx, most),
  (tx) => purgeSignIns(tx),
  (tx, _, most) => purgeAnswers(tx, most),
  (tx, _, most) => purgeWebhookDeliveries(tx, most),
  (tx, _, most) => purgeAppliedEvents(tx, most),
  (tx, _, most) => purgeAudit(tx, most),
  (tx, _, most) => fillSearchTokens(tx, most),
];

/**
 * Runs a bounded part of what is due and schedules the next check. Locks the practice's row FOR SHARE, so that a
 * changed setting is either read here or triggers another check.
 */
export async function runRetention(tx: Tx): Promise<number> {
  const periods = await retentionPeriodsIn(tx);
  await keepManualUpToDate(tx);
  let rows = 0;
  for (const step of RETENTION_STEPS) {
    if (rows < ROWS_AT_ONCE) rows += await step(tx, periods, ROWS_AT_ONCE - rows);
  }
  return rows;
}

/**
 * The earliest due time, a day away at most; read after the commitment's row is locked, so that concurrent writes are
 * seen.
 */
export async function nextRetentionAt(tx: Tx): Promise<Date> {
  const periods = await retentionPeriodsIn(tx);
  const latest = new Date(tx.now.getTime() + maxCheckIntervalMs(periods));
  const dues = [
    await nextNameAt(tx, periods),
    await nextEnquirerAt(tx, periods),
    await nextInboundAt(tx),
    await nextCaseAt(tx),
    await nextComingOrGoingAt(tx),
  ];
  return dues.reduce<Date>((next, due) => (due && due < next ? due : next), latest);
}

async function retentionPeriodsIn({ em, practiceId }: Tx): Promise<RetentionPeriods> {
  const { policy } = await em.findOneOrFail(Practice, practiceId);
  return retentionPeriodsOf(policy.retention);
}
