import { decideReferOut, type ReferOutFacts, type ReferOutRules } from '../../refer-outs/refer-out.ts';
import { happened, MOST_STEPS, PLAYED_FROM, type Happening } from './happening.ts';

type Act = 'write' | 'send' | 'ask_to_ring' | 'ask_to_choose' | 'ask_how_it_went' | 'give_up' | 'close';

/** What the rules do about a referral out of which nobody hears anything more, before a colleague is told or after. */
export function playReferOut(status: 'choosing' | 'handed_over', rules: ReferOutRules): Happening<Act>[] {
  const done: Happening<Act>[] = [];
  let now = PLAYED_FROM;
  let facts: ReferOutFacts = {
    ...FRESH,
    status,
    ...(status === 'handed_over' ? { consentedAt: now, handedOverAt: now } : {}),
  };
  for (let steps = 0; steps < MOST_STEPS * 10; steps += 1) {
    const step = decideReferOut(facts, rules, now);
    if (step.do === 'wait') {
      now = step.at;
      continue;
    }
    done.push(happened(step.do, now));
    if (step.do === 'give_up' || step.do === 'close') return done;
    facts = { ...facts, ...(step.do === 'ask_to_choose' ? { isAskedToChoose: true } : { checkedAt: now }) };
  }
  return done;
}

const FRESH: ReferOutFacts = {
  status: 'choosing',
  gone: false,
  createdAt: PLAYED_FROM,
  offeredAt: null,
  consentedAt: null,
  handedOverAt: null,
  checkedAt: null,
  wasDeclined: false,
  ring: null,
  isAskedToRing: false,
  isAskedToChoose: false,
  isAskedHowItWent: false,
  offer: null,
  letter: null,
};
