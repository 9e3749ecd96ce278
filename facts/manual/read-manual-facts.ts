import type { EntityManager } from '@mikro-orm/postgresql';
import { Practice } from '../../entities/practice.ts';
import { ServiceLine } from '../../entities/service-line.ts';
import { Staff } from '../../entities/staff.ts';
import { promptTemplateFor } from '../../email/prompt-block.ts';
import { TEMPLATE_IDS, TEMPLATES, type TemplateId } from '../../email/templates/catalogue.ts';
import { wordsToShow } from '../../email/templates/live-words.ts';
import type { ManualFacts, ManualWords } from '../../policy/manual/manual-facts.ts';
import { subjectIn } from '../../policy/manual/words.ts';
import type { Away } from '../../policy/practice/duty.ts';
import type { Tx } from '../transaction.ts';
import { practiceSettings } from '../practice-settings.ts';

/** What the manual is made from, whatever the day. */
export type ManualSource = Omit<ManualFacts, 'today'>;

const AWAY = `
  select staff_id as "staffId", "from", "to", cover_staff_id as "coverStaffId" from absence
  where practice_id = ? and "to" >= ? order by "from", id`;
const LATEST_WORDS = `
  select distinct on (template) template, version, source from template_version
  where practice_id = ? order by template, version desc`;

/** Reads it, with the absences that were not over on this day of the practice's calendar. Nothing of a client is read. */
export async function readManualSource(tx: Tx, since: string): Promise<ManualSource> {
  const { em, practiceId } = tx;
  const practice = await em.findOneOrFail(Practice, practiceId);
  const staff = await em.find(Staff, {}, { orderBy: { id: 'asc' } });
  const lines = await em.find(ServiceLine, {}, { orderBy: { id: 'asc' } });
  const prompt = (kind: Parameters<typeof promptTemplateFor>[0]) => promptTemplateFor(kind, practice.profile);
  return {
    practice: { ...practiceSettings(practice), promptsSignedOff: Boolean(practice.promptsSignedOffAt) },
    policy: practice.policy,
    staff: staff.map(({ id, name, roles, active }) => ({ id, name, roles: [...roles], active })),
    away: await em.execute<Away[]>(AWAY, [practiceId, since]),
    serviceLines: lines.map(({ name, stages }) => ({ name, stages })),
    words: await wordsIn(em, practice),
    promptOf: {
      goal_reached: prompt('goal_reached'),
      significant_session: prompt('significant_session'),
      discharge: prompt('discharge'),
      transition: prompt('transition'),
    },
  };
}

/** The words that leave today: the practice's latest ones where they may be used, else the built-in. */
async function wordsIn(em: EntityManager, practice: Practice): Promise<ManualFacts['words']> {
  const { id: practiceId, neutralSenderName } = practice;
  const rows = await em.execute<{ template: string; version: number; source: string }[]>(LATEST_WORDS, [
    practiceId,
  ]);
  const shown = async (id: TemplateId): Promise<ManualWords> => {
    const latest = rows.find(({ template }) => template === id);
    const words = await wordsToShow(id, latest ? { ...latest, practiceId } : null);
    const template = TEMPLATES[id];
    return {
      purpose: template.purpose,
      subject: template.form === 'mail' ? subjectIn(neutralSenderName, template.subject) : null,
      source: words.source,
      isOwn: words.writtenBy !== null,
    };
  };
  const entries = await Promise.all(TEMPLATE_IDS.map(async (id) => [id, await shown(id)] as const));
  return recordOf(entries);
}

function recordOf(entries: readonly (readonly [TemplateId, ManualWords])[]): ManualFacts['words'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every id of the catalogue is in the entries
  return Object.fromEntries(entries) as ManualFacts['words'];
}
