import { markup, type Markup } from '../../http/markup.ts';
import { relyingPartyOf } from '../../policy/sign-in/relying-party.ts';
import type { Words } from '../words/words.ts';

/** Of the library, and our own, which shows the button where the browser has passkeys. */
export const PASSKEY_SCRIPTS = ['passkeys.js', 'passkey-button.js'];

/** Where the script asks what a passkey has to sign, where it brings what came of it, and where it leads then. */
type Addresses = { options: string; proof: string; to: string | null };

/** The button with which somebody shows who they are by a passkey; none where there can be none (an IP address). */
export function passkeyButton(
  publicUrl: string,
  { options, proof, to }: Addresses,
  say: Words['say'],
): Markup | null {
  if (relyingPartyOf(publicUrl) === null) return null;
  return markup`<p><button type="button" class="quiet" hidden data-passkey="prove" data-options="${options}" data-proof="${proof}" data-to="${to ?? '/'}" data-fault="${say('signIn.passkeyFault')}">${say('signIn.usePasskey')}</button></p>
<p class="fault" role="alert" id="passkey-fault"></p>`;
}
