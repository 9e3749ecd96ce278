import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SUBJECTS } from '../../policy/outbound-mail/subjects.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { MAIL_IDS, TEMPLATE_IDS, TEMPLATES, type MailId, type TemplateId } from './catalogue.ts';

/** The words of one message. A version changes with the words, the subject's included, and with nothing else. */
export type Words<Id extends TemplateId = TemplateId> = {
  id: Id;
  source: string;
  version: string;
  /** The practice that wrote them; null: they are built in. */
  writtenBy: string | null;
};

const BUILT_IN = new Map(TEMPLATE_IDS.map((id) => [id, read(id)]));

/** The built-in words of a message, as they stood when the program started. */
export function wordsOf<Id extends TemplateId>(id: Id): Words<Id> {
  const source = BUILT_IN.get(id) ?? read(id);
  return { id, source, version: hashOf(id, source), writtenBy: null };
}

/** A practice's own words under their version number; without one they are a draft. */
export function ownWords<Id extends TemplateId>(
  id: Id,
  source: string,
  { writtenBy, number }: { writtenBy: string; number?: number },
): Words<Id> {
  const name = number === undefined ? 'draft' : `v${number}`;
  return { id, source, version: `${name}-${hashOf(id, source).slice(0, 8)}`, writtenBy };
}

/** The same words, known to be those of a mail; null when they are not. */
export function asMail(words: Words): Words<MailId> | null {
  const id = MAIL_IDS.find((mail) => mail === words.id);
  return id ? { ...words, id } : null;
}

function read(id: TemplateId): string {
  const name = Object.entries(TEMPLATE).find(([, one]) => one === id)?.[0] ?? id;
  const file = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return readFileSync(new URL(`${file}.liquid`, import.meta.url), 'utf8');
}

function hashOf(id: TemplateId, source: string): string {
  const template = TEMPLATES[id];
  const subject = template.form === 'mail' ? `${SUBJECTS[template.subject]}\n\n` : '';
  return createHash('sha256').update(`${subject}${source}`).digest('hex').slice(0, 12);
}
