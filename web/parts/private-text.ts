import { markup, type Markup } from '../../http/markup.ts';

/** Free text in which somebody may be named: unseen while names are hidden, and never on paper. */
export function privateText(text: string): Markup {
  return markup`<span class="private">${text}</span>`;
}
