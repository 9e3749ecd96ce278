import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { markup } from '../../http/markup.ts';
import { sendPage } from '../../http/send-page.ts';
import { page } from '../page.ts';
import { languageAsked } from '../words/languages.ts';
import { wordsIn, type Words } from '../words/words.ts';
import type { Served } from '../visit.ts';

export type SignInServed = Served & {
  /** Null: nobody named the proxies in front, so that all visitors may seem to have one address. */
  trustedProxies: unknown;
  log: Pick<Logger, 'error'>;
};

/** The words of a page on which nobody is known yet: in the language that the browser asks for. */
export function wordsFor(req: Pick<Request, 'get'>): Words {
  return wordsIn(languageAsked(req.get('accept-language')), 'UTC', new Date());
}

/** One answer for every link that is unknown, used, too old, or was guessed at. */
export async function sendGone(req: Pick<Request, 'get'>, res: Response): Promise<void> {
  const { say, language } = wordsFor(req);
  const body = markup`<p>${say('signIn.gone')}</p><p><a class="button" href="/sign-in">${say('signIn.gone.again')}</a></p>`;
  await sendPage(res.status(404), page(say('signIn.gone.title'), body, { language }));
}
