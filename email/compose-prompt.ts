import type { EntityManager } from '@mikro-orm/postgresql';
import type { Practice } from '../entities/practice.ts';
import type { MilestoneKind } from '../policy/journeys/gate.ts';
import { promptTemplateFor, renderPrompt } from './prompt-block.ts';
import { publicLink, type PublicLink } from './public-link.ts';
import { liveWords } from './templates/live-words.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';

export type Prompt = {
  context: { prompt_block: string; prompt_footer: string };
  links: readonly PublicLink[];
  unsubscribeUrl: string;
  prompt: { template: string; version: string };
};

/** The prompt's block and its footer, with the client's own link and the one that says stop. */
export async function composePrompt(
  em: EntityManager,
  practice: Practice,
  clientId: string,
  { riding, publicUrl }: { riding: MilestoneKind; publicUrl: string },
): Promise<Prompt> {
  const template = promptTemplateFor(riding, practice.profile);
  const words = {
    prompt: await liveWords(em, practice.id, template),
    footer: await liveWords(em, practice.id, TEMPLATE.promptFooter),
  };
  const own = publicLink(publicUrl, practice, 'referrer', clientId);
  const stop = publicLink(publicUrl, practice, 'unsubscribe', clientId);
  const { block, footer } = renderPrompt(words, {
    practice_name: practice.name,
    link: own.url,
    phone: practice.phone ?? undefined,
    unsubscribe: stop.url,
    legal: legalLine(practice),
  });
  return {
    context: { prompt_block: block, prompt_footer: footer },
    links: [own, stop],
    unsubscribeUrl: stop.url,
    prompt: { template, version: words.prompt.version },
  };
}

/** Who stands behind the mail, where the practice said so. */
function legalLine({ legalName, postalAddress }: Practice): string | undefined {
  const parts = [legalName, postalAddress].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : undefined;
}
