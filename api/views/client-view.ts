import type { ClientView } from '../schemas/client.ts';
import type { z } from 'zod';
import type { Client } from '../../entities/client.ts';
import type { Tx } from '../../facts/transaction.ts';
import { consentStatuses } from '../../facts/clients/prompt-consent.ts';
import { shownSuppressions, type Standing } from '../../facts/outbound-mail/standing-suppressions.ts';
import type { Me } from '../route.ts';
import { namedSources, sourceView } from './source-view.ts';

type Shown = z.output<typeof ClientView>;

/** A client as the API shows them. */
export async function clientView(tx: Tx, me: Me, client: Client): Promise<Shown> {
  const statuses = await consentStatuses(tx, [client.id]);
  const sources = await namedSources(tx, [client]);
  const suppressions = await suppressionsOf(tx, [client]);
  return viewOf(client, statuses.get(client.id) ?? 'not_asked', { me, sources, suppressions });
}

/** The same for a list, with one question about everybody's consent. */
export async function clientViews(tx: Tx, me: Me, clients: readonly Client[]): Promise<Shown[]> {
  const statuses = await consentStatuses(
    tx,
    clients.map(({ id }) => id),
  );
  const seen = {
    me,
    sources: await namedSources(tx, clients),
    suppressions: await suppressionsOf(tx, clients),
  };
  return clients.map((client) => viewOf(client, statuses.get(client.id) ?? 'not_asked', seen));
}

type Seen = {
  me: Me;
  sources: ReadonlySet<string>;
  suppressions: ReadonlyMap<string, Standing>;
};

/** Whoever may write to a client may know why their address takes no mail. */
function suppressionsOf(tx: Tx, clients: readonly Client[]): Promise<ReadonlyMap<string, Standing>> {
  return shownSuppressions(
    tx,
    clients.flatMap(({ emailHash }) => emailHash ?? []),
  );
}

function suppressionView(shown: Standing | undefined): Shown['suppression'] {
  if (!shown) return null;
  const { id, reason, since, until } = shown;
  return { id, reason, since: since?.toISOString() ?? null, until: until?.toISOString() ?? null };
}

function viewOf(
  client: Client,
  promptConsent: Shown['promptConsent'],
  { me, sources, suppressions }: Seen,
): Shown {
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
    suppression: suppressionView(suppressions.get(client.emailHash ?? '')),
    source: sourceView(client, me, sources),
    generation: client.generation ?? null,
    ending: client.ending ?? null,
    endedOn: client.endedOn ?? null,
    createdAt: client.createdAt.toISOString(),
    updatedAt: client.updatedAt.toISOString(),
  };
}
