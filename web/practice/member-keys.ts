import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { copyBox } from '../parts/copy-box.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { Member } from './member-page.ts';

export const issueKey = act({
  does: 'POST /staff/:id/api-keys',
  said: 'practice.staff.said.keyIssued',
  shows: 'once',
});

export const revokeKey = act({
  does: 'DELETE /staff/:id/api-keys/:keyId',
  address: '/staff/:id/api-keys/:keyId/revoke',
  said: 'practice.staff.said.keyRevoked',
  at: ({ params }) => params['keyId'] ?? null,
});

type Key = SuccessOf<'GET /staff/:id/api-keys'>['items'][number];

/** What programs do in somebody's name; a key is shown once, in the answer to the form that made it. */
export async function apiKeys(member: Member, asked: PageAsked): Promise<Markup | null> {
  const { ask, may, form, words, answerTo } = asked;
  const { say } = words;
  if (!may('GET /staff/:id/api-keys')) return null;
  const { id } = member;
  const { items } = await ask('GET /staff/:id/api-keys', { params: { id }, query: { limit: '100' } });
  const made = answerTo(issueKey);
  const keys = list({
    id: 'keys',
    label: say('practice.staff.keyList'),
    rows: items.map((key) => keyRow(id, key, asked)),
    empty: say('practice.staff.noKeys'),
  });
  const add =
    member.active &&
    form(issueKey, {
      params: { id },
      label: say('practice.staff.issueKey'),
      fields: (filled) =>
        markup`${field({ name: 'label', label: say('practice.staff.keyLabel'), max: 100 }, filled)}${dateField({ name: 'expiresAt', type: 'datetime-local', label: say('practice.staff.keyUntil'), hint: say('practice.staff.keyUntilHint') }, filled)}`,
    });
  return markup`<section><h2>${say('practice.staff.keys')}</h2><p>${say('practice.staff.keysHint')}</p>${made && shownKey(made.answer.apiKey, asked)}${keys}${add || null}</section>`;
}

function shownKey(key: string | undefined, { words: { say } }: PageAsked): Markup {
  if (key === undefined) return markup`<p>${say('practice.staff.keyShownOnce')}</p>`;
  return copyBox({
    id: 'the-key',
    label: say('practice.staff.theKey'),
    text: key,
    copy: say('practice.staff.copy'),
    copied: say('frame.copied'),
    rows: 2,
  });
}

function keyRow(staffId: string, key: Key, { words, form, said }: PageAsked): Markup {
  const { rich, say, time } = words;
  const { id, label, createdAt, expiresAt, lastUsedAt, revokedAt } = key;
  const used = lastUsedAt
    ? rich('practice.staff.keyUsed', { when: time(lastUsedAt) })
    : say('practice.staff.keyUnused');
  const ends = expiresAt && rich('practice.staff.keyEnds', { when: time(expiresAt) });
  const ended = revokedAt && rich('practice.staff.keyRevoked', { when: time(revokedAt) });
  const revoke = form(revokeKey, {
    params: { id: staffId, keyId: id },
    row: `key-${id}`,
    label: say('practice.staff.revokeKey'),
    describedBy: `key-${id}-title`,
  });
  return row({
    id: `key-${id}`,
    title: label,
    body: markup`<p>${rich('practice.staff.keyMade', { when: time(createdAt) })} ${ended ?? markup`${used} ${ends}`}</p>`,
    acts: revokedAt ? null : revoke,
    hasFocus: said?.at === id,
  });
}
