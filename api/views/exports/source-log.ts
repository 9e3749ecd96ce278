import { Client } from '../../../entities/client.ts';
import { SourceLogLine } from '../../../entities/source-log-line.ts';
import { linesSince, type LineSince } from '../../../facts/source-log/lines-since.ts';
import type { Tx } from '../../../facts/transaction.ts';
import { namesOf } from '../../../reports/shared/names-of-sources.ts';
import type { CsvTable } from '../../csv-pages.ts';
import type { Cells } from '../csv.ts';
import { lineCells } from '../line-table.ts';

/** First what an import of past sources reads, by the line in force; from `kind` on the line as it was written. */
const COLUMNS = [
  'number',
  'lineId',
  'isArrival',
  'date',
  'clientRef',
  'email',
  'firstName',
  'lastName',
  'sourceKind',
  'source',
  'referrerRef',
  'referrerEmail',
  'channel',
  'hops',
  'lineKind',
  'corrects',
  'referralId',
  'enquiryId',
  'clientId',
  'writtenKind',
  'writtenRef',
  'writtenHops',
  'recordedAt',
  'recordedBy',
] as const;

/** The till receipt with every line, corrections too; names only of who is still here. */
export const SOURCE_LOG_TABLE: CsvTable<SourceLogLine> = {
  entity: SourceLogLine,
  key: 'number',
  columns: COLUMNS,
  async cells(tx, lines) {
    const since = await linesSince(tx, lines);
    const around = {
      people: await peopleIn(tx, since),
      names: await namesOf(
        tx,
        since.flatMap(({ inForce }) => inForce.sourceRef ?? []),
        true,
      ),
    };
    return since.map((one) => rowOf(one, around));
  },
};

type Person = Pick<Client, 'externalRef' | 'email' | 'firstName' | 'lastName'>;
type Around = {
  people: ReadonlyMap<string, Person>;
  names: Awaited<ReturnType<typeof namesOf>>;
};

function rowOf({ line, inForce, clientId, isArrival }: LineSince, { people, names }: Around): Cells {
  const { kind, sourceKind, sourceRef, hops, ...written } = lineCells(line);
  const person = people.get(clientId ?? '');
  const referrer = inForce.sourceKind === 'client' ? people.get(inForce.sourceRef ?? '') : undefined;
  const named = names.get(inForce.sourceRef ?? '');
  return {
    ...written,
    lineId: line.id,
    isArrival,
    date: line.receivedAt,
    clientRef: person?.externalRef,
    email: person?.email,
    firstName: person?.firstName,
    lastName: person?.lastName,
    sourceKind: inForce.sourceKind === 'unknown' ? null : inForce.sourceKind,
    source: named?.as === 'clientId' ? null : named?.name,
    referrerRef: referrer?.externalRef,
    referrerEmail: referrer?.externalRef ? null : referrer?.email,
    hops: inForce.hops?.map((hop) => hop.kind),
    lineKind: kind,
    writtenKind: sourceKind,
    writtenRef: sourceRef,
    writtenHops: hops,
  };
}

/** Clients whose source a line records, and clients who sent somebody. */
async function peopleIn({ em }: Tx, since: readonly LineSince[]): Promise<ReadonlyMap<string, Person>> {
  const ids = since.flatMap(({ clientId, inForce }) => [clientId ?? [], inForce.sourceRef ?? []].flat());
  const clients = await em.find(
    Client,
    { id: { $in: [...new Set(ids)] } },
    { fields: ['externalRef', 'email', 'firstName', 'lastName'], disableIdentityMap: true },
  );
  return new Map(clients.map((client) => [client.id, client]));
}
