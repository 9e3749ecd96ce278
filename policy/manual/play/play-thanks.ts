import {
  decideAcknowledgement,
  type AcknowledgementFacts,
  type AcknowledgementRules,
  type HandOverReason,
} from '../../referrals/acknowledgement.ts';
import { happened, MOST_STEPS, PLAYED_FROM, type Happening } from './happening.ts';

type Act = 'open' | 'hand_over' | 'remind' | 'escalate' | 'send' | 'close';

/**
 * One thanks from its first moment to its last, as the rules that act decide it, where nobody lifts a finger and mail may
 * leave at any hour; with `byHand`, one that a person has to see to.
 */
export function playThanks(
  rules: AcknowledgementRules,
  byHand: HandOverReason | null = null,
): Happening<Act>[] {
  const open = { ...rules, window: 'always' } as const;
  const done: Happening<Act>[] = [];
  let now = PLAYED_FROM;
  let facts: AcknowledgementFacts = { ...FRESH, byHand };
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = decideAcknowledgement(facts, open, now);
    if (step.do === 'wait') {
      now = step.at;
      continue;
    }
    done.push(happened(step.do, now));
    if (step.do === 'close' || step.do === 'send') return done;
    if (step.do === 'open') facts = { ...facts, openedAt: now, thanks: { ...DRAFT, dueAt: step.plannedAt } };
    if (step.do === 'remind') facts = { ...facts, remindedAt: now };
    if (step.do === 'escalate') facts = { ...facts, escalatedAt: now };
    if (step.do === 'hand_over')
      facts = { ...facts, status: 'needs_person', needsPerson: step.because, handedOverAt: now };
  }
  return done;
}

const FRESH: AcknowledgementFacts = {
  status: 'due',
  needsPerson: null,
  clockStartedAt: PLAYED_FROM,
  openedAt: null,
  remindedAt: null,
  escalatedAt: null,
  handedOverAt: null,
  byHand: null,
  thanks: null,
};

const DRAFT = {
  id: 'thanks',
  purpose: 'thanks',
  status: 'queued',
  askedBy: null,
  nextTryAt: null,
  again: false,
} as const;
