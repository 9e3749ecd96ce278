import { LockMode } from '@mikro-orm/postgresql';
import { Practice } from '../../entities/practice.ts';
import { keepingOf, longestPauseMs, type Keeping } from '../../policy/privacy/retention.ts';
import { askForSources } from './ask-for-sources.ts';
import type { Fact } from '../transaction.ts';
import { expectNextLook } from '../commitments/next-check.ts';
import { letEnquirersGo, nextEnquirerAt } from './purge-enquirers.ts';
import { letNamesGo, nextNameAt } from './purge-names.ts';
import {
  letAnswersGo,
  letAuditGo,
  letInboundGo,
  letLinksGo,
  letNewsGo,
  nextInboundAt,
} from './purge-rows.ts';
import { letWordsGo } from './purge-message-bodies.ts';
import { nextCaseAt, warnOfCases } from './warn-of-cases.ts';

/** So many rows in one transaction. */
const ROWS_AT_ONCE = 500;

type Chore = (fact: Fact, keeping: Keeping, most: number) => Promise<number>;

/** What is let go, and whom somebody is reminded of; the clocks of the law first. */
const CHORES: readonly Chore[] = [
  warnOfCases,
  letNamesGo,
  letEnquirersGo,
  (fact, _, most) => letInboundGo(fact, most),
  letWordsGo,
  (fact, _, most) => askForSources(fact, most),
  (fact, _, most) => letLinksGo(fact, most),
  (fact, _, most) => letAnswersGo(fact, most),
  (fact, _, most) => letNewsGo(fact, most),
  (fact, _, most) => letAuditGo(fact, most),
];

/**
 * A bounded part of what is due in this practice, and the moment of the next look. The practice's row is held for share,
 * so that a changed setting is either seen here or asks for another look afterwards.
 */
export async function keepHouse(fact: Fact): Promise<{ rows: number; more: boolean }> {
  const { em, practiceId, now } = fact;
  const { policy } = await em.findOneOrFail(
    Practice,
    { id: practiceId },
    { lockMode: LockMode.PESSIMISTIC_READ, refresh: true },
  );
  const keeping = keepingOf(policy.retention);
  let rows = 0;
  for (const chore of CHORES) {
    if (rows < ROWS_AT_ONCE) rows += await chore(fact, keeping, ROWS_AT_ONCE - rows);
  }
  await em.flush();
  const more = rows > 0;
  await expectNextLook(fact, 'housekeeping', practiceId, now);
  if (!more) await expectNextLook(fact, 'housekeeping', practiceId, await nextLook(fact, keeping));
  return { rows, more };
}

/** Asked once the promise is ours: what somebody wrote down in between is seen. The earliest moment at which something becomes due, and a day away at most. */
async function nextLook(fact: Fact, keeping: Keeping): Promise<Date> {
  const latest = new Date(fact.now.getTime() + longestPauseMs(keeping));
  const dues = [
    await nextNameAt(fact, keeping),
    await nextEnquirerAt(fact, keeping),
    await nextInboundAt(fact),
    await nextCaseAt(fact),
  ];
  return dues.reduce<Date>((next, due) => (due && due < next ? due : next), latest);
}
