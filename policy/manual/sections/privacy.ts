import { caseDueAt, caseWarnAt, PRIVACY_CASES, type CaseKind } from '../../privacy/privacy-case.ts';
import {
  enquirerExpiresAt,
  nameExpiresAt,
  nameWarningAt,
  RETENTION_MS,
  retentionPeriodsOf,
} from '../../privacy/retention.ts';
import { retentionRows } from '../../privacy/text.ts';
import type { TaskKind } from '../../tasks/task-kinds.ts';
import { chapter, type Line, type ManualSection, type ManualStep } from '../chapter.ts';
import { msInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { PLAYED_FROM } from '../play/happening.ts';
import { BY_ITSELF, FALLS_TO, holder, owners } from '../who.ts';
import { taskAsks } from '../words.ts';

const CASES: Readonly<Record<CaseKind, { task: TaskKind; trigger: string }>> = {
  complaint: { task: 'answer_complaint', trigger: 'Somebody complains about how their data are handled' },
  incident: { task: 'report_incident', trigger: 'Something went to the wrong person, or was lost' },
  access: { task: 'answer_access', trigger: 'Somebody asks what we hold of them' },
};

/** How long things are kept, and the law's clocks (§3.4, §3.5, §3.8). */
export function privacyChapter(facts: ManualFacts): ManualSection {
  return chapter({
    key: 'privacy',
    title: 'Data: how long, and who is asked',
    goal: 'Nothing is kept longer than was said, and whoever asks has an answer in time.',
    rules: [
      'Whoever asks to be forgotten is: nothing leaves for them from that moment, then the mail provider’s copy goes, then everything here, within minutes, with proof.',
      'The line of the log keeps its number, and no name.',
      'Who looked at or changed what is noted, by number and never by name.',
    ],
    lines: kept(facts),
    steps: [...PRIVACY_CASES.map((kind) => caseStep(kind, facts)), ...names(facts), ...others(facts)],
  });
}

function kept({ policy, practice }: ManualFacts): Line[] {
  const { name, legalName, postalAddress, replyTo, phone, website, profile } = practice;
  const settings = { name, legalName, postalAddress, replyTo, phone, website, profile, policy };
  return retentionRows({ ...settings, ownMailAccount: false }).map(([what = '', long = '']) => [what, long]);
}

function caseStep(kind: CaseKind, facts: ManualFacts): ManualStep {
  const { task, trigger } = CASES[kind];
  const limit = since(caseDueAt(kind, PLAYED_FROM));
  return {
    key: `privacy/${kind}`,
    trigger,
    who: holder(facts, 'privacy'),
    byWhen: `within ${limit}`,
    words: taskAsks(task),
    ifNobody: `${FALLS_TO} After ${since(caseWarnAt(kind, PLAYED_FROM))} there is a second task, for ${owners(facts)}.`,
  };
}

function names(facts: ManualFacts): ManualStep[] {
  const periods = retentionPeriodsOf(facts.policy.retention);
  const sent = { receivedAt: PLAYED_FROM, byLetter: false, byLetterWithTheirYes: false, warnedAt: null };
  const enquirer = { lastContactAt: PLAYED_FROM, recordedAt: PLAYED_FROM, isClient: false, isWaiting: false };
  const goes = since(nameExpiresAt(sent, periods));
  const gone = since(enquirerExpiresAt(enquirer, periods) ?? PLAYED_FROM);
  return [
    {
      key: 'privacy/name-expires',
      trigger: `A first name that nobody followed up has been here for ${since(nameWarningAt(sent, periods))}`,
      who: holder(facts, 'firstContact'),
      byWhen: `before ${goes} are over`,
      words: taskAsks('name_expires'),
      ifNobody: `After ${goes} it goes by itself.`,
    },
    {
      key: 'privacy/enquirer-expires',
      trigger: `Somebody got in touch ${gone} ago, and is no client and on no waiting list`,
      who: BY_ITSELF,
      byWhen: `${gone} after the last contact, or after they were entered if that came later`,
      words: 'No words: their details go, and nobody is told.',
      ifNobody: 'Nobody is needed.',
    },
  ];
}

function others(facts: ManualFacts): ManualStep[] {
  return [
    {
      key: 'privacy/balance',
      trigger: 'What somebody asks to see may say something of another person',
      who: owners(facts),
      byWhen: `within ${since(caseDueAt('access', PLAYED_FROM))} of when they asked`,
      words: taskAsks('balance_export'),
      ifNobody: 'It stays withheld.',
    },
    {
      key: 'privacy/erase-by-hand',
      trigger: 'The mail provider could not be asked to remove its copy',
      who: holder(facts, 'privacy'),
      byWhen: 'the same day',
      words: taskAsks('erase_by_hand'),
      ifNobody: `${FALLS_TO} The erasure stays open, and shows as that.`,
    },
    {
      key: 'privacy/returned',
      trigger: 'A form names somebody who was erased',
      who: owners(facts),
      byWhen: `within ${msInWords(RETENTION_MS.returned)}; then it goes`,
      words: taskAsks('erased_returned'),
      ifNobody: 'Nothing of it is entered.',
    },
  ];
}

function since(moment: Date): string {
  return msInWords(moment.getTime() - PLAYED_FROM.getTime());
}
