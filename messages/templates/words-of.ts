import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SUBJECTS } from '../../policy/words.ts';
import { TEMPLATE_IDS, TEMPLATES, type TemplateId } from './catalogue.ts';

/** A version changes with the words, the subject's included, and with nothing else. */
export type Words = { source: string; version: string };

const WORDS = new Map(TEMPLATE_IDS.map((id) => [id, read(id)]));

/** The words of a message as they stood when the program started. */
export function wordsOf(id: TemplateId): Words {
  return WORDS.get(id) ?? read(id);
}

function read(id: TemplateId): Words {
  const source = readFileSync(new URL(`${id}.liquid`, import.meta.url), 'utf8');
  const words = `${SUBJECTS[TEMPLATES[id].subject]}\n\n${source}`;
  return { source, version: createHash('sha256').update(words).digest('hex').slice(0, 12) };
}
