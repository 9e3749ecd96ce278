import { markup, type Markup } from '../../http/markup.ts';
import { tag, type Tone } from './tag.ts';

type Step = {
  href: string;
  title: string;
  hint?: string;
  /** Its state in a word or two; what is done is said without a colour. */
  state: string;
  tone?: Tone;
  isDone: boolean;
};

/** Steps of something long that are done in any order; the whole line leads to the step. */
export function taskList(label: string, steps: readonly Step[]): Markup {
  const lines = steps.map(({ href, title, hint, state, tone, isDone }) => {
    const more = hint === undefined ? null : markup`<p class="hint">${hint}</p>`;
    return markup`<li><div><a href="${href}">${title}</a>${more}</div>${isDone ? markup`<span>${state}</span>` : tag(state, tone)}</li>`;
  });
  return markup`<ul class="tasks" role="list" aria-label="${label}">${lines}</ul>`;
}
