import { GATE_CODES, GATES, type GateCode } from '../../journeys/gate-codes.ts';
import { ADULT_FOR_CERTAIN, AFTER_DISCHARGE_MS, COMPLAINT_MS } from '../../journeys/gate.ts';
import type { Line } from '../chapter.ts';
import { durationInWords, listInWords, msInWords, plainly } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';

/** Why a client is not asked, as people say it; another code is shown as it is called. */
const SAID: Readonly<Partial<Record<GateCode, (facts: ManualFacts) => string>>> = {
  no_consent: () => 'they have not said yes',
  objected: () => 'they asked their mail program to stop, or complained of our mail',
  minor: () => `they are under eighteen, or may be (nobody is certain before ${ADULT_FOR_CERTAIN})`,
  held: () => 'somebody put them on hold; no reason is asked, none is kept',
  complaint: () => `a complaint is open, or was closed less than ${msInWords(COMPLAINT_MS)} ago`,
  deceased: () => 'they have died; nothing goes by itself any more',
  mid_process: () => 'the work is in its early or working-through stage',
  too_early: ({ policy: { prompt } }) =>
    `they have come fewer than ${prompt.minSessions} times, or the first was less than ${durationInWords(prompt.minSince)} ago`,
  missed_session: () => 'they missed the last booked session and have not come since',
  unpaid: () => 'an invoice is overdue, or a fee is in dispute',
  low_satisfaction: ({ policy: { prompt } }) =>
    `their last answer to our question was ${prompt.satisfactionFloor} of 5 or lower`,
  drop_out: () => 'they left without an ending, or the practice ended the work',
  referred_on: () => 'they were sent on because we could not help',
  third_party_payer: () => 'somebody else pays',
  shared_work: () => 'it is work with a couple, a family or a group, and each has a yes of their own to give',
  fee_review: () => 'their fee is about to be reviewed',
  too_often: ({ policy: { prompt } }) =>
    `they were asked less than ${durationInWords(prompt.coolDown)} ago (${durationInWords(prompt.endingCoolDown)} for an ending), or ${prompt.maxPerEpisode} times while the work lasted, or sent somebody in the last ${durationInWords(prompt.coolDown)}`,
  do_not_email: () => 'the mailbox is shared, or they asked not to be e-mailed',
  suppressed: () => 'their address takes no mail of ours',
  not_live: () => 'it lies before the practice went live, or the owner has not signed it off',
  not_a_moment: () => 'it is none of the practice’s moments',
  no_carrier: () => 'nothing that the practice sends can carry it',
  stale_data: ({ policy: { prompt } }) => `no session was entered for ${durationInWords(prompt.staleData)}`,
  while_full: ({ policy: { prompt } }) =>
    prompt.whileFull === 'hold'
      ? 'the practice is full, and asks nobody meanwhile'
      : 'the practice is full (not now: it goes on asking)',
  expired: () => `it is too late, or more than ${msInWords(AFTER_DISCHARGE_MS)} after the work ended`,
};

/** Everything that keeps a client from being asked, in the order in which it is looked at (E1–E23). */
export function gateLines(facts: ManualFacts): Line[] {
  return GATE_CODES.map((code) => [SAID[code]?.(facts) ?? plainly(code), becomes(code)]);
}

function becomes(code: GateCode): string {
  const { hard, then, mayOverride } = GATES[code];
  const what = then === 'wait' ? 'the moment waits' : 'the moment is let go';
  if (hard) return `${what}; nobody may change that`;
  if (mayOverride.length === 0) return what;
  const who = mayOverride.map((role) => `the ${role === 'desk' ? 'desk' : plainly(role)}`);
  return `${what}, unless ${listInWords(who, 'or')} says otherwise of this client`;
}
