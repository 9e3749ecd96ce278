import { markup, type Markup } from '../../http/markup.ts';
import { copyBox } from '../parts/copy-box.ts';
import { field } from '../parts/field.ts';
import { folded } from '../parts/folded.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import type { PageAsked } from '../staff-page.ts';
import { endCredential, issueCredential, removeToken, setToken } from './mail-acts.ts';
import type { Practice } from './mail-page.ts';

/** By which server mails leave, and by what that server shows that it is it. */
export async function mailServer(practice: Practice, asked: PageAsked): Promise<Markup> {
  const { words, form } = asked;
  const { say } = words;
  const hasOwn = practice.postmarkServerToken !== null;
  const set = form(setToken, {
    label: say('practice.mail.setToken'),
    fields: (filled) =>
      field(
        {
          name: 'postmarkServerToken',
          label: say('practice.mail.token'),
          hint: say('practice.mail.tokenHint'),
          max: 100,
        },
        { ...filled, fields: {} },
      ),
  });
  const remove = hasOwn ? form(removeToken, { label: say('practice.mail.removeToken') }) : null;
  return markup`<section><h2>${say('practice.mail.server')}</h2><p>${say(hasOwn ? 'practice.mail.serverSet' : 'practice.mail.serverNone')}</p>${remove}${folded(say('practice.mail.token'), set)}${await credentials(asked)}</section>`;
}

async function credentials({ ask, words, form, answerTo, said }: PageAsked): Promise<Markup> {
  const { say, rich, time } = words;
  const { items } = await ask('GET /practice/hook-credentials');
  const rows = items.map(({ id, user, createdAt }) =>
    row({
      id: `credential-${id}`,
      title: user,
      body: markup`<p>${rich('practice.mail.credentialMade', { when: time(createdAt) })}</p>`,
      acts: form(endCredential, {
        params: { id },
        label: say('practice.mail.endCredential'),
        describedBy: `credential-${id}-title`,
      }),
      hasFocus: said?.at === id,
    }),
  );
  const made = answerTo(issueCredential);
  const shown = list({
    id: 'credentials',
    label: say('practice.mail.credentials'),
    rows,
    empty: say('practice.mail.noCredentials'),
  });
  const add = form(issueCredential, { label: say('practice.mail.issueCredential') });
  return markup`<h3>${say('practice.mail.credentials')}</h3><p class="hint">${say('practice.mail.credentialsHint')}</p>${made && secret(made.answer, say)}${shown}${add}`;
}

function secret(
  { user, password }: { user: string; password?: string | undefined },
  say: PageAsked['words']['say'],
): Markup {
  if (password === undefined) return markup`<p>${say('practice.mail.credentialShownOnce')}</p>`;
  const box = (id: string, label: string, text: string) =>
    copyBox({ id, label, text, copy: say('practice.staff.copy'), copied: say('frame.copied'), rows: 1 });
  return markup`${box('the-user', say('practice.mail.user'), user)}${box('the-password', say('practice.mail.password'), password)}`;
}
