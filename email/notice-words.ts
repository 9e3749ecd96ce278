import type { EntityManager } from '@mikro-orm/postgresql';
import type { Broadcast } from '../entities/broadcast.ts';
import { CapacitySpell } from '../entities/capacity-spell.ts';
import type { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import { dayOf } from '../policy/broadcasts/pace.ts';
import { firstWorkingDay } from '../policy/capacity/opens-at.ts';
import { monthInWords } from '../policy/capacity/statement-words.ts';
import { weekdayInWords } from '../policy/manual/in-words.ts';
import { holidaysOf } from '../policy/reviews/review-due.ts';

export type Around = { practice: Practice; publicUrl: string };

/** M10: until when, where a month was said, and who has room meanwhile, where anybody may be named in public. */
export async function noticeOfFull(
  em: EntityManager,
  broadcast: Broadcast,
  { practice, publicUrl }: Around,
): Promise<Record<string, unknown>> {
  const month = (await spellOf(em, broadcast))?.nextOpening;
  const isAnybodyNamed = await em.count(Professional, {
    practiceId: practice.id,
    mayBeNamed: true,
    placesKnown: { $gt: 0 },
  });
  return {
    month: month ? monthInWords(month) : undefined,
    link: isAnybodyNamed > 0 ? `${publicUrl}/p/${practice.slug}/capacity` : undefined,
  };
}

/** M12: from when, for whom, and the way in for colleagues. */
export async function noticeOfPlaces(
  em: EntityManager,
  broadcast: Broadcast,
  { practice, publicUrl }: Around,
): Promise<Record<string, unknown>> {
  const { timezone, policy, whoWeHelp } = practice;
  const spell = await spellOf(em, broadcast);
  const month = spell?.nextOpening;
  const isByMonth = spell !== null && !spell.endedAt && month;
  const date = isByMonth
    ? firstWorkingDay(month, holidaysOf(policy))
    : dayOf(spell?.endedAt ?? broadcast.createdAt, timezone);
  return {
    date: weekdayInWords(date),
    who_we_help: whoWeHelp?.trim().replace(/[.!]+$/, ''),
    link: `${publicUrl}/p/${practice.slug}/professionals`,
  };
}

function spellOf(em: EntityManager, { practiceId, spellId }: Broadcast): Promise<CapacitySpell | null> {
  return spellId ? em.findOne(CapacitySpell, { practiceId, id: spellId }) : Promise.resolve(null);
}
