import type { MikroORM } from '@mikro-orm/postgresql';
import type { PendingSignal } from './signal.ts';

/** The database of one process, and the relay's callback with the pending signals of each commit. */
export type Database = {
  orm: MikroORM;
  onSignals: (signals: readonly PendingSignal[]) => void;
};
