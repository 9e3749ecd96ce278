import { Router } from 'express';
import type { Announce } from '../announce.ts';
import { BOUNCE_TYPES, KNOWN_BOUNCE_TYPES } from '../bounce-types.ts';
import { bounceRecord, reactivatedPayload } from '../payloads.ts';
import { readPage, readQuery, type Query } from '../query.ts';
import { Refusal } from '../refusal.ts';
import type { Bounce, BounceFilter } from '../store/bounces.ts';
import { likePattern } from '../store/mail-filter.ts';
import type { Store } from '../store/store.ts';
import { readFilterDate } from '../time.ts';

const PAGING = 1000;
const EQUALITIES = { type: 'type', tag: 'tag', messageid: 'mail_id', messagestream: 'stream' };

/** What came back, and how an address is put to use again. */
export function bounceRoutes(store: Store, announce: Announce, wake: () => void): Router {
  const router = Router();

  router.get('/deliverystats', (_req, res) => {
    const counts = store.bounces.countsByType();
    const total = counts.reduce((sum, { n }) => sum + n, 0);
    const perType = counts.map(({ type, n }) => ({ Name: BOUNCE_TYPES[type].name, Count: n, Type: type }));
    res.json({
      InactiveMails: store.bounces.inactiveCount(),
      Bounces: [{ Name: 'All', Count: total }, ...perType],
    });
  });

  router.get('/bounces', (req, res) => {
    const query = readQuery(req);
    const { total, bounces } = store.bounces.search(bounceFilter(query), readPage(query, PAGING));
    res.json({ TotalCount: total, Bounces: bounces.map(bounceRecord) });
  });

  router.get('/bounces/:id', (req, res) => {
    const bounce = findBounce(req.params.id);
    res.json({ ...bounceRecord(bounce), Content: dump(bounce) });
  });

  router.get('/bounces/:id/dump', (req, res) => {
    res.json({ Body: dump(findBounce(req.params.id)) });
  });

  router.put('/bounces/:id/activate', (req, res) => {
    const { id, type, stream, email } = findBounce(req.params.id);
    if (!BOUNCE_TYPES[type].canActivate) {
      throw new Refusal(1003, 'Due to the type of bounce, this address cannot be reactivated.');
    }
    store.database.transaction(() => activate(stream, email));
    wake();
    res.json({ Message: 'OK', Bounce: bounceRecord(findBounce(String(id))) });
  });

  function activate(stream: string, email: string): void {
    store.bounces.activate(stream, email);
    if (store.suppressions.find(stream, email)?.reason !== 'HardBounce') return;
    store.suppressions.remove(stream, email);
    announce([reactivatedPayload({ stream, email, at: Date.now() })], Date.now());
  }

  function findBounce(id: string): Bounce {
    const bounce = /^\d+$/.test(id) ? store.bounces.find(Number(id)) : null;
    if (!bounce) throw new Refusal(1001, 'The bounce was not found.');
    return bounce;
  }

  return router;
}

function dump({ email, details, mailId }: Bounce): string {
  return `Final-Recipient: rfc822;${email}\r\nAction: failed\r\nDiagnostic-Code: ${details}\r\nX-PM-Message-Id: ${mailId}\r\n`;
}

function bounceFilter(query: Query): BounceFilter {
  const type = query.get('type');
  if (type !== undefined && !KNOWN_BOUNCE_TYPES.has(type))
    throw new Refusal(PAGING, `Illegal bounce type '${type}'.`);
  const conditions: { sql: string; value: string | number }[] = [{ sql: '1 = ?', value: 1 }];
  for (const [key, column] of Object.entries(EQUALITIES)) {
    const value = query.get(key) ?? (key === 'messagestream' ? 'outbound' : undefined);
    if (value !== undefined) conditions.push({ sql: `${column} = ?`, value });
  }
  const inactive = query.get('inactive');
  if (inactive) conditions.push({ sql: 'inactive = ?', value: inactive.toLowerCase() === 'true' ? 1 : 0 });
  const email = query.get('emailfilter');
  if (email) conditions.push({ sql: "email like ? escape '\\'", value: likePattern(email) });
  const from = readFilterDate(query.get('fromdate') ?? '', 'from');
  if (from !== null) conditions.push({ sql: 'at >= ?', value: from });
  const to = readFilterDate(query.get('todate') ?? '', 'to');
  if (to !== null) conditions.push({ sql: 'at <= ?', value: to });
  return {
    where: conditions.map(({ sql }) => sql).join(' and '),
    values: conditions.map(({ value }) => value),
  };
}
