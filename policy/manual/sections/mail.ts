import { STAFF_HOURS } from '../../calendar/staff-hours.ts';
import { isQuietDay } from '../../calendar/holidays.ts';
import { SUBJECTS } from '../../outbound-mail/subjects.ts';
import { ANSWER_WITHIN_MS } from '../../tasks/answer-within.ts';
import { chapter, type Line, type ManualSection } from '../chapter.ts';
import { msInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { FALLS_TO, holder, owners } from '../who.ts';
import { taskAsks, subjectIn } from '../words.ts';
import { windowInWords, HOLIDAYS_IN_WORDS } from '../setting-words.ts';

const SENDING = {
  rehearsal: 'a rehearsal: everything is decided and shown, and nothing leaves',
  live: 'live: e-mails leave',
  paused: 'paused: everything waits, and nothing leaves',
} as const;

/** When mail leaves, from whom, and what becomes of what does not arrive (§3.6, §4.2). */
export function mailChapter(facts: ManualFacts): ManualSection {
  const owner = owners(facts);
  const desk = holder(facts, 'acknowledge');
  const soon = `within ${msInWords(ANSWER_WITHIN_MS)}`;
  return chapter({
    key: 'mail',
    title: 'When our e-mails leave',
    goal: 'An e-mail comes at a kind hour, says nothing that others may not read, and never leaves twice by itself.',
    rules: [
      rests(facts)
        ? 'Notes that may carry a line rest on bank holidays and from 24 December to 2 January. A thanks never rests.'
        : 'No day of the year is kept free of notes.',
      `Staff are written to between ${STAFF_HOURS.from} and ${STAFF_HOURS.to}, unless a limit is nearer, and never with a name.`,
      'No subject and no first line names anybody but the practice, or says what people come to us for. One recipient an e-mail, no picture, no tracking.',
      'Whoever asked us to stop, or whose address takes no mail, is not written to, by anybody here.',
    ],
    lines: [...hours(facts), ...sender(facts), ...subjects(facts)],
    steps: [
      {
        key: 'mail/came-back',
        trigger: 'An e-mail came back',
        who: desk,
        byWhen: 'at the next occasion',
        words: taskAsks('mail_came_back', { why: 'hard_bounce' }),
        ifNobody: `${FALLS_TO} Nothing more goes to that address.`,
      },
      {
        key: 'mail/held',
        trigger: 'It cannot be told whether a note arrived, or your own words for it cannot be filled in',
        who: desk,
        byWhen: soon,
        words: taskAsks('message_held', { number: null, referrer: null }),
        ifNobody: `${FALLS_TO} It stays where it is, and does not leave.`,
      },
      {
        key: 'mail/stop',
        trigger: 'Somebody wrote that they want no more mail',
        who: desk,
        byWhen: soon,
        words: taskAsks('stop_by_mail'),
        ifNobody: 'None goes to them from the moment they wrote.',
      },
      {
        key: 'mail/sender',
        trigger: 'Receivers refuse our mail again and again, or mail to somebody who works here comes back',
        who: owner,
        byWhen: 'the same day',
        words: `${taskAsks('sender_refused')}\n\n${taskAsks('staff_mail_bounces')}`,
        ifNobody: 'What cannot leave becomes a task for a person, one by one.',
      },
    ],
  });
}

/** Asked of the rule itself, for a day between Christmas and New Year. */
function rests({ policy: { sendWindows } }: ManualFacts): boolean {
  return sendWindows !== 'always' && isQuietDay(sendWindows.holidays, '2026-12-29');
}

function hours({ policy: { sendWindows }, practice }: ManualFacts): Line[] {
  const always = 'at any hour';
  const zone: Line = ['The clock', practice.timezone];
  if (sendWindows === 'always') return [['E-mails leave', always], zone];
  return [
    ['E-mails to clients and friends leave', windowInWords(sendWindows.clients)],
    ['E-mails to colleagues leave', windowInWords(sendWindows.professionals)],
    ['Bank holidays', HOLIDAYS_IN_WORDS[sendWindows.holidays]],
    zone,
  ];
}

function sender({ practice }: ManualFacts): Line[] {
  return [
    ['Sending', SENDING[practice.sending]],
    ['E-mails come from', practice.neutralSenderName],
    ['Answers go to', practice.replyTo],
  ];
}

function subjects({ practice }: ManualFacts): Line[] {
  return keysOf(SUBJECTS).map((subject) => ['A subject', subjectIn(practice.neutralSenderName, subject)]);
}

function keysOf<Key extends string>(of: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(of).filter((key): key is Key => Object.hasOwn(of, key));
}
