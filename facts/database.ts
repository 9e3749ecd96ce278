import type { MikroORM } from '@mikro-orm/postgresql';
import type { Bell } from './signal.ts';

/** The database of one process, and what is told after each commit that some workflow should look again. */
export type Database = {
  orm: MikroORM;
  doorbell: (bells: readonly Bell[]) => void;
};
