import { answersWithinHours } from '../enquiries/enquiry-rules.ts';
import { SUBJECTS } from '../outbound-mail/subjects.ts';
import { TEMPLATE, type TemplateId } from '../outbound-mail/template-ids.ts';
import { crisisRouteIn } from '../practice/crisis-route.ts';
import { legalLine } from '../practice/legal-line.ts';
import { taskWords, type TaskFacts } from '../tasks/task-words.ts';
import type { TaskKind } from '../tasks/task-kinds.ts';
import { fillableWords, type Known } from './fillable-words.ts';
import type { ManualFacts } from './manual-facts.ts';
import { signerOf } from './who.ts';

/** The exact words of a message, with its subject where it is an e-mail; `also`: what is certain on this occasion. */
export function wordsOf(facts: ManualFacts, id: TemplateId, also: Known = {}): string {
  const { subject, source } = facts.words[id];
  const words = fillableWords(source, { ...knownIn(facts, id), ...also });
  return subject === null ? words : `Subject: ${subject}\n\n${words}`;
}

/** The subject of an e-mail as this practice's mails have it. */
export function subjectIn(neutralSenderName: string, subject: keyof typeof SUBJECTS): string {
  return SUBJECTS[subject].replace('{neutral_sender_name}', neutralSenderName);
}

function knownIn(facts: ManualFacts, id: TemplateId): Known {
  const { practice, policy } = facts;
  const { phone, website, profile } = practice;
  const everywhere: Known = {
    practice_name: practice.name,
    phone,
    crisis_route: crisisRouteIn(practice),
    hours: String(answersWithinHours(policy)),
    legal: legalLine(practice) ?? null,
    own_words: null,
  };
  if (THANKS.has(id))
    return {
      ...everywhere,
      signer: signerOf(facts, 'acknowledge'),
      ...(profile === 'US_STRICT' ? { person: null } : {}),
    };
  return id === TEMPLATE.endingNote ? { ...everywhere, link: website } : everywhere;
}

const THANKS: ReadonlySet<TemplateId> = new Set([
  TEMPLATE.thanksPersonal,
  TEMPLATE.thanksColleague,
  TEMPLATE.thanksClinic,
]);

const ANYBODY: Omit<TaskFacts, 'kind'> = {
  number: '{number}',
  referrer: '{referrer}',
  client: '{client}',
  enquirer: null,
  colleague: '{colleague}',
  other: '{other client}',
  why: null,
};

/** What a task asks, in the words in which it asks it; braces hold the place of whom it is about. */
export function taskAsks(kind: TaskKind, about: Partial<TaskFacts> = {}): string {
  return taskWords({ ...ANYBODY, ...about, kind });
}
