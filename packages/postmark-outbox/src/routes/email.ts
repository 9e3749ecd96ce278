import { Router, type Response } from 'express';
import { jsonBody } from '../body.ts';
import { answerWithFaults, refusedByFault } from '../fault-answers.ts';
import { faultsOf, type Fault } from '../faults.ts';
import { readMail, type Mail } from '../mail.ts';
import { checkLimits } from '../mail-limits.ts';
import { testAnswer, type PostOffice, type Sent } from '../post-office.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/store.ts';

const BATCH_MAX = 500;

type Item = { mail: Mail; faults: Fault[] } | { refusal: Refusal };

/** Sending, one mail or up to five hundred. */
export function emailRoutes(store: Store, office: PostOffice, wake: () => void): Router {
  const router = Router();

  router.post('/email', ...jsonBody('10mb'), (req, res) => {
    const item = readItem(req.body, res);
    if ('refusal' in item) throw item.refusal;
    if (refusedByFault(res, item.faults)) return;
    try {
      answerWithFaults(res, item.faults, submit(item, res));
    } finally {
      wake();
    }
  });

  router.post('/email/batch', ...jsonBody('50mb'), (req, res) => {
    const bodies: unknown = req.body;
    if (!Array.isArray(bodies)) throw new Refusal(402, 'Invalid JSON: an array of messages is expected.');
    if (bodies.length > BATCH_MAX) {
      throw new Refusal(410, `You may only send up to ${BATCH_MAX} messages in a single batched request.`);
    }
    const items = bodies.map((body: unknown) => readItem(body, res));
    const faults = items.flatMap((item) => ('faults' in item ? item.faults : []));
    if (refusedByFault(res, faults)) return;
    const answers = store.database.transaction(() => items.map((item) => submitOrTell(item, res)));
    answerWithFaults(res, faults, answers);
    wake();
  });

  function readItem(body: unknown, res: Response): Item {
    try {
      const mail = readMail(body);
      checkLimits(mail);
      return { mail, faults: isTest(res) ? [] : faultsOf(mail, store.database) };
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error };
      throw error;
    }
  }

  function submit({ mail, faults }: { mail: Mail; faults: Fault[] }, res: Response): Sent {
    return isTest(res) ? testAnswer(mail) : office.accept(mail, faults);
  }

  function submitOrTell(item: Item, res: Response): Sent | { ErrorCode: number; Message: string } {
    if ('refusal' in item) return told(item.refusal);
    try {
      return submit(item, res);
    } catch (error) {
      if (error instanceof Refusal) return told(error);
      throw error;
    }
  }

  return router;
}

function isTest(res: Response): boolean {
  return res.locals['isTest'] === true;
}

function told({ code, message }: Refusal) {
  return { ErrorCode: code, Message: message };
}
