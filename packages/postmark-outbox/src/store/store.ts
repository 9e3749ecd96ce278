import { bounceStore } from './bounces.ts';
import { openDatabase } from './database.ts';
import { eventStore } from './events.ts';
import { hookStore } from './hooks.ts';
import { inboundStore } from './inbound.ts';
import { mailStore } from './mails.ts';
import { outcomeStore } from './outcomes.ts';
import { removalStore } from './removals.ts';
import { settingStore } from './settings.ts';
import { suppressionStore } from './suppressions.ts';

export type Store = ReturnType<typeof openStore>;

/** The outbox's whole memory, over one file. */
export function openStore(path: string) {
  const database = openDatabase(path);
  return {
    database,
    mails: mailStore(database),
    events: eventStore(database),
    outcomes: outcomeStore(database),
    bounces: bounceStore(database),
    suppressions: suppressionStore(database),
    hooks: hookStore(database),
    inbound: inboundStore(database),
    removals: removalStore(database),
    settings: settingStore(database),
  };
}
