import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { WEBHOOK_EVENTS } from '../../policy/webhooks/webhook-events.ts';
import { copyBox } from '../parts/copy-box.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { row } from '../parts/row.ts';
import { table } from '../parts/table.ts';
import { tag } from '../parts/tag.ts';
import { ticks } from '../parts/ticks.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

const addWebhook = act({
  does: 'POST /webhooks',
  address: '/practice/webhooks',
  said: 'practice.webhooks.said.added',
  shows: 'once',
  body: (fields) => ({ url: fields.get('url'), events: fields.all('events').filter(Boolean) }),
});

const removeWebhook = act({
  does: 'DELETE /webhooks/:id',
  address: '/webhooks/:id/remove',
  said: 'practice.webhooks.said.removed',
  to: () => '/practice/webhooks',
});

const replay = act({
  does: 'POST /webhooks/:id/replay',
  said: 'practice.webhooks.said.replayed',
  body: () => ({}),
});

type Webhook = SuccessOf<'GET /webhooks'>['items'][number];

/** Which programs hear of what happens; with `webhook`, what was sent to one of them. */
export const webhooksPage = staffPage({
  address: '/practice/webhooks',
  filters: ['webhook', 'cursor'],
  acts: [addWebhook, removeWebhook, replay],
  async show(asked) {
    const { ask, words, form, answerTo, query } = asked;
    const { say } = words;
    const { items } = await ask('GET /webhooks', { query: { limit: '100' } });
    const made = answerTo(addWebhook);
    const programs = list({
      id: 'webhooks',
      label: say('practice.webhooks.list'),
      rows: items.map((webhook) => webhookRow(webhook, asked)),
      empty: say('practice.webhooks.none'),
    });
    const add = form(addWebhook, {
      label: say('practice.webhooks.addButton'),
      kind: 'main',
      fields: (filled) => newFields(words, filled),
    });
    const { webhook } = query;
    const sent = webhook === undefined ? null : await deliveries(webhook, asked);
    return {
      title: say('practice.webhooks.title'),
      body: markup`<p>${say('practice.webhooks.lead')}</p>${made && secret(made.answer.secret, words)}${programs}${sent}${folded(say('practice.webhooks.add'), add)}`,
    };
  },
});

function webhookRow({ id, url, events, active }: Webhook, { words: { say }, form, said }: PageAsked): Markup {
  const describedBy = `webhook-${id}-title`;
  const off = active ? null : markup`<p>${tag(say('practice.webhooks.off'), 'warm')}</p>`;
  const names = events.map((event) => say(`practice.webhooks.on.${event}`)).join(' · ');
  return row({
    id: `webhook-${id}`,
    title: url,
    body: markup`${off}<details><summary>${say('practice.webhooks.events', { count: events.length })}</summary><p>${names}</p></details><p><a href="/practice/webhooks?webhook=${id}" aria-describedby="${describedBy}">${say('practice.webhooks.deliveriesOf')}</a></p>`,
    acts: markup`${form(replay, { params: { id }, row: `webhook-${id}`, label: say('practice.webhooks.replay'), describedBy })}${form(removeWebhook, { params: { id }, label: say('practice.webhooks.remove'), describedBy })}`,
    hasFocus: said?.at === id,
  });
}

function newFields({ say }: Words, filled: Filled): Markup {
  const options = WEBHOOK_EVENTS.map((value) => ({ value, label: say(`practice.webhooks.on.${value}`) }));
  return markup`${field({ name: 'url', type: 'url', label: say('practice.webhooks.url'), hint: say('practice.webhooks.urlHint'), max: 500 }, filled)}${ticks({ name: 'events', legend: say('practice.webhooks.what'), options }, filled)}`;
}

function secret(value: string | undefined, { say }: Words): Markup {
  if (value === undefined) return markup`<p>${say('practice.webhooks.secretShownOnce')}</p>`;
  return copyBox({
    id: 'the-secret',
    label: say('practice.webhooks.secret'),
    text: value,
    copy: say('practice.staff.copy'),
    copied: say('frame.copied'),
    rows: 2,
  });
}

async function deliveries(webhook: string, { ask, words, query }: PageAsked): Promise<Markup> {
  const { say, time, number } = words;
  const { cursor } = query;
  const { items, nextCursor } = await ask('GET /webhooks/:id/deliveries', {
    params: { id: webhook },
    query: { limit: '50', ...(cursor === undefined ? {} : { cursor }) },
  });
  const title = say('practice.webhooks.deliveries');
  const heads = ['event', 'when', 'state', 'tries', 'answer'] as const;
  const sent = table({
    caption: title,
    columns: heads.map((name) => ({ head: say(`practice.webhooks.${name}`), isNumber: name === 'tries' })),
    rows: items.map(({ event, createdAt, status, attempts, answer }) => [
      event,
      time(createdAt),
      say(`practice.webhooks.status.${status}`),
      number(attempts),
      answer,
    ]),
  });
  const shown =
    items.length === 0 ? markup`<p class="empty">${say('practice.webhooks.noDeliveries')}</p>` : sent;
  return markup`<section><h2>${title}</h2>${shown}${listPager({ path: '/practice/webhooks', query, nextCursor }, words)}</section>`;
}
