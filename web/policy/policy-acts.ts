import type { Ask } from '../../api/ask.ts';
import { act } from '../staff-page.ts';
import type { FormFields } from '../frame/form-fields.ts';
import { sectionIn } from './rule-values.ts';
import { isSection } from './rules.ts';

/** The policy of this moment with one section as it was typed. `PUT` refuses it where another was put meanwhile. */
export const saveRules = act({
  does: 'PUT /practice/policy',
  address: '/policy/:section',
  said: ({ answer, fields }) =>
    answer.proposed && fields.get('proposes') === 'yes' ? 'policy.said.proposed' : 'policy.said.saved',
  to: ({ params }) => `/policy/${params['section']}`,
  at: () => null,
  query: (fields) => ({ ifVersion: fields.get('version') ?? '' }),
  body: (fields, { section = '' }, ask) => policyWith(section, fields, ask),
});

/** What the same would let through; nothing is written. */
export const showForecast = act({
  does: 'POST /practice/policy/forecast',
  address: '/policy/:section/forecast',
  said: 'policy.said.forecast',
  shows: 'always',
  at: () => null,
  body: (fields, { section = '' }, ask) => policyWith(section, fields, ask),
});

/** What the rules in force, with one section as it was typed where one came along, would have done in the past. */
export const tryRules = act({
  does: 'POST /policy-trials',
  address: '/policy/trial',
  said: 'policy.said.tried',
  shows: 'always',
  at: () => null,
  body: async (fields, _params, ask) => ({
    policy: await policyWith(fields.get('section') ?? '', fields, ask),
    from: fields.get('from-day'),
    to: fields.get('to-day'),
  }),
});

export const acceptRules = act({
  does: 'POST /practice/policy/proposals/:version/accept',
  said: 'policy.said.accepted',
});

export const declineRules = act({
  does: 'POST /practice/policy/proposals/:version/decline',
  said: 'policy.said.declined',
});

async function policyWith(section: string, fields: FormFields, ask: Ask): Promise<unknown> {
  const policy = await ask('GET /practice/policy', { query: { forecast: 'no' } });
  if (!isSection(section)) return policy;
  const { currency } = await ask('GET /practice');
  return { ...policy, [section]: sectionIn(section, fields, currency) };
}
