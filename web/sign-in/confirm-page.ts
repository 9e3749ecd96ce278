import { markup } from '../../http/markup.ts';
import { staticUrl } from '../../http/static-files.ts';
import { errorSummary } from '../parts/error-summary.ts';
import { field } from '../parts/field.ts';
import { button } from '../parts/form.ts';
import { staffPage } from '../staff-page.ts';
import { ownPath } from './own-path.ts';
import { passkeyButton, PASSKEY_SCRIPTS } from './passkey-button.ts';

/** Before what cannot be undone, or hands something out: whose browser this is, shown once more, for ten minutes. */
export const confirmPage = staffPage({
  address: '/me/confirm',
  filters: ['to', 'sent', 'wrong'],
  async show({ ask, words, query, publicUrl }) {
    const { say } = words;
    const to = ownPath(query['to']) ?? '/';
    const goesTo = markup`<input type="hidden" name="to" value="${to}">`;
    const { items: passkeys } = await ask('GET /me/passkeys');
    const filled = {
      fields: {},
      faults: query['wrong'] === 'yes' ? { code: say('signIn.codeWrong') } : {},
    };
    const code = field(
      { name: 'code', label: say('signIn.code'), type: 'code', max: 20, hasFocus: true },
      filled,
    );
    const byCode =
      query['sent'] === 'yes'
        ? markup`<p>${say('signIn.confirm.sent')}</p><form method="post" action="/me/confirm" novalidate>${goesTo}${code}${button(say('signIn.confirm.button'))}</form>`
        : null;
    const sendAgain = markup`<form method="post" action="/me/confirm/code">${goesTo}<p><button${byCode ? markup` class="quiet"` : null}>${say(byCode ? 'signIn.confirm.again' : 'signIn.confirm.send')}</button></p></form>`;
    const addresses = { options: '/me/confirm/passkey/options', proof: '/me/confirm/passkey', to };
    const passkey = passkeys.length > 0 ? passkeyButton(publicUrl, addresses, say) : null;
    const scripts = passkey
      ? PASSKEY_SCRIPTS.map((name) => markup`<script src="${staticUrl(name)}" defer></script>`)
      : [];
    return {
      title: say('signIn.confirm.title'),
      body: markup`<p>${say('signIn.confirm.why')}</p>${errorSummary(filled, say('signIn.lookAgain'))}${byCode}${sendAgain}${passkey}${scripts}`,
    };
  },
});
