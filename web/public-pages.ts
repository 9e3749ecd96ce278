import { Router } from 'express';
import { PublicToken } from '../entities/public-token.ts';
import { secretHash } from '../entities/sealing/look-up.ts';
import type { Database } from '../facts/database.ts';
import { inFact } from '../facts/fact.ts';
import { askedToBePosted } from '../facts/keep-posted.ts';
import { Practice } from '../entities/practice.ts';
import { escapeHtml, page } from './page.ts';

/** Pages without a login. They tell nothing about anyone; GET changes nothing, because mail scanners follow links. */
export function publicPages(database: Database): Router {
  const router = Router();

  router.get('/p/:practice/posted/:token', async (req, res) => {
    const practice = await practiceOf(database, req.params.practice, req.params.token);
    if (!practice) return void res.status(404).type('html').send(GONE);
    const words = `<p>Shall ${escapeHtml(practice.neutralSenderName)} write to you when there is space again? One short note, and you can say stop at any time.</p>
<form method="post"><button>Yes, keep me posted</button></form>`;
    res.type('html').send(page('Keep me posted', words));
  });

  router.post('/p/:practice/posted/:token', async (req, res) => {
    const practice = await practiceOf(database, req.params.practice, req.params.token);
    if (!practice) return void res.status(404).type('html').send(GONE);
    const of = {
      practiceId: practice.id,
      actor: { kind: 'visitor' as const, staffId: null },
      now: new Date(),
    };
    await inFact(database, of, (fact) => askedToBePosted(fact, practice.subjectId));
    res
      .type('html')
      .send(page('Thank you', '<p>We will write when there is space. There is nothing else to do.</p>'));
  });

  router.get('/waiting/:number', (req, res) => {
    const given = withoutFullStop(req.params.number);
    const number = /^\d{1,9}$/.test(given) ? ` number ${given}` : '';
    const words = `<p>Something is waiting for you:${number}. You will find it in your practice's list of tasks, with the words and how to do it.</p>`;
    res.type('html').send(page('Something is waiting for you', words));
  });

  return router;
}

const GONE = page(
  'This link is not in use',
  '<p>Nothing was changed. If you meant to reach us, please reply to our e-mail.</p>',
);

/** Our e-mails end a sentence with a link, and some programs take the full stop for a part of it. */
function withoutFullStop(text: string): string {
  return text.replace(/[.,;:!?]+$/, '');
}

async function practiceOf(database: Database, slug: string, token: string) {
  const em = database.orm.em.fork();
  const found = await em.findOne(PublicToken, {
    hash: secretHash(withoutFullStop(token)),
    purpose: 'keep_posted',
  });
  const practice = found ? await em.findOne(Practice, { id: found.practiceId, slug }) : null;
  return found && practice
    ? { id: practice.id, neutralSenderName: practice.neutralSenderName, subjectId: found.subjectId }
    : null;
}
