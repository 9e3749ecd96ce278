import { nextFriday } from '../../calendar/friday.ts';
import { REVIEW_EVERY_SESSIONS } from '../../journeys/sessions.ts';
import { RETENTION_MS } from '../../privacy/retention.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type ManualSection } from '../chapter.ts';
import { msInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { PLAYED_FROM } from '../play/happening.ts';
import { hasRole, inRole } from '../who.ts';
import { wordsOf } from '../words.ts';

/** The list to practitioners (§6a.1). */
export function fridayChapter(facts: ManualFacts): ManualSection {
  return chapter({
    key: 'friday',
    title: 'The Friday list',
    goal: 'A practitioner tells the office what it cannot know, in two taps a name.',
    rules: [
      `On it stands who came to a review point (every ${REVIEW_EVERY_SESSIONS} sessions) or to their last booked session that week.`,
      'It is made of counts and the diary, never of notes. The e-mail holds a link and a number; initials stand behind the link.',
      'Whoever is on hold, has ended or missed the last session is not on it: the list chases nobody.',
    ],
    steps: [
      {
        key: 'friday/list',
        trigger: `It is ${when(facts)}, and somebody is on the list`,
        who: hasRole(facts, 'practitioner') ? inRole(facts, 'practitioner') : 'each practitioner',
        byWhen: `when it suits, within ${msInWords(RETENTION_MS.submittedForms)}; after that its link has ended`,
        words: wordsOf(facts, TEMPLATE.fridayList),
        ifNobody: 'Nothing is asked of anybody.',
      },
    ],
  });
}

/** Read off the rule that makes the list, on the practice's own clock. */
function when({ practice: { timezone } }: ManualFacts): string {
  const at = Temporal.Instant.fromEpochMilliseconds(nextFriday(PLAYED_FROM, timezone).getTime());
  return at
    .toZonedDateTimeISO(timezone)
    .toLocaleString('en-GB', { weekday: 'long', hour: '2-digit', minute: '2-digit' });
}
