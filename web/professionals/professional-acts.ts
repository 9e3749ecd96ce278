import { markup, type Markup } from '../../http/markup.ts';
import { TOUCH_KINDS } from '../../policy/network/network-terms.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import { folded } from '../parts/folded.ts';
import { section } from '../parts/section.ts';
import { select } from '../parts/select.ts';
import { act, type PageAsked } from '../staff-page.ts';
import { monthOptions } from '../words/months.ts';
import { termOptions } from '../words/term.ts';

const noteTouch = act({ does: 'POST /professionals/:id/touches', said: 'professionals.said.touch' });
const noteClaim = act({ does: 'POST /professionals/:id/claims', said: 'professionals.said.claim' });
const noteMove = act({ does: 'POST /professionals/:id/moved', said: 'professionals.said.moved' });
const endLinks = act({
  does: 'POST /professionals/:id/links/revoked',
  said: 'professionals.said.linksEnded',
});
const pause = act({
  does: 'PATCH /professionals/:id',
  address: '/professionals/:id/pause',
  said: 'professionals.said.paused',
});
const endPause = act({
  does: 'PATCH /professionals/:id',
  address: '/professionals/:id/resume',
  said: 'professionals.said.resumed',
  body: () => ({ pausedUntil: null }),
});

export const PROFESSIONAL_ACTS = [noteTouch, noteClaim, noteMove, endLinks, pause, endPause];

/** So many months back somebody may say that they gave out our name. */
const MONTHS_BACK = 11;

type About = { id: string; isPaused: boolean; today: string };

/** What happens with a colleague now and then, the usual first. */
export function professionalActs(about: About, asked: PageAsked): Markup {
  const { words } = asked;
  const touch = touchForm(about, asked);
  const rest = [
    folded(words.say('professionals.page.claim'), claimForm(about, asked)),
    folded(words.say('professionals.page.pause'), pauseForm(about, asked)),
    folded(words.say('professionals.page.moved'), moveForm(about, asked)),
    folded(words.say('professionals.page.links'), linksForm(about, asked)),
  ];
  return markup`${touch && section('touch', words.say('professionals.page.touch'), touch)}
${section('less', words.say('professionals.page.less'), markup`${rest}`)}`;
}

function touchForm({ id, today }: About, { words, form }: PageAsked): Markup | null {
  return form(noteTouch, {
    params: { id },
    label: words.say('professionals.page.touch.save'),
    kind: 'main',
    initial: { kind: 'call', on: today },
    fields: (filled) =>
      markup`${select(
        {
          name: 'kind',
          label: words.say('professionals.page.touch.how'),
          options: termOptions(words, 'contactKind', TOUCH_KINDS),
        },
        filled,
      )}${dateField({ name: 'on', label: words.say('professionals.page.touch.on'), max: today }, filled)}`,
  });
}

function claimForm({ id, today }: About, { words, form }: PageAsked): Markup | null {
  return form(noteClaim, {
    params: { id },
    label: words.say('professionals.page.claim.save'),
    initial: { month: today.slice(0, 7), count: '1' },
    fields: (filled) =>
      markup`${field(
        { name: 'count', label: words.say('professionals.page.claim.count'), type: 'whole', max: 4 },
        filled,
      )}${select(
        {
          name: 'month',
          label: words.say('professionals.page.claim.month'),
          hint: words.say('professionals.page.claim.hint'),
          options: monthOptions(words, today, { from: 0, to: -MONTHS_BACK }),
        },
        filled,
      )}`,
  });
}

function pauseForm({ id, isPaused, today }: About, { words, form }: PageAsked): Markup | null {
  if (isPaused) return form(endPause, { params: { id }, label: words.say('professionals.page.pause.end') });
  return form(pause, {
    params: { id },
    label: words.say('professionals.page.pause.save'),
    fields: (filled) =>
      dateField(
        {
          name: 'pausedUntil',
          label: words.say('professionals.page.pause.until'),
          hint: words.say('professionals.page.pause.hint'),
          min: today,
        },
        filled,
      ),
  });
}

function moveForm({ id, today }: About, { words, form }: PageAsked): Markup | null {
  return form(noteMove, {
    params: { id },
    label: words.say('professionals.page.moved.save'),
    initial: { on: today },
    fields: (filled) =>
      markup`${field(
        { name: 'toOrganisation', label: words.say('professionals.page.moved.to'), max: 200 },
        filled,
      )}${dateField({ name: 'on', label: words.say('professionals.page.moved.on'), max: today }, filled)}${field(
        {
          name: 'email',
          label: words.say('professionals.page.moved.email'),
          hint: words.say('professionals.page.moved.email.hint'),
          type: 'email',
          max: 254,
        },
        filled,
      )}${field({ name: 'phone', label: words.say('professionals.page.moved.phone'), type: 'tel', max: 40 }, filled)}`,
  });
}

function linksForm({ id }: About, { words, form }: PageAsked): Markup | null {
  return form(endLinks, {
    params: { id },
    label: words.say('professionals.page.links.save'),
    fields: () => markup`<p>${words.say('professionals.page.links.hint')}</p>`,
  });
}
