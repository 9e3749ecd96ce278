import type { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { composeTeamNote } from '../../email/compose-team-note.ts';
import { saidKindly, saidOfOwnRate, saidOfTeam } from '../../policy/feedback-to-team/team-note.ts';
import { periodBounds, periodWith } from '../../policy/reviews/review-period.ts';
import type { Prepared } from '../outbound-mail/claim-message.ts';
import { composedOrHeld } from '../outbound-mail/compose-or-hold.ts';
import type { Tx } from '../transaction.ts';
import { foundByRecommendation, kindWordsFor, recommendingClients } from './what-was-said.ts';

/** M20, from the facts of the moment it leaves: what was erased or taken back since is not in it. */
export async function prepareTeamNote(tx: Tx, message: Message): Promise<Prepared> {
  const { em, practiceId } = tx;
  const { staffId, countsFrom } = message;
  const practitioner = staffId ? await em.findOne(Staff, { practiceId, id: staffId, active: true }) : null;
  if (!practitioner?.roles.includes('practitioner') || !countsFrom) return { stop: 'nobody_to_write_to' };
  const { timezone } = await em.findOneOrFail(Practice, practiceId);
  const began = Temporal.Instant.fromEpochMilliseconds(countsFrom.getTime()).toZonedDateTimeISO(timezone);
  const quarter = periodBounds('quarterly', periodWith('quarterly', began.toPlainDate()), timezone);
  const said = {
    n_team: saidOfTeam(await foundByRecommendation(tx, quarter)),
    kind_words: saidKindly(await kindWordsFor(tx, practitioner.id, quarter)),
    own_rate: saidOfOwnRate(await recommendingClients(tx, practitioner.id, quarter)),
  };
  const note = await composedOrHeld(() => composeTeamNote(em, message, practitioner, said));
  return note ?? { stop: 'nobody_to_write_to' };
}
