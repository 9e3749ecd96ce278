import { noteReading } from '../facts/note-reading.ts';
import type { Tx } from '../facts/transaction.ts';
import type { Route } from './route.ts';

/** What tells about people, by the word in the path: whoever reads it is noted (§4.3). */
const ABOUT_PEOPLE: Readonly<Record<string, string>> = {
  clients: 'client',
  enquiries: 'enquiry',
  referrals: 'referral',
  'refer-outs': 'refer_out',
  professionals: 'professional',
  messages: 'message',
  broadcasts: 'broadcast',
  'inbound-mails': 'inbound_mail',
  tasks: 'task',
  complaints: 'complaint',
  incidents: 'incident',
  network: 'network',
  'source-log': 'source_log',
  reviews: 'review',
  'posted-forms': 'posted_form',
  audit: 'audit',
};

/** Notes a reading that was answered; what hangs on a record (a client's sessions) is a reading of that record. */
export async function noteRead(tx: Tx, route: Route, params: unknown): Promise<void> {
  if (route.method !== 'get') return;
  const [, collection = ''] = route.path.split('/');
  const entity = ABOUT_PEOPLE[collection];
  if (entity) await noteReading(tx, { entity, id: idIn(params) });
}

function idIn(params: unknown): string | null {
  const id: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, 'id') : null;
  return typeof id === 'string' ? id : null;
}
