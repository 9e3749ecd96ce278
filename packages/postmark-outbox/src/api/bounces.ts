import { readFilterDate } from '../eastern-time.ts';
import { BOUNCE_TYPES, KNOWN_BOUNCE_TYPES } from '../events/bounce-types.ts';
import type { EnqueueEvents } from '../events/event-queue.ts';
import { bounceRecord, reactivatedPayload } from '../events/payloads.ts';
import { json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { get, put, type Route } from '../http/router.ts';
import type { Bounce } from '../store/bounces.ts';
import { likePattern, type Filter } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { readPage, readQuery, type Query } from './query.ts';

const PAGING = 1000;
const EQUALITIES = { type: 'type', tag: 'tag', messageid: 'mail_id', messagestream: 'stream' };

/** The bounces, and how an address is reactivated. */
export function bounceRoutes(store: Store, enqueue: EnqueueEvents, notify: () => void): Route[] {
  function activate(stream: string, email: string): void {
    store.bounces.activate(stream, email);
    if (store.suppressions.find(stream, email)?.reason !== 'HardBounce') return;
    store.suppressions.remove(stream, email);
    enqueue([reactivatedPayload({ stream, email, at: Date.now() })], Date.now());
  }

  function findBounce(id: string): Bounce {
    const bounce = /^\d+$/.test(id) ? store.bounces.find(Number(id)) : null;
    if (!bounce) throw new ApiError(1001, 'The bounce was not found.');
    return bounce;
  }

  return [
    get('/deliverystats', () => {
      const counts = store.bounces.countsByType();
      const total = counts.reduce((sum, { n }) => sum + n, 0);
      const perType = counts.map(({ type, n }) => ({ Name: BOUNCE_TYPES[type].name, Count: n, Type: type }));
      return json({
        InactiveMails: store.bounces.inactiveCount(),
        Bounces: [{ Name: 'All', Count: total }, ...perType],
      });
    }),

    get('/bounces', (request) => {
      const query = readQuery(request);
      const { total, bounces } = store.bounces.search(bounceFilter(query), readPage(query, PAGING));
      return json({ TotalCount: total, Bounces: bounces.map(bounceRecord) });
    }),

    get('/bounces/:id', (_request, id) => {
      const bounce = findBounce(id);
      return json({ ...bounceRecord(bounce), Content: dump(bounce) });
    }),

    get('/bounces/:id/dump', (_request, id) => json({ Body: dump(findBounce(id)) })),

    put('/bounces/:id/activate', null, (_request, id) => {
      const { type, stream, email } = findBounce(id);
      if (!BOUNCE_TYPES[type].canActivate) {
        throw new ApiError(1003, 'Due to the type of bounce, this address cannot be reactivated.');
      }
      store.database.transaction(() => activate(stream, email));
      notify();
      return json({ Message: 'OK', Bounce: bounceRecord(findBounce(id)) });
    }),
  ];
}

function dump({ email, details, mailId }: Bounce): string {
  return `Final-Recipient: rfc822;${email}\r\nAction: failed\r\nDiagnostic-Code: ${details}\r\nX-PM-Message-Id: ${mailId}\r\n`;
}

function bounceFilter(query: Query): Filter {
  const type = query.get('type');
  if (type !== undefined && !KNOWN_BOUNCE_TYPES.has(type))
    throw new ApiError(PAGING, `Illegal bounce type '${type}'.`);
  const conditions: { sql: string; value: string | number }[] = [];
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
