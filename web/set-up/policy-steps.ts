import { onlyProposes } from '../../policy/access/may-use.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { ruleField } from '../policy/rule-field.ts';
import { initialOf } from '../policy/rule-values.ts';
import { rulesOf, type Section } from '../policy/rules.ts';
import { readTelling } from '../policy/telling.ts';
import type { AnyAct, PageAsked } from '../staff-page.ts';
import { saveMoments, savePeople, saveSends } from './set-up-acts.ts';

/** Which notes the practice writes anyway: nothing else can carry a line. */
export function sendsStep(asked: PageAsked): Promise<Markup> {
  return sectionForm(asked, 'alreadySends', saveSends);
}

/** At which moments a client may be asked. */
export async function momentsStep(asked: PageAsked): Promise<Markup> {
  const form = await sectionForm(asked, 'milestones', saveMoments);
  const past = asked.may('POST /policy-trials')
    ? markup`<p><a href="/policy/trial">${asked.words.say('setUp.moments.past')}</a></p>`
    : null;
  return markup`${form}${past}`;
}

/** Who does what; whoever stands in for somebody is on the page of their absences. */
export async function peopleStep(asked: PageAsked): Promise<Markup> {
  if (!asked.may('GET /staff')) return markup`<p>${asked.words.say('setUp.ownerOnly')}</p>`;
  const form = await sectionForm(asked, 'duties', savePeople);
  return markup`${form}<p><a href="/practice/staff">${asked.words.say('setUp.people.staff')}</a></p>`;
}

async function sectionForm(asked: PageAsked, section: Section, save: AnyAct): Promise<Markup> {
  const { ask, form, me, words } = asked;
  const policy = await ask('GET /practice/policy', { query: { forecast: 'no' } });
  const telling = await readTelling(asked);
  const proposes = onlyProposes(me.roles);
  const made = form(save, {
    label: words.say(proposes ? 'setUp.propose' : 'setUp.save'),
    kind: 'main',
    hidden: { version: String(policy.version), ...(proposes ? { proposes: 'yes' } : {}) },
    initial: initialOf(section, policy, telling.currency),
    fields: (filled) => markup`${rulesOf(section).map((rule) => ruleField(rule, telling, filled))}`,
  });
  return markup`${made}`;
}
