import type { Markup } from '../../http/markup.ts';
import { ROLES } from '../../policy/access/roles.ts';
import type { Filled } from '../parts/filled.ts';
import { ticks } from '../parts/ticks.ts';
import type { Words } from '../words/words.ts';

/** What somebody may see and do, role by role, each with what it means. */
export function roleTicks({ say }: Words, filled: Filled): Markup {
  const options = ROLES.map((role) => ({
    value: role,
    label: say(`terms.role.${role}`),
    hint: say(`practice.staff.role.${role}`),
  }));
  return ticks({ name: 'roles', legend: say('practice.staff.roles'), options }, filled);
}
