import { markup, type Markup } from '../../http/markup.ts';

/** What is needed now and then, behind words that open it; open where a form in it could not be taken. */
export function folded(words: string, body: Markup | null): Markup | null {
  if (body === null) return null;
  const isOpen = body.text.includes('class="fault"') ? markup` open` : null;
  return markup`<details${isOpen}><summary>${words}</summary>${body}</details>`;
}
