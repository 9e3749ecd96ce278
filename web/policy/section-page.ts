import { markup, type Markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { onlyProposes } from '../../policy/access/may-use.ts';
import { staffPage } from '../staff-page.ts';
import { forecastRegion } from './forecast.ts';
import { saveRules, showForecast } from './policy-acts.ts';
import { ruleField } from './rule-field.ts';
import { initialOf } from './rule-values.ts';
import { sentenceOf, titleOf, type Telling } from './rule-words.ts';
import { isSection, rulesOf, type Section } from './rules.ts';
import { readTelling, type Policy } from './telling.ts';
import { trialButton } from './trial-page.ts';

/** The rules of one section as fields; a forecast before they are saved, and a trial on the past. */
export const policySectionPage = staffPage({
  address: '/policy/:section',
  acts: [saveRules, showForecast],
  async show(asked) {
    const { ask, words, may, form, me, params, answerTo } = asked;
    const { section = '' } = params;
    if (!isSection(section)) throw new Problem(404, 'There is no such section.');
    const { say } = words;
    const policy = await ask('GET /practice/policy', { query: { forecast: 'no' } });
    const telling = await readTelling(asked);
    const proposes = onlyProposes(me.roles);
    const fields = form(saveRules, {
      params: { section },
      label: say(proposes ? 'policy.propose' : 'policy.save'),
      kind: 'main',
      hidden: { version: String(policy.version), section, ...(proposes ? { proposes: 'yes' } : {}) },
      initial: initialOf(section, policy, telling.currency),
      also: { act: showForecast, label: say('policy.showForecast') },
      fields: (filled) =>
        markup`${rulesOf(section).map((rule) => ruleField(rule, telling, filled))}${may('POST /policy-trials') ? trialButton(words, asked.tx.now, asked.practice.timezone) : null}`,
    });
    const forecast = answerTo(showForecast);
    const hint = proposes ? markup`<p>${say('policy.proposeHint')}</p>` : null;
    return {
      title: titleOf(section, words),
      body: markup`<p><a href="/policy">${say('policy.back')}</a></p>${forecast && forecastRegion(forecast.answer, words)}${hint}${fields ?? sentences(section, policy, telling)}${fields && asItIs(section, policy, telling)}`,
    };
  },
});

function sentences(section: Section, policy: Policy, telling: Telling): Markup {
  const { say } = telling.words;
  return markup`<p>${say('policy.readOnly')}</p><ul>${rulesOf(section).map((rule) => markup`<li>${sentenceOf(rule, policy, telling)}</li>`)}</ul>`;
}

/** Beside what is being typed, and what somebody else may have saved meanwhile. */
function asItIs(section: Section, policy: Policy, telling: Telling): Markup {
  return markup`<h2>${telling.words.say('policy.now')}</h2><ul>${rulesOf(section).map((rule) => markup`<li>${sentenceOf(rule, policy, telling)}</li>`)}</ul>`;
}
