import { pino, type Logger } from 'pino';
import { logTemporalTo } from '../../worker/temporal.ts';

const IS_QUIET = Symbol.for('kindword.temporal-is-quiet');

/** What tests log: nothing, unless TEST_LOG says otherwise. */
export const QUIET: Logger = pino({ level: process.env['TEST_LOG'] ?? 'silent' });

/** The SDK may be told once per process, which runs many test files. */
export function quietTemporal(): void {
  if (Reflect.has(globalThis, IS_QUIET)) return;
  Reflect.set(globalThis, IS_QUIET, true);
  logTemporalTo(QUIET);
}
