import { markup, type Markup } from '../../http/markup.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { acceptRules, declineRules } from './policy-acts.ts';
import { proposal } from './proposal.ts';
import { policyWord, sentenceOf, titleOf, type Telling } from './rule-words.ts';
import { rulesOf, SECTIONS, type Section } from './rules.ts';
import { readTelling, type Policy } from './telling.ts';

const HARD = [
  'milestones',
  'prompt',
  'carriers',
  'acknowledgement',
  'friend',
  'reward',
  'broadcasts',
  'retention',
] as const;

/** Every rule in plain words with its value, and what has none. */
export const policyPage = staffPage({
  address: '/policy',
  acts: [acceptRules, declineRules],
  async show(asked) {
    const { ask, words, may } = asked;
    const { say } = words;
    const policy = await ask('GET /practice/policy', { query: { forecast: 'no' } });
    const telling = await readTelling(asked);
    const changes = may('PUT /practice/policy');
    const sections = SECTIONS.map((section) => sectionPart(section, { policy, telling, changes }));
    const trial = may('POST /policy-trials')
      ? markup`<p><a href="/policy/trial">${say('policy.tryLink')}</a></p>`
      : null;
    const note = changes ? null : markup`<p>${say('policy.readOnly')}</p>`;
    return {
      title: say('policy.title'),
      body: markup`<p>${say('policy.lead')}</p>${note}${trial}${proposal(policy, telling, asked)}${sections}${hardRules(asked)}`,
    };
  },
});

type Shown = { policy: Policy; telling: Telling; changes: boolean };

function sectionPart(section: Section, { policy, telling, changes }: Shown): Markup {
  const { words } = telling;
  const sentences = rulesOf(section).map((rule) => markup`<li>${sentenceOf(rule, policy, telling)}</li>`);
  const change = changes
    ? markup`<p><a href="/policy/${section}" aria-describedby="rules-${section}">${words.say('policy.change')}</a></p>`
    : null;
  return markup`<section><h2 id="rules-${section}">${titleOf(section, words)}</h2><ul>${sentences}</ul>${change}</section>`;
}

function hardRules({ words: { say } }: PageAsked): Markup {
  const sentences = HARD.map((name) => markup`<li>${say(policyWord(`hard.${name}`))}</li>`);
  return markup`<section><h2>${say('policy.hardTitle')}</h2><p>${say('policy.hardLead')}</p><ul>${sentences}</ul></section>`;
}
