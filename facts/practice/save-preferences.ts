import { Staff } from '../../entities/staff.ts';
import type { Preferences } from '../../policy/practice/preferences.ts';
import type { Tx } from '../transaction.ts';

type Change = { [Name in keyof Preferences]?: Preferences[Name] | undefined };

/** How a member of staff likes their pages; what is left out stays as it is. It is theirs alone, and in no log. */
export async function savePreferences(
  tx: Tx,
  staffId: string,
  change: Change,
): Promise<Partial<Preferences>> {
  const member = await tx.em.findOneOrFail(Staff, { id: staffId });
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  member.preferences = { ...member.preferences, ...Object.fromEntries(given) };
  return member.preferences;
}
