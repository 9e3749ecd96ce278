import { KeptForm } from '../../entities/kept-form.ts';
import { PasskeyChallenge } from '../../entities/passkey-challenge.ts';
import { SignInLink } from '../../entities/sign-in-link.ts';
import { WebSession } from '../../entities/web-session.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type { Tx } from '../transaction.ts';

/** Purges what is over of signing in, for the whole installation; a session a day after its end, as its cookie. */
export async function purgeSignIns({ em, now }: Tx): Promise<number> {
  const over = { expiresAt: { $lte: now } };
  const links = await em.nativeDelete(SignInLink, over);
  const forms = await em.nativeDelete(KeptForm, over);
  const challenges = await em.nativeDelete(PasskeyChallenge, over);
  const ended = { endsAt: { $lte: new Date(now.getTime() - DAY_MS) } };
  return links + forms + challenges + (await em.nativeDelete(WebSession, ended));
}
