import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from 'pino';
import { problemOf } from '../http/error-handler.ts';
import { sendPage } from '../http/send-page.ts';
import { markup, type Markup } from '../http/markup.ts';
import { page } from './page.ts';

type Words = { title: string; body: Markup };

/** One answer for every link that is unknown, has expired or is of somebody else, whatever it was for. */
const GONE: Words = {
  title: 'This link is not in use',
  body: markup`<p>Nothing was changed. If you meant to reach us, please reply to our e-mail.</p>`,
};
const LATER = markup`<p>Nothing of what you typed has reached us yet. Please go back in a minute, and press the button once more.</p>`;
const WORDS: Readonly<Record<number, Words>> = {
  404: GONE,
  429: {
    title: 'One moment, please',
    body: markup`<p>Many people are looking at our pages from where you are.</p>${LATER}`,
  },
  503: {
    title: 'One moment, please',
    body: markup`<p>We cannot reach our records just now.</p>${LATER}`,
  },
};
const UNREADABLE: Words = {
  title: 'That could not be read',
  body: markup`<p>Nothing was changed. Please go back, and send the form again as it is.</p>`,
};
const FAILED: Words = {
  title: 'Something went wrong on our side',
  body: markup`<p>Nothing was changed. Please go back and try again; if it stays like this, please telephone us, or reply to our e-mail.</p>`,
};

/**
 * Whoever opens a public page reads a page when something is wrong. A program that asks for JSON, or in a way that no
 * browser does (405), has problem details.
 */
export function errorPages(log: Pick<Logger, 'error'>): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const problem = problemOf(error, log);
    if (res.headersSent || problem.status === 405 || asksForJson(req)) {
      next(problem);
      return;
    }
    const { title, body } = WORDS[problem.status] ?? (problem.status < 500 ? UNREADABLE : FAILED);
    res.status(problem.status).set(problem.headers);
    await sendPage(res, page(title, body));
  };
}

function asksForJson(req: Request): boolean {
  const preferred = req.accepts(['text/html', 'application/json', 'application/problem+json']);
  return preferred !== false && preferred !== 'text/html';
}
