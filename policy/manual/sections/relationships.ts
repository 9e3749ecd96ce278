import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { DRIED_UP_A_MONTH, NAMES_A_WEEK } from '../../relationships/weekly-choice.ts';
import { chapter, type ManualSection } from '../chapter.ts';
import { counted, durationInWords, listInWords, percentInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { holder, signerOf } from '../who.ts';
import { taskAsks, wordsOf } from '../words.ts';

/** How colleagues are kept in touch with (S64–S66, S75, S84, §4.5). */
export function relationshipsChapter(facts: ManualFacts): ManualSection {
  const { relationships, quiet } = facts.policy;
  const steps = relationships.new.map(durationInWords);
  return chapter({
    key: 'relationships',
    title: 'Keeping in touch with colleagues',
    goal: 'Nobody who sends people to us, or might, is forgotten, and nobody hears from us more than they would like.',
    rules: [
      `Whoever sent three people or more in a year is heard of every ${durationInWords(relationships.top)}; whoever sent somebody in half a year, every ${durationInWords(relationships.active)}; everybody else every ${durationInWords(relationships.dormant)}.${steps.length > 0 ? ` Whoever was met just now: after ${listInWords(steps)}.` : ''}`,
      `While we are full the pauses are ${relationships.fullFactor} times as long, and they end: nobody is dropped because we have no room.`,
      `Whatever goes both ways starts the clock anew: somebody who comes through them, a call, a coffee, a reply, "I gave out your name". Nobody is asked to get in touch within ${durationInWords(relationships.minGap)} of an e-mail that they did not ask for, and never more than one of those goes in that time.`,
      `A week has ${NAMES_A_WEEK} names at most; who is not among them waits for the next. Whoever has sent nobody for unusually long (a silence with a chance under ${percentInWords(quiet.dried)} if nothing had changed, without the time in which they knew that we were full) comes first: ${counted(DRIED_UP_A_MONTH, 'such name')} a month at most, and once more only after somebody came again.`,
      'A hello is never e-mailed by itself. Somebody presses for it, and it goes only to whom it may: who asked to be kept posted, or works for a company; nobody who asked for no more.',
      'A new connection has six months before anybody calls it failed.',
    ],
    steps: [
      {
        key: 'relationships/check-in',
        trigger: 'It is time to be in touch with a colleague again, and the week has a place',
        who: holder(facts, 'relationships'),
        byWhen: 'by the end of the week',
        words: [
          taskAsks('check_in'),
          `By e-mail, if it is pressed for:\n${wordsOf(facts, TEMPLATE.quietSource, { signer: signerOf(facts, 'relationships') })}`,
        ].join('\n\n'),
        ifNobody: 'The name goes back among those who wait, and the next week is chosen anew.',
      },
      {
        key: 'relationships/moved',
        trigger: 'A colleague works elsewhere now, and somebody notes it',
        who: holder(facts, 'relationships'),
        byWhen: 'within two weeks',
        words: taskAsks('find_successor'),
        ifNobody: 'The task stays. The colleague is kept in touch with where they are now.',
      },
    ],
  });
}
