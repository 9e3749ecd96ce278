import express, { Router } from 'express';
import { Refusal } from '../refusal.ts';
import { sameSiteOnly } from '../same-site.ts';
import type { StoredMail } from '../store/mails.ts';
import type { Store } from '../store/store.ts';
import { detailPage } from './detail.ts';
import { listPage } from './list.ts';
import { STYLE } from './style.ts';

const SHOWN_MAX = 2_000;
const MAIL_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** The pages that show the mails; reading them changes nothing. */
export function pageRoutes(store: Store): Router {
  const router = Router();
  router.use(
    sameSiteOnly,
    express.urlencoded({ extended: false, limit: '1mb' }),
    express.json({ limit: '1mb' }),
  );
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/', (req, res) => {
    const words = textOf(req.query['q']).trim();
    const mails = store.mails.newest(words, SHOWN_MAX);
    res.type('html').send(listPage({ mails, words, isFiringTwice: store.settings.isFiringTwice() }));
  });

  router.get('/style.css', (_req, res) => {
    res.type('css').send(STYLE);
  });

  router.get('/mails/:id', (req, res) => {
    const stored = findMail(store, req.params.id);
    const [events, hooks] = [store.events.of(stored.id), store.hooks.of(stored.id)];
    res.type('html').send(detailPage({ stored, events, hooks, view: textOf(req.query['view']) || 'text' }));
  });

  router.get('/mails/:id/html', (req, res) => {
    const { mail } = findMail(store, req.params.id);
    res
      .set('Content-Security-Policy', MAIL_POLICY)
      .type('html')
      .send(mail.HtmlBody ?? '');
  });

  return router;
}

export function findMail(store: Store, id: string): StoredMail {
  const stored = store.mails.find(id);
  if (!stored) throw new Refusal(701, 'This message was not found.', 404);
  return stored;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
