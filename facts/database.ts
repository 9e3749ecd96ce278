import type { MikroORM } from '@mikro-orm/postgresql';
import type { PendingSignal } from './signal.ts';

/** The database of one process, and what is told after each commit that some workflow should look again. */
export type Database = {
  orm: MikroORM;
  onSignals: (signals: readonly PendingSignal[]) => void;
};
