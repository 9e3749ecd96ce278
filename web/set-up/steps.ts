import { isDeepStrictEqual } from 'node:util';
import { SET_UP_STEPS, type SetUpStep } from '../../policy/practice/practice-terms.ts';
import { defaultPolicy, WORKS, proposedMilestones } from '../../policy/practice/practice-policy.ts';
import type { PageAsked } from '../staff-page.ts';

export type { SetUpStep };

/** How far each step is: done by what is there already, looked at and kept as it was, or open. */
export type StepState = 'done' | 'kept' | 'open';

/** Whether an address names a step. */
export function isStep(name: string): name is SetUpStep {
  return SET_UP_STEPS.some((step) => step === name);
}

/** The state of every step, as far as it can be read from what the practice has. */
export async function readSteps(asked: PageAsked): Promise<ReadonlyMap<SetUpStep, StepState>> {
  const { ask, may } = asked;
  const practice = await ask('GET /practice');
  const policy = await ask('GET /practice/policy', { query: { forecast: 'no' } });
  const hasClients =
    may('GET /clients') && (await ask('GET /clients', { query: { limit: '1' } })).items.length > 0;
  const isAsked = await hasAskedForConsent(asked);
  const isDone: Readonly<Record<SetUpStep, boolean>> = {
    about: practice.phone !== null || practice.postalAddress !== null,
    sends: !isDeepStrictEqual(policy.alreadySends, defaultPolicy(policy.duties.privacy).alreadySends),
    moments: !WORKS.some((work) => isDeepStrictEqual(policy.milestones, proposedMilestones(work))),
    people: new Set(Object.values(policy.duties)).size > 1,
    'bring-in': hasClients,
    consent: isAsked,
    'next-week': false,
    live: practice.sending === 'live',
  };
  const kept = new Set(practice.setUpKept);
  return new Map(
    SET_UP_STEPS.map((step) => [step, isDone[step] ? 'done' : kept.has(step) ? 'kept' : 'open'] as const),
  );
}

async function hasAskedForConsent({ ask, may }: PageAsked): Promise<boolean> {
  if (!may('GET /reports/consent')) return false;
  const { asked } = await ask('GET /reports/consent');
  return typeof asked === 'number' && asked > 0;
}
