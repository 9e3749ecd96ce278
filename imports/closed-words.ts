import type { WrongField } from '../facts/refusal.ts';
import { PROFESSIONAL_WORDS } from './professional-columns.ts';
import { SATISFACTION_WORDS } from './satisfaction-columns.ts';
import { SESSION_WORDS } from './session-columns.ts';
import { SOURCE_LOG_WORDS } from './source-log-columns.ts';
import type { WordList } from './word-lists.ts';

type ClosedWords = { entity: string; lists: Readonly<Record<string, WordList>> };

export const WORD_FILES = ['sessions', 'source-log', 'satisfaction', 'professionals'] as const;
type WordFile = (typeof WORD_FILES)[number];

/** The fields of closed words, by kind of file. */
export const CLOSED_WORDS: Readonly<Record<WordFile, ClosedWords>> = {
  sessions: { entity: 'session', lists: SESSION_WORDS },
  'source-log': { entity: 'source_log', lists: SOURCE_LOG_WORDS },
  satisfaction: { entity: 'satisfaction', lists: SATISFACTION_WORDS },
  professionals: { entity: 'professional', lists: PROFESSIONAL_WORDS },
};

/** What is wrong with a word that shall be remembered. */
export function wrongWord(
  { file, field, means }: { file: WordFile; field: string; means: string },
  path: string,
): WrongField[] {
  const { lists } = CLOSED_WORDS[file];
  const list = lists[field];
  if (!list)
    return [{ path: `${path}.field`, message: `must be one of ${Object.keys(lists).join(', ')} in ${file}` }];
  return list.open || list.values.includes(means)
    ? []
    : [{ path: `${path}.means`, message: `must be one of ${list.values.join(', ')}` }];
}

/** The kind of file whose records are called so. */
export function fileOf(entity: string): WordFile {
  return WORD_FILES.find((file) => CLOSED_WORDS[file].entity === entity) ?? 'sessions';
}
