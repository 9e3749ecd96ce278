import { HOLD_CODES } from '../../clients/client-terms.ts';
import { ANSWER_WITHIN_MS } from '../../tasks/answer-within.ts';
import { chapter, type ManualSection } from '../chapter.ts';
import { listInWords, msInWords, plainly } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { holder, OWN_PRACTITIONER } from '../who.ts';
import { taskAsks } from '../words.ts';

/** How staff say "not this client", and what becomes of a low answer (E4–E21, E14). */
export function holdsChapter(facts: ManualFacts): ManualSection {
  return chapter({
    key: 'holds',
    title: 'Not this client, not now',
    goal: 'One press keeps somebody from being asked or thanked by itself, and nobody has to say why.',
    rules: [
      `What can be put on a client: ${listInWords(HOLD_CODES.map(plainly), 'or')}; until a day, or for good.`,
      '“Held” has no reason: none is asked, none is kept. What is for good, its setter alone may undo, the same day.',
      'Why somebody is held back is for the owner and that client’s own practitioner. Everybody else reads “not now”.',
      'It acts at once, on what is under way too.',
    ],
    steps: [
      {
        key: 'holds/place',
        trigger: 'You know that this is not the client, or not the time',
        who: 'whoever knows it',
        byWhen: 'at once',
        words: '“Not now”, with a day; or “never”.',
        ifNobody: 'Everything that is on record is still asked before a line leaves.',
      },
      {
        key: 'holds/care',
        trigger: 'A client was not content when we asked how we did',
        who: OWN_PRACTITIONER,
        byWhen: `within ${msInWords(ANSWER_WITHIN_MS)}`,
        words: taskAsks('care_matter'),
        ifNobody: 'The task stays, and shows as overdue. They are not asked for a good word.',
      },
      {
        key: 'holds/public-yes',
        trigger: 'A yes came in on the open page, which somebody else could have given',
        who: holder(facts, 'acknowledge'),
        byWhen: 'at the next occasion',
        words: taskAsks('confirm_consent', { why: 'public_page' }),
        ifNobody: 'It does not count: they are not asked for a good word.',
      },
      {
        key: 'holds/two-records',
        trigger: 'Two records were made one, and only one of them had a yes',
        who: OWN_PRACTITIONER,
        byWhen: 'at the next occasion',
        words: taskAsks('ask_consent'),
        ifNobody: 'It does not count: they are not asked for a good word.',
      },
    ],
  });
}
