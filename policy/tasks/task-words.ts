import type { HandOverReason } from '../referrals/acknowledgement.ts';
import type { TaskKind } from './task-kinds.ts';
import { followedWords, isFollowed } from './task-words-followed.ts';

export type TaskFacts = {
  kind: TaskKind;
  number: number | null;
  referrer: string | null;
  client: string | null;
  /** The enquirer. */
  enquirer: string | null;
  /** The colleague of a referral out. */
  colleague: string | null;
  why: string | null;
};

const BY_HAND_BECAUSE = {
  unmatched: 'it is not clear who is meant',
  too_old: 'it reached us more than seven days ago, so no e-mail goes by itself any more',
  too_late: 'seven days have passed, so no e-mail goes by itself any more',
  no_email: 'there is no address to write to',
  suppressed: 'their address no longer takes our e-mail',
  refused: 'their address was refused',
  bounced: 'the e-mail came back',
  complained: 'they marked our e-mail as unwanted',
  unknown_outcome: 'we cannot tell whether the e-mail arrived',
  cannot_write: 'the letter could not be written',
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
      return `Who is ${whom}, who passed our name on in ${line}? Choose the client or colleague, or "nobody we know". Nothing is thanked before.`;
    case 'message_held':
      if (number === null && referrer === null)
        return `We cannot tell whether our e-mail${client ? ` to ${client}` : ''} arrived, and it does not go twice by itself. Send it again, or cancel it.`;
      return `We cannot tell whether the thanks to ${whom} for ${line} arrived. Send it again, cancel it, or thank by phone or card.`;
    case 'look_into':
      return "Something could not be done by itself; the operator's log of this moment says more.";
    case 'care_matter':
      return `${name} was not content when we asked how we did. That is a matter of care: please take it up with them. Nobody else sees this.`;
    case 'confirm_consent':
      return `${name} said yes on the public page, and had said no or stop before: ask them, and record it.`;
  }
}

function because(why: string | null): string {
  return REASONS.get(why ?? '') ?? 'a person should decide';
}
