import { SET_UP_STEPS } from '../../policy/practice/practice-terms.ts';
import { policyWith } from '../policy/policy-acts.ts';
import type { Section } from '../policy/rules.ts';
import { act } from '../staff-page.ts';

const SAVED = { said: 'setUp.said.saved', to: () => '/set-up', at: () => null } as const;

export const saveAbout = act({ ...SAVED, does: 'PATCH /practice', address: '/set-up/about' });
export const saveSends = savePolicy('/set-up/sends', 'alreadySends');
export const saveMoments = savePolicy('/set-up/moments', 'milestones');
export const savePeople = savePolicy('/set-up/people', 'duties');

/** Mail leaves from now on. */
export const goLive = act({
  does: 'PATCH /practice',
  address: '/set-up/live',
  said: 'setUp.said.live',
  to: () => '/today',
  at: () => null,
});

/** Somebody looked at a step and leaves it as it is. */
export const keepStep = act({
  does: 'PATCH /practice',
  address: '/set-up/:step/keep',
  said: 'setUp.said.kept',
  to: () => '/set-up',
  at: () => null,
  async body(_fields, { step }, ask) {
    const { setUpKept } = await ask('GET /practice');
    const kept: unknown[] = SET_UP_STEPS.filter((one) => setUpKept.includes(one) && one !== step);
    return { setUpKept: [...kept, step] };
  },
});

/** One section of the policy; where another policy was put meanwhile it is refused. */
function savePolicy(address: string, section: Section) {
  return act({
    ...SAVED,
    does: 'PUT /practice/policy',
    address,
    said: ({ answer, fields }) =>
      answer.proposed && fields.get('proposes') === 'yes' ? 'setUp.said.proposed' : 'setUp.said.saved',
    query: (fields) => ({ ifVersion: fields.get('version') ?? '' }),
    body: (fields, _params, ask) => policyWith(section, fields, ask),
  });
}
