import { writeText } from './write.ts';
import { PROMPT_IDS, TEMPLATES, type PromptId } from './templates/catalogue.ts';
import type { Profile } from '../policy/practice/practice-terms.ts';
import type { MilestoneKind } from './templates/template.ts';
import type { Words } from './templates/words-of.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';

export type PromptWords = { prompt: Words<PromptId>; footer: Words<typeof TEMPLATE.promptFooter> };
export type PromptContext = {
  practice_name: string;
  link: string;
  phone?: string | undefined;
  unsubscribe: string;
  legal?: string | undefined;
};

/** The prompt for a milestone kind under this profile; the passive one where none was written for it. */
export function promptTemplateFor(kind: MilestoneKind, profile: Profile): PromptId {
  const fitting = PROMPT_IDS.find((id) => {
    const template = TEMPLATES[id];
    return template.part === 'prompt' && template.profile === profile && template.moments.includes(kind);
  });
  return fitting ?? TEMPLATE.promptPassive;
}

/** The prompt for a note's `prompt_block`, and the footer below the signature as its `prompt_footer`. */
export async function writePrompt(
  words: PromptWords,
  context: PromptContext,
): Promise<{ block: string; footer: string }> {
  const { practice_name, link, phone, unsubscribe, legal } = context;
  return {
    block: await writeText(words.prompt, { practice_name, link, phone }),
    footer: await writeText(words.footer, { unsubscribe, legal }),
  };
}
