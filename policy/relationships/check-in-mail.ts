import { whyNotEmail, type ColleagueWishes, type MayNotEmail } from '../broadcasts/leave-out.ts';

/** `written_to_lately`: another e-mail that they did not ask for went within `minGap`. */
export const NO_HELLO = [
  'opted_out',
  'suppressed',
  'may_not',
  'no_email',
  'sole_trader',
  'erased',
  'written_to_lately',
] as const satisfies readonly (MayNotEmail | 'erased' | 'written_to_lately')[];
export type NoHello = (typeof NO_HELLO)[number];

/** Why a hello may not be e-mailed now (4.5d, 4.5f); null where it may. `messagedAt`: their latest e-mail that they did not ask for. */
export function whyNoHello(
  wishes: ColleagueWishes,
  { messagedAt, minGapMs }: { messagedAt: Date | null; minGapMs: number },
  now: Date,
): NoHello | null {
  const mayNot = whyNotEmail(wishes);
  if (mayNot) return mayNot;
  const isLately = messagedAt !== null && now.getTime() - messagedAt.getTime() < minGapMs;
  return isLately ? 'written_to_lately' : null;
}

/** The same in words. */
export const WHY_NO_HELLO: Readonly<Record<NoHello, string>> = {
  opted_out: 'they asked for no more e-mail',
  suppressed: 'their address is not written to',
  may_not: 'it is noted that they may not be e-mailed',
  no_email: 'no address of theirs is known',
  sole_trader: 'as far as is known they work on their own account, and they have not asked to be kept posted',
  erased: 'they are no longer kept here',
  written_to_lately: 'they had an e-mail that they did not ask for a short while ago',
};
