import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { OWNER_SETTINGS } from '../../policy/access/owner-settings.ts';
import { PROFILES } from '../../policy/practice/practice-terms.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { reach } from '../parts/reach.ts';
import { select } from '../parts/select.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tick } from '../parts/tick.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { WordKey } from '../words/catalogue.ts';
import type { Words } from '../words/words.ts';

type Practice = SuccessOf<'GET /practice'>;

const savePractice = act({
  does: 'PATCH /practice',
  address: '/practice',
  said: 'practice.said.saved',
});

/** Who we are and how we are reached, and the way to everything else that a practice sets up once. */
export const practicePage = staffPage({
  address: '/practice',
  acts: [savePractice],
  async show(asked) {
    const { ask, words, form, me } = asked;
    const { say } = words;
    const practice = await ask('GET /practice');
    const owns = me.roles.includes('owner');
    const about = form(savePractice, {
      label: say('practice.save'),
      kind: 'main',
      initial: {
        ...Object.fromEntries(TEXTS.map(({ name }) => [name, practice[name]])),
        profile: practice.profile,
        promptsSignedOff: practice.promptsSignedOffAt === null ? null : 'yes',
      },
      fields: (filled) => fields(words, filled, owns),
    });
    return {
      title: say('practice.title'),
      body: markup`${facts(practice, words)}${folded(say('practice.about'), about)}${pages(asked)}`,
    };
  },
});

/** What may be set, in the order in which it is asked for. */
const TEXTS = [
  { name: 'name', type: 'text', max: 120 },
  { name: 'legalName', type: 'text', max: 200 },
  { name: 'phone', type: 'tel', max: 40 },
  { name: 'postalAddress', type: 'lines', max: 500 },
  { name: 'website', type: 'url', max: 500 },
  { name: 'privacyUrl', type: 'url', max: 500 },
  { name: 'crisisRoute', type: 'text', max: 200 },
  { name: 'whoWeHelp', type: 'lines', max: 2_000 },
  { name: 'whatToExpect', type: 'lines', max: 2_000 },
  { name: 'videoUrl', type: 'url', max: 500 },
  { name: 'intakeProcedure', type: 'lines', max: 10_000, hint: 'practice.ownManualHint' },
  { name: 'cancellationPolicy', type: 'lines', max: 10_000, hint: 'practice.ownManualHint' },
  { name: 'timezone', type: 'text', max: 60, hint: 'practice.timezoneHint' },
  { name: 'locale', type: 'text', max: 20, hint: 'practice.localeHint' },
  { name: 'currency', type: 'text', max: 3, hint: 'practice.currencyHint' },
] as const satisfies readonly {
  name: keyof Practice;
  type: 'text' | 'tel' | 'url' | 'lines';
  max: number;
  hint?: WordKey;
}[];

/** An agency sets what the practice offers and says, never who it is or how it is reached. */
function fields({ say }: Words, filled: Filled, owns: boolean): Markup {
  const ownersAlone: readonly string[] = OWNER_SETTINGS;
  const texts = TEXTS.filter(({ name }) => owns || !ownersAlone.includes(name)).map((text) => {
    const hint = 'hint' in text ? { hint: say(text.hint) } : {};
    return field(
      { name: text.name, type: text.type, label: say(`practice.${text.name}`), max: text.max, ...hint },
      filled,
    );
  });
  if (!owns) return markup`${texts}`;
  const profiles = PROFILES.map((value) => ({ value, label: say(`practice.profile.${value}`) }));
  return markup`${texts}${select({ name: 'profile', label: say('practice.profile'), options: profiles }, filled)}${tick({ name: 'promptsSignedOff', label: say('practice.promptsSignedOff'), hint: say('practice.promptsSignedOffHint'), saysNo: true }, filled)}`;
}

function facts(practice: Practice, { say }: Words): Markup {
  const { phone, replyTo, whoWeHelp, crisisRoute, website, name, legalName } = practice;
  const known = (value: string | null) => value ?? say('practice.notSaid');
  return summaryList([
    { term: say('practice.name'), detail: legalName === null ? name : `${name} (${legalName})` },
    { term: say('practice.reach'), detail: reach(phone, replyTo) ?? '' },
    { term: say('practice.website'), detail: known(website) },
    { term: say('practice.whoWeHelp'), detail: known(whoWeHelp) },
    { term: say('practice.crisisRoute'), detail: known(crisisRoute) },
  ]);
}

const PAGES = [
  ['staff', '/practice/staff', 'GET /staff'],
  ['lines', '/practice/lines', 'GET /service-lines'],
  ['cards', '/practice/cards', 'GET /staff'],
  ['mail', '/practice/mail', 'GET /practice/hook-credentials'],
  ['webhooks', '/practice/webhooks', 'GET /webhooks'],
  ['exports', '/exports', 'GET /exports/clients'],
] as const;

function pages({ words: { say }, may }: PageAsked): Markup {
  const open = PAGES.filter(([, , route]) => may(route)).map(([name, address]) => ({
    term: markup`<a href="${address}">${say(`practice.link.${name}`)}</a>`,
    detail: say(`practice.link.${name}Hint`),
  }));
  return markup`<section><h2>${say('practice.pages')}</h2>${summaryList(open)}</section>`;
}
