import { markup, type Markup } from '../../http/markup.ts';

type Fact = { term: Markup | string; detail: Markup | string; act?: Markup | null };

/** What is known, a line a fact, each with its own small act where there is one. */
export function summaryList(facts: readonly Fact[]): Markup {
  return markup`<dl class="facts">${facts.map(
    ({ term, detail, act = null }) =>
      markup`<div><dt>${term}</dt><dd>${detail}</dd>${act && markup`<dd>${act}</dd>`}</div>`,
  )}</dl>`;
}
