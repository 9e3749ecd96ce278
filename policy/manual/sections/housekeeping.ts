import { maxCheckIntervalMs, retentionPeriodsOf } from '../../privacy/retention.ts';
import { ANSWER_WITHIN_MS } from '../../tasks/answer-within.ts';
import { BACKOFF_MS } from '../../webhooks/delivery-attempt.ts';
import { DAY_MS } from '../../calendar/units.ts';
import { chapter, type ManualSection } from '../chapter.ts';
import { counted, msInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { BY_ITSELF, owners } from '../who.ts';
import { taskAsks } from '../words.ts';

/** What runs without anybody, and what of it comes back to a person (S39, S40). */
export function housekeepingChapter(facts: ManualFacts): ManualSection {
  const every = msInWords(maxCheckIntervalMs(retentionPeriodsOf(facts.policy.retention)));
  const tried = Math.round(BACKOFF_MS.reduce((sum, ms) => sum + ms, 0) / DAY_MS);
  const soon = `within ${msInWords(ANSWER_WITHIN_MS)}`;
  return chapter({
    key: 'housekeeping',
    title: 'What runs by itself',
    goal: 'No promise lives in anybody’s memory: a restart, a holiday or a day without mail delays one and loses none.',
    rules: [
      `At least every ${every} it is looked at what is kept no longer, which limit of the law is near, and who is away.`,
      'Changed settings reach what is under way at its next step.',
      `Other programs that asked to hear of things get numbers, kinds and times, never a name; each is tried for about ${counted(tried, 'day')}.`,
    ],
    steps: [
      {
        key: 'housekeeping/purge',
        trigger: 'Something has been kept as long as was said',
        who: BY_ITSELF,
        byWhen: `at its time, looked at every ${every} at least`,
        words: 'No words are needed.',
        ifNobody: 'Nobody is needed.',
      },
      {
        key: 'housekeeping/absence',
        trigger: 'Somebody’s absence begins, or somebody leaves',
        who: BY_ITSELF,
        byWhen: 'on their first day, by the practice’s own calendar',
        words: 'No words: their open tasks go to whoever stands in.',
        ifNobody: 'Where nobody stands in, the tasks stay, and what can go by itself goes.',
      },
      {
        key: 'housekeeping/return',
        trigger: 'They are back',
        who: 'whoever was away',
        byWhen: soon,
        words: taskAsks('read_digest', { moved: null }).replace(
          /Settled: 0; (.*): 0\./,
          'Settled: {n}; $1: {n}.',
        ),
        ifNobody: 'Nothing of it waits for them.',
      },
      {
        key: 'housekeeping/webhook',
        trigger: 'A program that asked to hear of things does not answer',
        who: owners(facts),
        byWhen: soon,
        words: taskAsks('mend_webhook'),
        ifNobody: 'What it missed is kept, and can be played again.',
      },
      {
        key: 'housekeeping/look-into',
        trigger: 'Something could not be done by itself, or an agency proposes a change',
        who: owners(facts),
        byWhen: 'the same day',
        words: [undefined, 'form_given_up', 'policy_proposed', 'words_proposed']
          .map((why) => taskAsks('look_into', { why: why ?? null }))
          .join('\n\n'),
        ifNobody: 'What is in force stays in force.',
      },
    ],
  });
}
