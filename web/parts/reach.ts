import { markup, type Markup } from '../../http/markup.ts';

/** How to reach somebody, with a press; unseen while names are hidden, and never on paper. Nothing where neither is known. */
export function reach(phone: string | null, email: string | null): Markup | null {
  if (phone === null && email === null) return null;
  const ring = phone === null ? null : markup`<a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`;
  const write = email === null ? null : markup`<a href="mailto:${encodeURI(email)}">${email}</a>`;
  return markup`<span class="private">${ring}${ring && write ? ' · ' : null}${write}</span>`;
}
