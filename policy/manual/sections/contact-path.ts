import { arrivesWithinMs } from '../../contact-path/contact-schedule.ts';
import { CONTACT_PARTS } from '../../contact-path/contact-parts.ts';
import { toMs } from '../../calendar/duration.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type ManualSection } from '../chapter.ts';
import { durationInWords, msInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { holder } from '../who.ts';
import { taskAsks, wordsOf } from '../words.ts';

/** How we know that people can reach us (S81). */
export function contactPathChapter(facts: ManualFacts): ManualSection {
  const { every } = facts.policy.contactPath;
  const mailWithin = msInWords(arrivesWithinMs('inbound', toMs(every)));
  return chapter({
    key: 'contact-path',
    title: 'Whether people can reach us',
    goal: 'Whoever looks for us finds a way that works; where one does not, we hear of it before they give up.',
    rules: [
      `Every ${durationInWords(every)} our forms are filled in and sent, mail is written to our inbound address and must come in within ${mailWithin}, and our website, links and cards are opened, all from outside. The automatic reply of our own mailbox, where we say that we have one, is asked for once a day.`,
      'The tests are marked: they take no number, count nowhere, and nobody has to do anything about them. Without a mark that is good, whatever comes is a person’s.',
      'One failure alone is tried again first. While we rehearse or pause no mail leaves, so mail is not tried.',
    ],
    steps: [
      {
        key: 'contact-path/fails',
        trigger: 'A way to us fails twice in a row',
        who: holder(facts, 'firstContact'),
        byWhen: 'at once, at any hour; by one e-mail, and a task for each',
        words: [
          wordsOf(facts, TEMPLATE.contactPath),
          ...CONTACT_PARTS.map((part) => taskAsks('contact_path', { why: part })),
        ].join('\n\n'),
        ifNobody: 'It is tried on; the task ends by itself once it works again.',
      },
    ],
  });
}
