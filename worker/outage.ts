import { isGrpcServiceError } from '@temporalio/client';
import type { Logger } from 'pino';
import { isDatabaseAway } from '../facts/database.ts';
import { describeError } from '../facts/error-kind.ts';

export type Dependency = 'the database' | 'Temporal';

/** Out of time, overloaded, unavailable: gRPC says so of the server, not of the request. */
const AWAY_CODES: readonly number[] = [4, 8, 14];

/** What a relay knows of its dependencies: an outage is logged once, at warn; every other error at error, with its place. */
export class Outage {
  readonly #relay: string;
  readonly #log: Logger;
  readonly #away = new Set<Dependency>();

  constructor(relay: string, log: Logger) {
    this.#relay = relay;
    this.#log = log;
  }

  has(dependency: Dependency): boolean {
    return this.#away.has(dependency);
  }

  /** Logs an error by kind and place; answers whether a dependency is away, so that the work itself is not at fault. */
  notice(error: unknown, place: string, ids: Readonly<Record<string, string>> = {}): boolean {
    const dependency = awayDependency(error);
    const where = { relay: this.#relay, place, ...ids, ...describeError(error) };
    if (dependency === null) {
      this.#log.error(where, `the ${this.#relay} failed at a piece of work; it is tried again later`);
      return false;
    }
    if (!this.#away.has(dependency))
      this.#log.warn(where, `the ${this.#relay} cannot reach ${dependency}; it keeps trying`);
    this.#away.add(dependency);
    return true;
  }

  over(dependency: Dependency): void {
    if (this.#away.delete(dependency)) this.#log.info(`the ${this.#relay} reaches ${dependency} again`);
  }
}

function awayDependency(error: unknown): Dependency | null {
  if (isTemporalAway(error)) return 'Temporal';
  return isDatabaseAway(error) ? 'the database' : null;
}

/** The client wraps the gRPC error as the cause of its own. */
function isTemporalAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return isGrpcServiceError(error) ? AWAY_CODES.includes(error.code) : isTemporalAway(error.cause);
}
