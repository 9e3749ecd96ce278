import { ClientHold } from '../../entities/client-hold.ts';
import { ClientSession } from '../../entities/client-session.ts';
import type { Client } from '../../entities/client.ts';
import { Discharge } from '../../entities/discharge.ts';
import { Milestone } from '../../entities/milestone.ts';
import { PromptConsent } from '../../entities/prompt-consent.ts';
import { Satisfaction } from '../../entities/satisfaction.ts';
import { ServiceLine } from '../../entities/service-line.ts';
import { shownSource } from '../../policy/source-log/shown-source.ts';
import type { Exported, Exporting } from './export-person.ts';
import { originOf } from '../source-log/source-origin.ts';

/** A person's records as a client; holds have no reason, and the referrer is not shown. */
export async function exportClients(exporting: Exporting): Promise<Record<string, Exported[]>> {
  const { tx, person } = exporting;
  const { em } = tx;
  const clientId = { $in: [...person.clients.map(({ id }) => id), ...(person.mergedAway ?? [])] };
  const inOrder = { orderBy: { id: 'asc' as const }, disableIdentityMap: true };
  const sessions = await em.find(ClientSession, { clientId }, inOrder);
  const milestones = await em.find(Milestone, { clientId }, inOrder);
  const discharges = await em.find(Discharge, { clientId, supersededAt: null }, inOrder);
  const consents = await em.find(PromptConsent, { clientId }, inOrder);
  const answers = await em.find(Satisfaction, { clientId }, inOrder);
  const holds = await em.find(ClientHold, { clientId }, inOrder);
  return {
    clients: await Promise.all(person.clients.map((client) => clientRecord(exporting, client))),
    sessions: sessions.map(({ at, status, externalRef }) => ({
      at,
      status,
      externalRef: externalRef ?? null,
    })),
    milestones: milestones.map(({ kind, occurredOn, status, createdAt }) => ({
      kind,
      occurredOn,
      status,
      createdAt,
    })),
    discharges: discharges.map(({ ending, on }) => ({ ending, on })),
    promptConsents: consents.map(({ status, channel, wordingVersion, at }) => ({
      status,
      channel,
      wordingVersion,
      at,
    })),
    satisfaction: answers.map(({ instrument, score, at, kindWords, mayShare }) => ({
      instrument,
      score: score ?? null,
      at: at ?? null,
      kindWords: kindWords ?? null,
      mayShare,
    })),
    holds: holds.map(({ createdAt, until }) => ({ since: createdAt, until: until ?? null })),
  };
}

async function clientRecord({ tx, roleOf, withholdSource }: Exporting, client: Client): Promise<Exported> {
  const { shown, isWithheld } = shownSource(await originOf(tx, client), 'client');
  if (isWithheld) withholdSource();
  const line = client.serviceLineId ? await tx.em.findOne(ServiceLine, { id: client.serviceLineId }) : null;
  return {
    firstName: client.firstName,
    lastName: client.lastName ?? null,
    email: client.email ?? null,
    phone: client.phone ?? null,
    externalRef: client.externalRef ?? null,
    birthYear: client.birthYear ?? null,
    practitioner: roleOf(client.practitioner?.id),
    serviceLine: line?.name ?? null,
    stage: client.stage ?? null,
    plannedEndOn: client.plannedEndOn ?? null,
    plannedShort: client.plannedShort ?? null,
    ending: client.ending ?? null,
    endedOn: client.endedOn ?? null,
    source: shown,
    createdAt: client.createdAt,
  };
}
