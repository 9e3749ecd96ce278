import { isIP } from 'node:net';
import { markup, type Markup } from '../../http/markup.ts';

/** The name under which passkeys of this installation are made; null where it has none: a passkey needs a name. */
export function relyingParty(publicUrl: string): string | null {
  const { hostname } = new URL(publicUrl);
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : null;
}

/** The button for a passkey; its script shows it where the browser has any. */
export function passkeyOffer(publicUrl: string): Markup | null {
  if (relyingParty(publicUrl) === null) return null;
  return markup`<p><button type="button" class="quiet" id="use-passkey" hidden>Use a passkey</button></p><p id="passkey-fault" role="alert"></p>`;
}
