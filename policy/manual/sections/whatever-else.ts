import { TEMPLATE, type TemplateId } from '../../outbound-mail/template-ids.ts';
import { TASK_KINDS } from '../../tasks/task-kinds.ts';
import { chapter, type Line, type ManualSection } from '../chapter.ts';
import { capitalised, listInWords, plainly } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { settingLines } from '../setting-words.ts';
import { taskAsks, wordsOf } from '../words.ts';

/** Every task that there can be, in its own words. */
export function tasksChapter(_facts: ManualFacts): ManualSection {
  return chapter({
    key: 'tasks',
    title: 'Every task, in its words',
    goal: 'Whoever finds a task knows from its words what to do and what to say.',
    rules: [
      'A task is closed by what it asks for, or by pressing done. One that somebody else settled leaves by itself.',
      'A task can wait until the next working day, but what was promised to somebody is not put off past its deadline. It can be given to somebody who may settle it; where they are away, whoever stands in has it.',
      'Whoever said "by phone", "no answer" or "we reached them" can undo it until something has followed from it.',
      'Who put a task off, gave it away, took something back or opened it again is noted for good.',
    ],
    wordings: TASK_KINDS.map((kind) => ({
      title: capitalised(plainly(kind)),
      quote: taskAsks(kind, { enquirer: '{name}' }),
    })),
  });
}

/** Every message and page, in the words in force. */
export function wordingsChapter(facts: ManualFacts): ManualSection {
  return chapter({
    key: 'wordings',
    title: 'Every message, in its words',
    goal: 'What leaves in our name, and what people read on our pages, stands here as it is.',
    rules: [
      'In braces stands what is filled in for each person; in brackets, what stands there only then.',
      'The owner or the deputy changes these words; what leaves from then on uses them.',
    ],
    wordings: idsIn(facts).map((id) => ({
      title: `${facts.words[id].purpose}${facts.words[id].isOwn ? ' (our own words)' : ''}`,
      quote: wordsOf(facts, id),
    })),
  });
}

function idsIn({ words }: ManualFacts): TemplateId[] {
  return Object.values(TEMPLATE).filter((id) => Object.hasOwn(words, id));
}

const EMPTY =
  'Not written yet. An owner or the deputy writes it under the practice’s details, and it stands here from then on.';

/** Where the practice's own procedures stand, beside what runs (S44). */
export function besideChapter({ practice }: ManualFacts): ManualSection {
  return chapter({
    key: 'beside',
    title: 'Beside this',
    goal: 'One place for how we take people in and how we handle what is cancelled, next to what runs by itself.',
    rules: [
      practice.intakeProcedure && practice.cancellationPolicy
        ? 'Both are the practice’s own words.'
        : `What is still missing: ${EMPTY}`,
    ],
    wordings: [
      { title: 'Our intake procedure', quote: practice.intakeProcedure ?? EMPTY },
      { title: 'Our cancellation policy', quote: practice.cancellationPolicy ?? EMPTY },
    ],
  });
}

/** The practice as people reach it, and every setting of its policy. */
export function settingsChapter(facts: ManualFacts): ManualSection {
  return chapter({
    key: 'settings',
    title: 'Every setting, as it is',
    goal: 'Nothing that decides what happens here is hidden.',
    rules: [
      'The owner or the deputy changes these; every change is noted, and makes a new version of this manual.',
    ],
    lines: [...practiceLines(facts), ...serviceLines(facts), ...settingLines(facts)],
  });
}

function practiceLines({ practice }: ManualFacts): Line[] {
  const {
    promptsSignedOff,
    hasAutoresponder,
    intakeProcedure: _intake,
    cancellationPolicy: _cancels,
    ...shown
  } = practice;
  const lines = Object.entries(shown).map(([field, value]): Line => [
    `The practice: ${plainly(field)}`,
    value ?? 'not said yet',
  ]);
  return [
    ...lines,
    ['The practice: has an automatic reply', hasAutoresponder ? 'yes' : 'no'],
    ['The practice: prompts signed off', promptsSignedOff ? 'yes' : 'no'],
  ];
}

function serviceLines({ serviceLines: lines }: ManualFacts): Line[] {
  return lines.map(({ name, stages }) => [
    `What we offer: ${name}`,
    stages.length > 0
      ? listInWords(stages.map((stage) => `${stage.name} (${plainly(stage.phase)})`))
      : 'no stages',
  ]);
}
