import { defaultPolicy, type PracticePolicy } from '../../policy/practice/practice-policy.ts';

const policy = defaultPolicy('the owner');
const { alreadySends, prompt, carriers, carrierTiming } = policy;
const everySession = { ...alreadySends, follow_up: 'after_every_session' } as const;

/** Policies that turn one thing or another, each by a name that a counterexample can print. */
export const POLICIES = {
  default: policy,
  'every session': { ...policy, alreadySends: everySession },
  'every session and reviews': { ...policy, alreadySends: { ...everySession, review_note: true } },
  reviews: { ...policy, alreadySends: { ...alreadySends, review_note: true } },
  'transitions, endings in either note': {
    ...policy,
    milestones: ['goal_reached', 'discharge', 'transition'],
    carriers: { ...carriers, discharge: ['ending_note', 'follow_up'], transition: ['follow_up'] },
  },
  'reviews and endings only': {
    ...policy,
    milestones: ['significant_session', 'discharge'],
    carriers: { ...carriers, significant_session: ['review_note'] },
    alreadySends: { ...alreadySends, follow_up: 'never', review_note: true },
  },
  'short pauses': {
    ...policy,
    prompt: { ...prompt, coolDown: 'P7D', endingCoolDown: 'PT1H', minSessions: 0, minSince: 'PT1S' },
  },
  'once an episode': {
    ...policy,
    prompt: { ...prompt, coolDown: 'P2D', maxPerEpisode: 1, staleData: 'P400D' },
  },
  'always open': { ...policy, sendWindows: 'always', alreadySends: everySession },
  'held while full': { ...policy, prompt: { ...prompt, whileFull: 'hold' }, alreadySends: everySession },
  'in two days': {
    ...policy,
    carrierTiming: { ...carrierTiming, notBefore: 'PT1H', target: 'PT2H', limit: 'P2D', endingLimit: 'P3D' },
    alreadySends: everySession,
  },
} as const satisfies Record<string, PracticePolicy>;

export type PolicyName = keyof typeof POLICIES;
export const POLICY_NAMES: readonly PolicyName[] = ['default', ...otherNames()];

function otherNames(): PolicyName[] {
  return (Object.keys(POLICIES) as PolicyName[]).filter((name) => name !== 'default');
}
