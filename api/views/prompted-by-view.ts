import type { z } from 'zod';
import type { PromptedBy } from '../../facts/referrals/read-prompted-by.ts';
import type { Me } from '../route.ts';
import type { PromptedByView } from '../schemas/prompted-by.ts';

/** For the owner and the desk: nothing of prompts is shown where the work with clients is done (S15). */
export function seesPrompts({ roles }: Me): boolean {
  return roles.includes('owner') || roles.includes('desk');
}

export function promptedByView(found: PromptedBy | null | undefined): z.output<typeof PromptedByView> {
  return found ? { ...found, at: found.at.toISOString() } : null;
}
