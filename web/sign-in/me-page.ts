import type { SuccessOf } from '../../api/ask.ts';
import { LANGUAGES, TAKE_BACK_SECONDS, COLOUR_SCHEMES } from '../../policy/practice/preferences.ts';
import { relyingPartyOf } from '../../policy/sign-in/relying-party.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { staticUrl } from '../../http/static-files.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { LANGUAGE_NAMES } from '../words/languages.ts';
import { PASSKEY_SCRIPTS } from './passkey-button.ts';

const save = act({
  does: 'PATCH /me',
  address: '/me',
  said: 'signIn.me.said.saved',
  at: () => null,
  body: (fields) => ({
    preferences: {
      language: fields.get('preferences.language') || null,
      singleKeyShortcuts: fields.get('preferences.singleKeyShortcuts') === 'yes',
      takeBackSeconds: Number(fields.get('preferences.takeBackSeconds')),
      colourScheme: fields.get('preferences.colourScheme'),
    },
  }),
});
const signOutThere = act({
  does: 'DELETE /me/sessions/:id',
  address: '/me/sessions/:id/remove',
  said: 'signIn.me.said.signedOut',
});
const signOutEverywhere = act({
  does: 'DELETE /me/sessions',
  address: '/me/sessions/remove',
  said: 'signIn.me.said.everywhere',
  to: () => '/sign-in',
});
const removePasskey = act({
  does: 'DELETE /me/passkeys/:id',
  address: '/me/passkeys/:id/remove',
  said: 'signIn.me.said.removed',
});

/** How somebody likes their pages, and where they are signed in. */
export const mePage = staffPage({
  address: '/me',
  acts: [save, signOutThere, signOutEverywhere, removePasskey],
  async show(asked) {
    const { ask, words, form } = asked;
    const me = await ask('GET /me');
    const { items: sessions } = await ask('GET /me/sessions');
    const { items: passkeys } = await ask('GET /me/passkeys');
    const { items: places } = await ask('GET /me/practices');
    const { say } = words;
    const preferences = form(save, {
      label: say('signIn.me.save'),
      kind: 'main',
      initial: {
        'preferences.language': me.preferences.language,
        'preferences.singleKeyShortcuts': me.preferences.singleKeyShortcuts ? 'yes' : null,
        'preferences.takeBackSeconds': String(me.preferences.takeBackSeconds),
        'preferences.colourScheme': me.preferences.colourScheme,
      },
      fields: (
        filled,
      ) => markup`${select({ name: 'preferences.language', label: say('signIn.me.language'), blank: say('signIn.me.asBrowser'), options: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })) }, filled)}
${select({ name: 'preferences.takeBackSeconds', label: say('signIn.me.takeBack'), hint: say('signIn.me.takeBackHint'), options: TAKE_BACK_SECONDS.map((seconds) => ({ value: String(seconds), label: say('signIn.me.seconds', { seconds }) })) }, filled)}
${select({ name: 'preferences.colourScheme', label: say('signIn.me.colours'), options: COLOUR_SCHEMES.map((value) => ({ value, label: say(`signIn.me.colours.${value}`) })) }, filled)}
${tick({ name: 'preferences.singleKeyShortcuts', label: say('signIn.me.keys'), hint: say('signIn.me.keysHint') }, filled)}`,
    });
    const elsewhere =
      places.length > 1 ? markup`<p><a href="/practices">${say('signIn.me.practices')}</a></p>` : null;
    const body = markup`<p><span class="private">${me.email}</span></p>${elsewhere}
<section aria-labelledby="preferences"><h2 id="preferences">${say('signIn.me.preferences')}</h2>${preferences}</section>
<section aria-labelledby="devices"><h2 id="devices">${say('signIn.me.devices')}</h2>
${list({ id: 'sessions', label: say('signIn.me.devices'), rows: sessions.map((one) => sessionRow(one, asked)), empty: say('signIn.me.noDevices') })}
${form(signOutEverywhere, { label: say('signIn.me.everywhere'), backTo: '/me' })}</section>
<section aria-labelledby="passkeys"><h2 id="passkeys">${say('signIn.me.passkeys')}</h2>
${list({ id: 'own-passkeys', label: say('signIn.me.passkeys'), rows: passkeys.map((one) => passkeyRow(one, asked)), empty: say('signIn.me.noPasskeys') })}
${addPasskey(asked)}</section>`;
    return { title: say('signIn.me.title'), body };
  },
});

function sessionRow(
  { id, device, lastUsedAt, isThis }: SuccessOf<'GET /me/sessions'>['items'][number],
  { form, words }: PageAsked,
): Markup {
  return row({
    id: `session-${id}`,
    title: device,
    body: markup`<p>${isThis ? words.say('signIn.me.thisDevice') : words.rich('signIn.me.lastUsed', { at: words.time(lastUsedAt) })}</p>`,
    acts: isThis
      ? null
      : form(signOutThere, {
          params: { id },
          label: words.say('signIn.me.signOutThere'),
          describedBy: `session-${id}-title`,
        }),
  });
}

function passkeyRow(
  { id, name, createdAt }: SuccessOf<'GET /me/passkeys'>['items'][number],
  { form, words }: PageAsked,
): Markup {
  return row({
    id: `passkey-${id}`,
    title: name,
    body: markup`<p>${words.rich('signIn.me.added', { at: words.time(createdAt) })}</p>`,
    acts: form(removePasskey, { params: { id }, label: words.say('signIn.me.remove', { name }) }),
  });
}

/** The browser makes it, so that this alone needs a script; it is asked first who somebody is. */
function addPasskey({ publicUrl, session, words, tx }: PageAsked): Markup {
  if (relyingPartyOf(publicUrl) === null) return markup`<p>${words.say('signIn.me.noHost')}</p>`;
  const isConfirmed = session.steppedUpUntil !== null && session.steppedUpUntil > tx.now;
  if (!isConfirmed)
    return markup`<form method="get" action="/me/confirm"><input type="hidden" name="to" value="/me"><button class="quiet">${words.say('signIn.me.addPasskey')}</button></form><p class="hint">${words.say('signIn.me.confirmFirst')}</p>`;
  return markup`<p><button type="button" class="quiet" hidden data-passkey="add" data-options="/api/v1/me/passkeys/options" data-proof="/api/v1/me/passkeys" data-to="/me" data-name="${words.say('signIn.me.passkeyName', { day: words.day(tx.now) })}" data-fault="${words.say('signIn.me.addFault')}">${words.say('signIn.me.addPasskey')}</button></p>
<p class="fault" role="alert" id="passkey-fault"></p>${scripts()}`;
}

function scripts(): Markup {
  return markup`${PASSKEY_SCRIPTS.map((name) => markup`<script src="${staticUrl(name)}" defer></script>`)}`;
}
