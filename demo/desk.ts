import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ImportResult } from '../api/schemas/import.ts';
import { ReferralView } from '../api/schemas/referral.ts';

export type Referral = z.infer<typeof ReferralView>;

const Created = z.object({ id: z.uuid() });
const Problem = z.object({ detail: z.string() });

/** One member of staff at the API, as their own software would ask: a key, and an Idempotency-Key on every POST. */
export class Desk {
  readonly #api: string;
  readonly #key: string;

  constructor(api: string, key: string) {
    this.#api = api;
    this.#key = key;
  }

  /** The same API with another's key. */
  as(key: string): Desk {
    return new Desk(this.#api, key);
  }

  async create(path: string, body: object): Promise<string> {
    return Created.parse(await this.post(path, body)).id;
  }

  async referral(path: string, body: object): Promise<Referral> {
    return ReferralView.parse(await this.post(path, body));
  }

  /** All of a list that fits on one page. */
  async list<T>(path: string, item: z.ZodType<T>): Promise<T[]> {
    return z.object({ items: z.array(item) }).parse(await this.#ask('GET', path)).items;
  }

  async import(path: string, csv: string): Promise<z.infer<typeof ImportResult>> {
    return ImportResult.parse(await this.#ask('POST', path, csv, 'text/csv'));
  }

  get(path: string): Promise<unknown> {
    return this.#ask('GET', path);
  }

  post(path: string, body: object): Promise<unknown> {
    return this.#ask('POST', path, JSON.stringify(body));
  }

  put(path: string, body: object): Promise<unknown> {
    return this.#ask('PUT', path, JSON.stringify(body));
  }

  patch(path: string, body: object): Promise<unknown> {
    return this.#ask('PATCH', path, JSON.stringify(body));
  }

  async #ask(method: string, path: string, body?: string, type = 'application/json'): Promise<unknown> {
    const headers = {
      authorization: `Bearer ${this.#key}`,
      'idempotency-key': randomUUID(),
      ...(body === undefined ? {} : { 'content-type': type }),
    };
    const response = await fetch(`${this.#api}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    }).catch(() => null);
    if (!response) throw new Error(`Kindword no longer answers at ${this.#api}.`);
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer;
    throw new Error(
      `The demo went wrong at ${method} ${path}: ${response.status} ${Problem.safeParse(answer).data?.detail ?? ''}`,
    );
  }
}
