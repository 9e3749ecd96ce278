import { BROADCAST_KINDS, isNotice, SENT_AS, type BroadcastKind } from '../../broadcasts/broadcast-terms.ts';
import { COLLEAGUE_RESTS_DAYS, THANKED_FOR_DAYS } from '../../broadcasts/leave-out.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type ManualSection, type ManualStep } from '../chapter.ts';
import { counted } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { BY_ITSELF, hasRole, inRole, owners } from '../who.ts';
import { wordsOf } from '../words.ts';

const SAID: Readonly<Record<BroadcastKind, string>> = {
  full: 'that we are full',
  places_again: 'that we have room again',
  thanks_professionals: 'thanks for the quarter, to colleagues',
  thanks_personal: 'thanks for the quarter, to clients who told us so themselves',
};

/** What goes to many, and what the team hears of the quarter (S52, S60, M16, M17, M20). */
export function toManyChapter(facts: ManualFacts): ManualSection {
  const { broadcasts } = facts.policy;
  return chapter({
    key: 'to-many',
    title: 'What goes to many',
    goal: 'Everybody on the list hears it once, in their own name, at a pace at which the answers can be read.',
    rules: [
      `At most ${broadcasts.perDay} e-mails a day of everything that goes to many, on days with hours for mail.`,
      `Thanked for the quarter is who sent somebody, or said so, in the last ${counted(THANKED_FOR_DAYS, 'day')}; a colleague not again within ${counted(COLLEAGUE_RESTS_DAYS, 'day')}. No counts, ever.`,
      'So many leave together as the day has room for. A pause, a stop or a wish that comes before theirs leaves is heeded; whoever is on their way already cannot be called back.',
      'The list is shown before anything leaves, with who is left out and why; everybody is asked about once more as their e-mail leaves.',
      'Each carries a way to hear no more from us.',
      'Nobody knows who opened a mail, so nobody is written to because they did not.',
    ],
    steps: [...BROADCAST_KINDS.map((kind) => sent(kind, facts)), team(facts)],
  });
}

function sent(kind: BroadcastKind, facts: ManualFacts): ManualStep {
  return {
    key: `to-many/${kind.replaceAll('_', '-')}`,
    trigger: `An owner presses for it: ${SAID[kind]}`,
    who: owners(facts),
    byWhen: `whenever they like${isNotice(kind) ? ' as long as it is true' : ''}; ${facts.policy.broadcasts.perDay} a day from then on`,
    words: wordsOf(facts, SENT_AS[kind].template),
    ifNobody: isNotice(kind) ? 'It goes by itself when we change what we say.' : 'It never goes by itself.',
  };
}

function team(facts: ManualFacts): ManualStep {
  return {
    key: 'to-many/team',
    trigger: 'The quarterly review was held',
    who: `${BY_ITSELF}, to ${hasRole(facts, 'practitioner') ? inRole(facts, 'practitioner') : 'each practitioner'}, one by one`,
    byWhen: 'the same day, in the hours for staff',
    words: wordsOf(facts, TEMPLATE.teamNote),
    ifNobody: 'Nobody is needed. Without a meeting there is no note.',
  };
}
