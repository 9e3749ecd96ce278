import { bounceStore } from './bounces.ts';
import { openDatabase } from './database.ts';
import { eventStore } from './events.ts';
import { inboundStore } from './inbound.ts';
import { mailStore } from './mails.ts';
import { outcomeStore } from './outcomes.ts';
import { removalStore } from './removals.ts';
import { settingStore } from './settings.ts';
import { suppressionStore } from './suppressions.ts';
import { webhookStore } from './webhooks.ts';

export type Store = ReturnType<typeof openStore>;

/** Everything that the outbox stores, in one database. */
export function openStore(path: string) {
  const database = openDatabase(path);
  return {
    database,
    mails: mailStore(database),
    events: eventStore(database),
    outcomes: outcomeStore(database),
    bounces: bounceStore(database),
    suppressions: suppressionStore(database),
    webhooks: webhookStore(database),
    inbound: inboundStore(database),
    removals: removalStore(database),
    settings: settingStore(database),
  };
}
