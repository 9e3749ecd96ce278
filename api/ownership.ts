import type { EntityClass } from '@mikro-orm/postgresql';
import { Client } from '../entities/client.ts';
import { Enquiry } from '../entities/enquiry.ts';
import { Message } from '../entities/message.ts';
import { ReferOut } from '../entities/refer-out.ts';
import { Referral } from '../entities/referral.ts';
import { Task } from '../entities/task.ts';
import { notFound, wrongFields, type WrongField } from '../facts/refusal.ts';
import type { Tx } from '../facts/transaction.ts';
import { narrowsTo } from '../policy/access/whose.ts';
import type { Me, Route } from './route.ts';

type Owned = {
  entity: EntityClass<object>;
  what: string;
  mine: (staffId: string) => Record<string, unknown>;
};

const theirPractitioner = (practitionerId: string) => ({ practitionerId });

/** What belongs to one practitioner, and the condition on the rows that are theirs (§4.3). */
const OWNED = {
  client: { entity: Client, what: 'client', mine: theirPractitioner },
  enquiry: { entity: Enquiry, what: 'enquiry', mine: theirPractitioner },
  referral: { entity: Referral, what: 'referral', mine: theirPractitioner },
  referOut: {
    entity: ReferOut,
    what: 'referral out',
    mine: (practitionerId) => ({ $or: [{ enquiry: { practitionerId } }, { client: { practitionerId } }] }),
  },
  task: { entity: Task, what: 'task', mine: (assigneeId) => ({ assigneeId }) },
  message: { entity: Message, what: 'message', mine: (askedBy) => ({ askedBy }) },
} satisfies Record<string, Owned>;

type OwnedKind = keyof typeof OWNED;

/** Whose id a path holds after this word, and whose a field of a body is. */
export const OWNED_IN_PATH: Readonly<Record<string, OwnedKind>> = {
  clients: 'client',
  enquiries: 'enquiry',
  referrals: 'referral',
  'refer-outs': 'referOut',
  tasks: 'task',
  messages: 'message',
};
export const OWNED_IN_BODY: Readonly<Record<string, OwnedKind>> = {
  clientId: 'client',
  enquiryId: 'enquiry',
  referralId: 'referral',
};

/** The condition on rows of this kind that this caller may see. */
export function ownRowsOf(kind: OwnedKind, me: Me): Record<string, unknown> {
  return me.ownOnly ? OWNED[kind].mine(me.staffId) : {};
}

type Asked = { params: unknown; body: unknown };

/**
 * Holds whoever sees their own people only to them, on every route: an id of a colleague's is answered like one that
 * never was, in the path (404) and in the body (422). Asked before the handler, and before a stored answer is repeated.
 */
export async function refuseOthers(tx: Tx, me: Me, route: Route, { params, body }: Asked): Promise<void> {
  if (!narrowsTo('practitioner', route.name, me.roles)) return;
  const named = idInPath(route, params);
  if (named && !(await isMine(tx, me, named))) throw notFound(OWNED[named.kind].what);
  const wrong: WrongField[] = [];
  for (const field of idsIn(body)) {
    if (await isMine(tx, me, field)) continue;
    if (route.aboutBody) throw notFound(OWNED[field.kind].what);
    wrong.push({ path: field.path, message: `There is no ${OWNED[field.kind].what} with this id.` });
  }
  if (wrong.length > 0) throw wrongFields(wrong);
}

type Named = { kind: OwnedKind; id: string };

async function isMine({ em }: Tx, { staffId }: Me, { kind, id }: Named): Promise<boolean> {
  const { entity, mine }: Owned = OWNED[kind];
  return (await em.count(entity, { $and: [{ id }, mine(staffId)] })) > 0;
}

function idInPath({ path }: Route, params: unknown): Named | null {
  const [, collection = '', place] = path.split('/');
  const kind = place === ':id' ? OWNED_IN_PATH[collection] : undefined;
  const id = textAt(params, 'id');
  return kind && id !== null ? { kind, id } : null;
}

/** Every such field, however deep, with its place. */
function idsIn(body: unknown, path: readonly string[] = []): (Named & { path: string })[] {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const kind = OWNED_IN_BODY[name];
    const place = [...path, name];
    if (kind && typeof value === 'string') return [{ kind, id: value, path: place.join('.') }];
    return idsIn(value, place);
  });
}

function textAt(of: unknown, name: string): string | null {
  const value: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, name) : null;
  return typeof value === 'string' ? value : null;
}
