import type { EntityManager } from '@mikro-orm/postgresql';
import type { Client } from '../entities/client.ts';
import type { Practice } from '../entities/practice.ts';
import type { MilestoneKind } from '../policy/journeys/gate.ts';
import { legalLine } from '../policy/practice/legal-line.ts';
import { promptTemplateFor, writePrompt } from './prompt-block.ts';
import { clientInLink, publicLink, type PublicLink } from './public-link.ts';
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
  client: Client,
  { riding, publicUrl }: { riding: MilestoneKind; publicUrl: string },
): Promise<Prompt> {
  const template = promptTemplateFor(riding, practice.profile);
  const words = {
    prompt: await liveWords(em, practice.id, template),
    footer: await liveWords(em, practice.id, TEMPLATE.promptFooter),
  };
  const own = publicLink(publicUrl, practice, 'referrer', clientInLink(client, 'referrer'));
  const stop = publicLink(publicUrl, practice, 'unsubscribe', clientInLink(client, 'unsubscribe'));
  const { block, footer } = await writePrompt(words, {
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
