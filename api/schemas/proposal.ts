import { z } from 'zod';

const LAST_VERSION = 2_147_483_647;

/** Which proposal is decided about, in a path. */
export function proposalVersion() {
  return z.coerce.number().int().min(1).max(LAST_VERSION).meta({ example: 1 });
}
