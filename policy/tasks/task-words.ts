import type { HandOverReason } from '../referrals/acknowledgement.ts';
import type { NoRoomNamed } from './no-room-words.ts';
import type { TaskKind } from './task-kinds.ts';
import { followedWords, isFollowed, type Hello, type MovedTasks } from './task-words-followed.ts';

export type TaskFacts = {
  kind: TaskKind;
  /** Of the log; its place where the words stand for every such task. */
  number: number | '{number}' | null;
  referrer: string | null;
  client: string | null;
  /** The enquirer. */
  enquirer: string | null;
  /** The colleague of a referral out, or who works here and is written to in vain. */
  colleague: string | null;
  /** Another client whom it is about. */
  other: string | null;
  why: string | null;
  /** What the task is about, where it is neither of these. */
  subjectId?: string | null;
  /** What done records of a mail that came in. */
  proposed?: string | null;
  /** What a review decided, in its own words. */
  action?: string | null;
  /** The people, or places, that it is about now, in words. */
  named?: readonly string[];
  /** Of a digest: what became of the tasks that moved. */
  moved?: MovedTasks | null;
  /** Of an enquiry: there is no room for them. */
  noRoom?: NoRoomNamed | null;
  /** Of a check-in: why now, and words to say. */
  hello?: Hello | null;
  /** Where a colleague was before they moved. */
  place?: string | null;
};

/** Why a person thanks by another way, in words. */
export const BY_HAND_BECAUSE = {
  unmatched: 'it is not clear who is meant',
  strangers: 'more people whom we do not know told us that day than are thanked by e-mail',
  too_old: 'it reached us more than seven days ago, so no e-mail goes by itself any more',
  too_late: 'seven days have passed, so no e-mail goes by itself any more',
  no_email: 'there is no address to write to',
  suppressed: 'their address no longer takes our e-mail',
  refused: 'their address was refused',
  bounced: 'the e-mail came back',
  complained: 'they marked our e-mail as unwanted',
  unknown_outcome: 'we cannot tell whether the e-mail arrived',
  cannot_write:
    'the e-mail could not be written in your own words; look at them under templates, and it can be sent again',
  referrer_deceased: 'automation is at rest for them',
  referrer_held: 'automation is at rest for them',
  referrer_complaint: 'something is open with them',
  referrer_ended: 'their work here was ended by the practice',
} satisfies Record<HandOverReason, string>;
const REASONS = new Map<string, string>(Object.entries(BY_HAND_BECAUSE));

/** The task in plain words (S41). */
export function taskWords(facts: TaskFacts): string {
  const { kind, number, referrer, client, why } = facts;
  if (isFollowed(kind)) return followedWords(kind, facts);
  const line = number === null ? 'this' : `number ${number}`;
  const whom = referrer ?? 'whoever passed our name on';
  const name = client ?? 'A client';
  switch (kind) {
    case 'thank':
      return `The thanks to ${whom} for ${line} is drafted and goes by itself. Add one line, or send it now, if you like.`;
    case 'thank_by_hand':
      return `Please thank ${whom} for ${line} by phone, card or in person, or let it be: ${because(why)}.`;
    case 'match_referrer':
      if (why === 'strangers')
        return 'More people whom we do not know told us today that they passed our name on than are thanked by e-mail in a day. Look through those lines (their thanks needs a person because of "strangers"): say who is meant, or let them be. Nothing is thanked before.';
      return `Who is ${whom}, who passed our name on in ${line}? Choose the client or colleague, or "nobody we know". Nothing is thanked before.`;
    case 'message_held':
      if (why === 'cannot_write')
        return `Our e-mail${client ? ` to ${client}` : ''} waits: your own words for it could not be filled in. Look at them under templates, then send it again, or cancel it.`;
      if (number === null && referrer === null)
        return `We cannot tell whether our e-mail${client ? ` to ${client}` : ''} arrived, and it does not go twice by itself. Send it again, or cancel it.`;
      return `We cannot tell whether the thanks to ${whom} for ${line} arrived. Send it again, cancel it, or thank by phone or card.`;
    case 'look_into':
      if (why === 'words_proposed')
        return 'Your agency proposes other words for one of your templates. Look at them under templates, and accept or decline them; until then yours stay.';
      if (why === 'policy_proposed')
        return 'Your agency proposes another policy. Look at it under the policy, and accept or decline it; until then yours stays.';
      if (why === 'form_given_up')
        return 'Somebody sent a form on your pages that could not be taken in, and they think that you have it. Read what they wrote under forms that were given up, answer them, and enter it by hand, or try it again once the fault is mended. It is kept for 28 days.';
      return "Something could not be done by itself; the operator's log of this moment says more.";
    case 'care_matter':
      return `${name} was not content when we asked how we did. That is a matter of care: please take it up with them. Nobody else sees this.`;
    case 'ask_consent':
      return `Two records of ${name} were made one; one of them had a yes to being asked, the other had no answer. Ask them, and record what they say.`;
    case 'confirm_consent':
      if (why !== null)
        return `Somebody with ${name}'s first name and address said yes on the public page to a line in our e-mails. If it was them, press done, and it counts; if it was not, or you cannot tell, let it be.`;
      return `${name} said yes on the public page, and had said no or stop before: ask them, and record it.`;
  }
}

function because(why: string | null): string {
  return REASONS.get(why ?? '') ?? 'a person should decide';
}
