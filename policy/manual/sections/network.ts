import { FRAGILE_BECAUSE } from '../../network/fragile-words.ts';
import { RISK_FLAGS } from '../../network/network-terms.ts';
import { chapter, type Line, type ManualSection } from '../chapter.ts';
import { listInWords, percentInWords, plainly } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';

/** What is seen of the network, and when (S62–S69, S80, S84). */
export function networkChapter({ policy }: ManualFacts): ManualSection {
  const { concentration, quiet, fittingKinds } = policy;
  return chapter({
    key: 'network',
    title: 'Seeing the network',
    goal: 'What could make the practice fragile is seen early, and said calmly.',
    rules: [
      'The owner, a deputy and the desk see all of it at any time (GET /network); part five of the monthly review shows it without names.',
      'It opens with the names of the week: why now, words to say, and what we know of each of them with the day on which that was last confirmed.',
      `How much hangs on few: from ${percentInWords(concentration.watch)} of the new clients through one source, or few sources altogether, it is said, with kinds of colleague that would make it steadier; from ${percentInWords(concentration.alert)} it is said first. Below ten new clients it is too early to tell.`,
      `Who is quiet: by each source's own rhythm, without the time in which they knew that we were full. A silence with a chance under ${percentInWords(quiet.watch)} is watched; under ${percentInWords(quiet.dried)} it is a reason for a hello.`,
      'What a colleague says that they did ("I gave out your name three times") stands beside who came in that month. Who is missing was perhaps not ready; where a way to us did not work, or an answer took long, that is said, because we can mend it.',
      fittingKinds.length > 0
        ? `Kinds of colleague that fit what we do: ${listInWords(fittingKinds.map(plainly))}. Of which of them we know nobody is shown.`
        : 'Which kinds of colleague fit what we do has not been said yet (fittingKinds); kinds of which we know nobody are shown all the same.',
      'Whom to meet next is one name at a time: colleagues of our own niche who are full, then those of another, then a kind that fits. Nothing has to come of it: half a year passes before anybody asks.',
      'None of these words hurries, judges or blames.',
    ],
    lines: RISK_FLAGS.map((flag): Line => [
      `What can make a source stop: ${plainly(flag)}`,
      FRAGILE_BECAUSE[flag],
    ]),
  });
}
