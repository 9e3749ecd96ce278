import { ContactCheck } from '../../entities/contact-check.ts';
import { ContactMark } from '../../entities/contact-mark.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { after } from '../../policy/calendar/instants.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { roundsApartMs, type PartFacts, type PathRules } from '../../policy/contact-path/contact-schedule.ts';
import type { Tx } from '../transaction.ts';
import { partsOfPractice, type Reached } from './parts-of-practice.ts';

export type ContactPath = { parts: PartFacts[]; rules: PathRules };

/** How far the check of each part has come that the practice has now. */
export async function readContactPath(tx: Tx, reached: Reached): Promise<ContactPath> {
  const { em } = tx;
  const { practice, parts } = await partsOfPractice(tx, reached);
  const checks = await em.find(ContactCheck, {}, { refresh: true });
  const marks = await em.find(
    ContactMark,
    { id: { $in: checks.flatMap(({ markId }) => markId ?? []) } },
    { disableIdentityMap: true },
  );
  const everyMs = roundsApartMs(toMs(practice.policy.contactPath.every), await roundsInADay(tx));
  const startsAt = after(practice.createdAt, everyMs);
  return {
    rules: { practiceId: practice.id, everyMs, startsAt },
    parts: parts.map((part) => {
      const check = checks.find((one) => one.part === part);
      const mark = marks.find(({ id }) => id === check?.markId);
      const answerBy = check?.answerBy ?? null;
      return {
        part,
        askedAt: check?.askedAt ?? null,
        doubted: Boolean(check?.doubtedAt),
        failing: Boolean(check?.failingSince),
        answer: answerBy === null ? null : { arrived: Boolean(mark?.usedAt), by: answerBy },
      };
    }),
  };
}

/** Each round fills in the form. */
async function roundsInADay({ em, now }: Tx): Promise<number> {
  return em.count(ContactMark, { part: 'form', sentAt: { $gt: after(now, -DAY_MS) } });
}
