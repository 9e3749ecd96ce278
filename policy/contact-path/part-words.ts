import type { ContactPart } from './contact-parts.ts';

/** What does not work, and what to do next, for whoever finds the task (S41, S81). */
const WORDS: Readonly<Record<ContactPart, string>> = {
  form: 'Your form “Get in touch” does not take in what people send. Until it does, say on your website and your voicemail how else to reach you, and have whoever runs Kindword look at it.',
  professionals_form:
    'Your form for professionals does not take in what they send. Until it does, colleagues can ring or write; have whoever runs Kindword look at it.',
  inbound:
    'Mail to your inbound address does not come in, so that introductions and replies may be waiting somewhere. Look at the address, and have whoever runs Kindword look at the mail provider and its inbound hook.',
  website:
    'Your website, or the privacy page or video that your pages lead to, does not answer. Open each of them; if it is gone, put the address right under the practice’s details, else tell whoever looks after it.',
  links:
    'The links that people pass on do not open. Whoever has one cannot reach you by it: have whoever runs Kindword look at it.',
  widget: 'What your website shows of your places does not load. Have whoever runs Kindword look at it.',
  cards: 'A practitioner’s card does not open. Have whoever runs Kindword look at it.',
  autoresponse:
    'The automatic reply of your mailbox did not come. Look whether it is still switched on and answers everybody; if you have none any more, say so under the practice’s details.',
};

const ENDS = 'The task ends by itself once it works again.';

export function failureWords(part: string | null): string {
  const known = Object.entries(WORDS).find(([name]) => name === part);
  return `${known?.[1] ?? 'A way on which people reach you does not work: see which under the contact path, and have it mended.'} ${ENDS}`;
}
