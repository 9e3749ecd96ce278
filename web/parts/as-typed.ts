import { markup, type Markup } from '../../http/markup.ts';

type AsTyped = {
  /** Where the form around it is sent to, a moment after somebody stopped typing. */
  action: string;
  /** The id of what is replaced by what the answer has there; the status comes along. */
  target: string;
  body: Markup;
};

/** Fields whose answer stands beside them while one types. Without JavaScript nothing happens: the form has a button for it. */
export function asTyped({ action, target, body }: AsTyped): Markup {
  return markup`<div hx-post="${action}" hx-trigger="input delay:700ms" hx-include="closest form" hx-target="#${target}" hx-select="#${target}" hx-swap="outerHTML" hx-select-oob="#status" hx-sync="this:replace">${body}</div>`;
}
