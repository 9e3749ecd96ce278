import type { ClientView } from '../schemas/client.ts';
import type { z } from 'zod';
import type { Client } from '../../entities/client.ts';
import type { Tx } from '../../facts/transaction.ts';
import { consentStatuses } from '../../facts/clients/prompt-consent.ts';
import type { Me } from '../route.ts';
import { namedSources, sourceView } from './source-view.ts';

type Shown = z.output<typeof ClientView>;

/** A client as the API shows them. */
export async function clientView(tx: Tx, me: Me, client: Client): Promise<Shown> {
  const statuses = await consentStatuses(tx, [client.id]);
  const sources = await namedSources(tx, [client]);
  return viewOf(client, statuses.get(client.id) ?? 'not_asked', { me, sources });
}

/** The same for a list, with one question about everybody's consent. */
export async function clientViews(tx: Tx, me: Me, clients: readonly Client[]): Promise<Shown[]> {
  const statuses = await consentStatuses(
    tx,
    clients.map(({ id }) => id),
  );
  const sources = await namedSources(tx, clients);
  return clients.map((client) => viewOf(client, statuses.get(client.id) ?? 'not_asked', { me, sources }));
}

type Seen = { me: Me; sources: ReadonlySet<string> };

function viewOf(client: Client, promptConsent: Shown['promptConsent'], { me, sources }: Seen): Shown {
  return {
    id: client.id,
    firstName: client.firstName,
    lastName: client.lastName ?? null,
    email: client.email ?? null,
    phone: client.phone ?? null,
    externalRef: client.externalRef ?? null,
    birthYear: client.birthYear ?? null,
    practitionerId: client.practitioner?.id ?? null,
    serviceLineId: client.serviceLineId ?? null,
    stage: client.stage ?? null,
    plannedEndOn: client.plannedEndOn ?? null,
    plannedShort: client.plannedShort ?? null,
    promptConsent,
    source: sourceView(client, me, sources),
    generation: client.generation ?? null,
    ending: client.ending ?? null,
    endedOn: client.endedOn ?? null,
    createdAt: client.createdAt.toISOString(),
    updatedAt: client.updatedAt.toISOString(),
  };
}
