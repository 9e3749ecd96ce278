import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { dateField } from '../parts/date-field.ts';
import { table } from '../parts/table.ts';
import { staffPage } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { tryRules } from './policy-acts.ts';
import { titleOf } from './rule-words.ts';
import { isSection } from './rules.ts';

const A_YEAR_MS = 365 * DAY_MS;

/** Rules tried on what really happened; a section that is being changed comes along from its page. */
export const policyTrialPage = staffPage({
  address: '/policy/trial',
  acts: [tryRules],
  async show({ form, words, answerTo, tx, practice }) {
    const { say } = words;
    const tried = answerTo(tryRules);
    const section = tried?.fields['section'] ?? '';
    const carried = Object.entries(tried?.fields ?? {}).filter(([name]) => !OWN.has(name));
    const fields = form(tryRules, {
      label: say('policy.trial.try'),
      kind: 'main',
      initial: lastYear(tx.now, practice.timezone),
      fields: (filled) =>
        markup`${carried.flatMap(([name, value]) => value.split('\n').map((one) => markup`<input type="hidden" name="${name}" value="${one}">`))}${dateField({ name: 'from-day', label: say('policy.trial.from') }, filled)}${dateField({ name: 'to-day', label: say('policy.trial.to') }, filled)}`,
    });
    const of = isSection(section)
      ? say('policy.trial.section', { section: titleOf(section, words) })
      : say('policy.trial.inForce');
    return {
      title: say('policy.trial.title'),
      body: markup`<p><a href="${isSection(section) ? `/policy/${section}` : '/policy'}">${say('policy.back')}</a></p><p>${say('policy.trial.lead')}</p><p>${of}</p>${tried && result(tried.answer, words)}${fields}`,
    };
  },
});

const OWN = new Set(['once', 'from', 'from-day', 'to-day', 'version', 'proposes']);

/** The button of a section's form that tries what is typed there on the last year. */
export function trialButton(words: Words, now: Date, zone: string): Markup {
  const days = lastYear(now, zone);
  return markup`<input type="hidden" name="from-day" value="${days['from-day']}"><input type="hidden" name="to-day" value="${days['to-day']}"><p><button class="quiet" formaction="/policy/trial">${words.say('policy.tryOnPast')}</button></p>`;
}

function lastYear(now: Date, zone: string): { 'from-day': string; 'to-day': string } {
  const day = (at: number): string => new Date(at).toLocaleDateString('sv-SE', { timeZone: zone });
  return { 'from-day': day(now.getTime() - A_YEAR_MS), 'to-day': day(now.getTime()) };
}

type Trial = SuccessOf<'POST /policy-trials'>;

function result(trial: Trial, words: Words): Markup {
  const { say, number } = words;
  const { sent, perQuarter, ifEverybodyConsented, byMoment, derived } = trial;
  const few = (count: number | null) => (count === null ? say('policy.forecast.few') : number(count));
  const rows = byMoment.map(({ kind, chosen, cameUp, sent: went, removedMost }) => [
    say(`terms.milestone.${kind}`),
    say(chosen ? 'policy.yes' : 'policy.no'),
    trial.unknown.includes(kind) ? say('policy.trial.notRecorded') : few(cameUp),
    few(went),
    removedMost && say(`terms.gate.${removedMost}`),
  ]);
  const columns = [
    { head: say('policy.trial.moment') },
    { head: say('policy.trial.chosen') },
    { head: say('policy.trial.cameUp'), isNumber: true },
    { head: say('policy.trial.wentOut'), isNumber: true },
    { head: say('policy.trial.heldMost') },
  ];
  const headline = sent === null ? say('policy.trial.sentHidden') : say('policy.trial.sent', { count: sent });
  const pace =
    perQuarter === null
      ? null
      : markup`<p>${say('policy.trial.perQuarter', { count: number(Math.round(perQuarter)) })}</p>`;
  const all =
    ifEverybodyConsented.sent === null
      ? null
      : markup`<p>${say('policy.trial.ifAll', { count: ifEverybodyConsented.sent })}</p>`;
  return markup`<section aria-labelledby="trial-result"><h2 id="trial-result">${say('policy.trial.result')}</h2>
<p><strong>${headline}</strong></p>${pace}${all}
${table({ caption: say('policy.trial.byMoment'), columns, rows })}
${derived ? markup`<p class="hint">${say('policy.trial.derived')}</p>` : null}</section>`;
}
