import { writePrompt, promptTemplateFor, type PromptWords } from './prompt-block.ts';
import type { Rendered, SenderOf } from './render.ts';
import { writeMessage } from './write.ts';
import { PROMPT_IDS, TEMPLATES, type TemplateId } from './templates/catalogue.ts';
import { SAMPLE_URL } from './templates/samples.ts';
import type { Profile } from '../policy/practice/practice-terms.ts';
import { asMail, type Words } from './templates/words-of.ts';
import { TEMPLATE } from '../policy/outbound-mail/template-ids.ts';

/** How the words that are not being tried are found: those in force. */
type InForce = <Id extends TemplateId>(id: Id) => Promise<Words<Id>>;
type Practice = SenderOf & { profile: Profile };

const PROMPT_SAMPLE = {
  practice_name: 'Willow Practice',
  link: `${SAMPLE_URL}/p/willow/r/sample`,
  phone: '020 7946 0018',
  unsubscribe: `${SAMPLE_URL}/u/sample`,
};

/** A complete sample e-mail with these words and sample data; null where no e-mail uses them. */
export async function sampleMail(
  words: Words,
  practice: Practice,
  inForce: InForce,
): Promise<Rendered | null> {
  const mail = asMail(words);
  if (mail) return writeMessage(mail, TEMPLATES[mail.id].samples.typical, practice);
  const prompt = await promptWith(words, practice.profile, inForce);
  if (!prompt) return null;
  const carrier = await inForce(carries(prompt.prompt.id));
  const { block, footer } = await writePrompt(prompt, PROMPT_SAMPLE);
  const context = {
    ...TEMPLATES[carrier.id].samples.typical,
    prompt_block: block,
    prompt_footer: footer,
  };
  return { ...(await writeMessage(carrier, context, practice)), templateVersion: words.version };
}

/** The prompt and its footer, one of them being tried. */
async function promptWith(words: Words, profile: Profile, inForce: InForce): Promise<PromptWords | null> {
  const { id } = words;
  if (id === TEMPLATE.promptFooter) {
    const prompt = await inForce(promptTemplateFor('goal_reached', profile));
    return { prompt, footer: { ...words, id } };
  }
  const promptId = PROMPT_IDS.find((one) => one === id);
  if (!promptId) return null;
  return { prompt: { ...words, id: promptId }, footer: await inForce(TEMPLATE.promptFooter) };
}

/** The note in which a prompt is shown: an ending's in the ending note, every other in the follow-up. */
function carries(id: (typeof PROMPT_IDS)[number]) {
  const block = TEMPLATES[id];
  return block.part === 'prompt' && block.moments.includes('discharge')
    ? TEMPLATE.endingNote
    : TEMPLATE.followUp;
}
