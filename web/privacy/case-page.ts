import { markup, type Markup } from '../../http/markup.ts';
import { field } from '../parts/field.ts';
import { privateText } from '../parts/private-text.ts';
import { summaryList } from '../parts/summary-list.ts';
import { tag } from '../parts/tag.ts';
import type { SuccessOf } from '../../api/ask.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { caseClock } from './case-row.ts';
import { personHref } from './person-link.ts';

type Case = SuccessOf<'GET /privacy/cases/:id'>;

const BACK = { said: 'privacy.said.closed', to: () => '/privacy' } as const;
const close = {
  complaint: act({ does: 'POST /complaints/:id/closed', ...BACK }),
  incident: act({ does: 'POST /incidents/:id/closed', ...BACK }),
  access: act({ does: 'POST /access-requests/:id/closed', ...BACK }),
};
const reword = {
  complaint: act({ does: 'PATCH /complaints/:id', said: 'privacy.said.reworded' }),
  incident: act({ does: 'PATCH /incidents/:id', said: 'privacy.said.reworded' }),
};

/** One complaint, incident or request for data, up to its answer. */
export const casePage = staffPage({
  address: '/privacy/cases/:id',
  acts: [...Object.values(close), ...Object.values(reword)],
  async show(asked) {
    const { ask, params, words } = asked;
    const { say, time } = words;
    const found = await ask('GET /privacy/cases/:id', { params: { id: params['id'] ?? '' } });
    const { kind, subject, about, startedAt, closedAt } = found;
    const facts = summaryList([
      {
        term: say('privacy.case.state'),
        detail: markup`${caseClock(found, words)} ${found.overdue ? tag(say('privacy.case.late'), 'fault') : null}`,
      },
      { term: say(`privacy.case.since.${kind}`), detail: time(startedAt) },
      ...(subject === null ? [] : [{ term: say('privacy.case.subject'), detail: privateText(subject) }]),
      ...(about === null
        ? []
        : [
            {
              term: say('privacy.case.about'),
              detail: markup`<a href="${personHref(about)}">${say(`privacy.subject.${about.subject}`)}</a>`,
            },
          ]),
    ]);
    return {
      title: say(`privacy.kind.${kind}`),
      body: markup`<p>${say(`privacy.case.todo.${kind}`)}</p>${facts}${closedAt === null ? closing(found, asked) : null}${rewording(found, asked)}
<p><a href="/privacy">${say('privacy.back')}</a></p>`,
    };
  },
});

function closing({ id, kind }: Case, { form, words }: PageAsked): Markup | null {
  return form(close[kind], { params: { id }, label: words.say(`privacy.case.close.${kind}`), kind: 'main' });
}

/** A person takes a name out of what was written; the machine never does. */
function rewording({ id, kind, subject }: Case, { form, words }: PageAsked): Markup | null {
  if (kind === 'access') return null;
  const { say } = words;
  const fields = form(reword[kind], {
    params: { id },
    label: say('privacy.case.reword'),
    initial: { subject },
    fields: (filled) =>
      field(
        {
          name: 'subject',
          label: say('privacy.case.subject'),
          hint: say('privacy.case.rewordHint'),
          max: 500,
        },
        filled,
      ),
  });
  return fields && markup`<h2>${say('privacy.case.reword')}</h2>${fields}`;
}
