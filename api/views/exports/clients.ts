import { Client } from '../../../entities/client.ts';
import { ClientHold } from '../../../entities/client-hold.ts';
import { ServiceLine } from '../../../entities/service-line.ts';
import { Staff } from '../../../entities/staff.ts';
import { consentStatuses } from '../../../facts/clients/prompt-consent.ts';
import { shownSuppressions } from '../../../facts/outbound-mail/standing-suppressions.ts';
import { dateIn } from '../../../facts/practice/practice-today.ts';
import type { Tx } from '../../../facts/transaction.ts';
import { OBJECTIONS, type Suppressed } from '../../../policy/outbound-mail/suppression.ts';
import type { CsvTable } from '../../csv-pages.ts';
import { fieldsOf, type Cells } from '../csv.ts';

const FIELDS = [
  'externalRef',
  'firstName',
  'lastName',
  'email',
  'phone',
  'birthYear',
  'serviceLineId',
  'stage',
  'plannedEndOn',
  'plannedShort',
  'id',
  'sourceKind',
  'generation',
  'ending',
  'endedOn',
  'createdAt',
  'updatedAt',
] as const;
/** First the columns that an import of clients reads, whatever the other system calls them; then what else is known. */
const COLUMNS = [
  'externalRef',
  'firstName',
  'lastName',
  'email',
  'phone',
  'birthYear',
  'practitionerId',
  'serviceLineId',
  'stage',
  'plannedEndOn',
  'plannedShort',
  'doNotEmail',
  'promptConsent',
  'deceasedOn',
  'id',
  'practitioner',
  'serviceLine',
  'onHold',
  'sourceKind',
  'sourceNumber',
  'generation',
  'ending',
  'endedOn',
  'createdAt',
  'updatedAt',
];

/** Clients who are here; whoever was erased, or merged into another, is not. Of holds only that there is one. */
export function clientTable(zone: string): CsvTable<Client> {
  return { entity: Client, key: 'id', columns: COLUMNS, cells: (tx, clients) => cellsOf(tx, clients, zone) };
}

type Around = {
  staff: ReadonlyMap<string, string>;
  lines: ReadonlyMap<string, string>;
  consents: Awaited<ReturnType<typeof consentStatuses>>;
  suppressed: Awaited<ReturnType<typeof shownSuppressions>>;
  holds: ReadonlyMap<string, readonly ClientHold[]>;
};

async function cellsOf(tx: Tx, clients: readonly Client[], zone: string): Promise<Cells[]> {
  const around = {
    staff: await namesOf(tx.em.find(Staff, {}, { fields: ['id', 'name'], disableIdentityMap: true })),
    lines: await namesOf(tx.em.find(ServiceLine, {}, { fields: ['id', 'name'], disableIdentityMap: true })),
    consents: await consentStatuses(
      tx,
      clients.map(({ id }) => id),
    ),
    suppressed: await shownSuppressions(
      tx,
      clients.flatMap(({ emailHash }) => emailHash ?? []),
    ),
    holds: await holdsOf(tx, clients, dateIn(zone, tx.now)),
  };
  return clients.map((client) => rowOf(client, around));
}

function rowOf(client: Client, { staff, lines, consents, suppressed, holds }: Around): Cells {
  const practitionerId = client.practitioner?.id ?? null;
  const held = holds.get(client.id) ?? [];
  const standing = suppressed.get(client.emailHash ?? '')?.reason;
  const { id, serviceLineId, ending, endedOn } = client;
  return {
    ...fieldsOf(client, FIELDS),
    practitionerId,
    doNotEmail: held.some(({ code }) => code === 'do_not_email') || isTheirWord(standing),
    promptConsent: consents.get(id),
    deceasedOn: ending === 'deceased' ? (endedOn ?? 'yes') : null,
    practitioner: staff.get(practitionerId ?? ''),
    serviceLine: lines.get(serviceLineId ?? ''),
    onHold: held.some(({ code }) => code !== 'do_not_email'),
    sourceNumber: client.sourceLine,
  };
}

/** An address that is at fault for now is no wish of theirs. */
function isTheirWord(reason: Suppressed | undefined): boolean {
  const objections: readonly Suppressed[] = OBJECTIONS;
  return reason !== undefined && objections.includes(reason);
}

async function holdsOf(
  { em }: Tx,
  clients: readonly Client[],
  today: string,
): Promise<ReadonlyMap<string, readonly ClientHold[]>> {
  const held = await em.find(
    ClientHold,
    {
      clientId: { $in: clients.map(({ id }) => id) },
      $or: [{ until: null }, { until: { $gte: today } }],
    },
    { disableIdentityMap: true },
  );
  return Map.groupBy(held, ({ client }) => client.id);
}

async function namesOf(
  rows: Promise<readonly { id: string; name: string }[]>,
): Promise<ReadonlyMap<string, string>> {
  return new Map((await rows).map(({ id, name }) => [id, name]));
}
