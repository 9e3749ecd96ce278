import type { MikroORM } from '@mikro-orm/postgresql';
import { codeOf } from './error-kind.ts';
import type { PendingSignal } from './signal.ts';

/** The database of one process, and who is told of the signals of each commit. */
export type Database = {
  orm: MikroORM;
  onSignals: (signals: readonly PendingSignal[]) => void;
};

/** Codes of the network and of PostgreSQL: no connection, or one that the server ended. */
const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  '08001',
  '08P01',
]);
/** The driver's own errors of this kind have no code. */
const AWAY_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|not (currently|yet) accepting connections/;

/** Whether the database could not be reached; otherwise the statement, or what we did with it, is at fault. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    AWAY_CODES.has(codeOf(error) ?? '') ||
    AWAY_TEXT.test(error.message) ||
    (error.cause !== undefined && isDatabaseAway(error.cause))
  );
}

/** Of two transactions that waited for one another this one was ended: nothing is wrong with it. */
export function isConcurrencyFault(error: unknown): boolean {
  return error instanceof Error && ['40001', '40P01'].includes(codeOf(error) ?? '');
}

/** Waited too long for a lock or a statement, or was ended too often because of others: later it may pass. */
export function isDatabaseBusy(error: unknown): boolean {
  const isTimeout = error instanceof Error && ['55P03', '57014', '25P03'].includes(codeOf(error) ?? '');
  return isTimeout || isConcurrencyFault(error);
}
