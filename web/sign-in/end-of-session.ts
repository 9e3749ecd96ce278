import { markup, type Markup } from '../../http/markup.ts';
import type { Session } from '../../http/session.ts';
import { sessionEnd } from '../parts/session-end.ts';
import type { Words } from '../words/words.ts';

/** What stands on every page and is shown two minutes before the session ends; of its last end nothing puts it off. */
export function endOf({ idleEndsAt, endsAt }: Session, { say }: Words, address: string): Markup {
  if (endsAt <= idleEndsAt) return sessionEnd({ at: endsAt, words: say('signIn.end.over'), stay: markup`` });
  const stay = markup`<form method="post" action="/me/stay"><input type="hidden" name="to" value="${address}"><button class="quiet">${say('signIn.end.stay')}</button></form>`;
  return sessionEnd({ at: idleEndsAt, words: say('signIn.end.soon'), stay });
}
