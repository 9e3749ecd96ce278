import { markup, type Markup } from '../../http/markup.ts';
import type { PageAsked } from '../staff-page.ts';
import { named } from '../parts/named.ts';
import { acceptRules, declineRules } from './policy-acts.ts';
import { sentenceOf, type Telling } from './rule-words.ts';
import { rulesOf, SECTIONS } from './rules.ts';
import type { Policy } from './telling.ts';

/** What an agency proposes, sentence by sentence, for the owner to decide; nothing where nothing waits. */
export function proposal(policy: Policy, telling: Telling, { words, form }: PageAsked): Markup | null {
  const { proposed } = policy;
  if (!proposed) return null;
  const { say } = words;
  const changes = SECTIONS.flatMap((section) =>
    rulesOf(section).flatMap((rule) => {
      const [now, then] = [sentenceOf(rule, policy, telling), sentenceOf(rule, proposed.policy, telling)];
      if (now === then) return [];
      return [markup`<li>${then} <small>(${say('policy.proposal.from', { sentence: now })})</small></li>`];
    }),
  );
  const who = telling.staff.find(({ id }) => id === proposed.proposedBy)?.name;
  const by = who === undefined ? say('policy.proposal.byAgency') : named(who);
  const params = { version: String(proposed.version) };
  const accept = form(acceptRules, { params, label: say('policy.proposal.accept'), kind: 'main' });
  const decline = form(declineRules, { params, label: say('policy.proposal.decline') });
  return markup`<section class="row"><div><h2 class="title">${say('policy.proposal.title')}</h2><p>${words.rich('policy.proposal.by', { who: by, when: words.time(proposed.proposedAt) })}</p>${changes.length === 0 ? markup`<p>${say('policy.proposal.none')}</p>` : markup`<ul>${changes}</ul>`}</div><div class="acts">${accept}${decline}</div></section>`;
}
