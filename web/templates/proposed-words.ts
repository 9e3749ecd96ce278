import { markup, type Markup } from '../../http/markup.ts';
import type { PageAsked } from '../staff-page.ts';
import { acceptWords, declineWords } from './template-acts.ts';
import type { Template } from './template-page.ts';

/** What an agency proposes, for the owner to decide; nothing where nothing waits. */
export function proposedWords({ id, proposed }: Template, { words, form }: PageAsked): Markup | null {
  if (!proposed) return null;
  const { say, rich, time } = words;
  const params = { id, version: String(proposed.version) };
  const accept = form(acceptWords, { params, label: say('templates.accept'), kind: 'main' });
  const decline = form(declineWords, { params, label: say('templates.decline') });
  return markup`<section class="row"><div><h2 class="title">${say('templates.proposal')}</h2><p>${rich('templates.proposalBy', { when: time(proposed.proposedAt) })}</p><div class="words">${proposed.source.trim()}</div></div><div class="acts">${accept}${decline}</div></section>`;
}
