import type { Response } from 'express';
import type { Logger } from 'pino';
import { markup } from '../../http/markup.ts';
import { page } from '../page.ts';
import type { Served } from '../visit.ts';

export type SignInServed = Served & {
  /** Null: nobody named the proxies in front, so that all visitors may seem to have one address. */
  trustedProxies: unknown;
  log: Pick<Logger, 'error'>;
};

/** One answer for every link that is unknown, used, too old, or was guessed at. */
export function sendGone(res: Response): void {
  const body = markup`<p>It was used already, or is too old. Nothing was changed.</p><p><a class="button" href="/sign-in">Ask for a new link</a></p>`;
  res.status(404).type('html').send(page('This link is not in use', body));
}
