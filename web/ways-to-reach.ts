import type { Practice } from '../entities/practice.ts';
import { markup, type Markup } from '../http/markup.ts';

/** Telephone, website and e-mail, as far as a practice has them. */
export function waysToReach({ phone, website, replyTo }: Practice): Markup {
  return markup`<dl>
${phone ? markup`<dt>Phone</dt><dd><a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a></dd>` : null}
${website ? markup`<dt>Website</dt><dd><a href="${website}" rel="noreferrer">${speakable(website)}</a></dd>` : null}
<dt>E-mail</dt><dd><a href="mailto:${mailbox(replyTo)}">${replyTo}</a></dd>
</dl>`;
}

/** One sentence that can be said aloud, months later: our name spelt right, one place to look and one number (S3). */
export function wordsToPassOn({ name, phone, website, replyTo }: Practice): string {
  if (website) return `Try ${name} – ${speakable(website)}${phone ? `, or ring ${phone}` : ''}.`;
  return phone ? `Try ${name} – ring ${phone}.` : `Try ${name} – write to ${replyTo}.`;
}

function speakable(website: string): string {
  return website.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}

/** An address inside a link. */
export function mailbox(email: string): string {
  return encodeURIComponent(email).replace('%40', '@');
}
