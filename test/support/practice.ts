import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ClientView } from '../../api/schemas/client.ts';
import type { ProfessionalView } from '../../api/schemas/professional.ts';
import type { ReferralView } from '../../api/schemas/referral.ts';
import type { CreatedPractice } from '../../facts/practice/create-practice.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- what comes over HTTP is looked at by the tests themselves
export type Json = any;
/** Whom a test makes has an address, unless it takes it away. */
type Reachable<Person> = Omit<Person, 'email'> & { email: string };
export type Client = Reachable<z.infer<typeof ClientView>>;
export type Professional = Reachable<z.infer<typeof ProfessionalView>>;
export type Referral = z.infer<typeof ReferralView>;
export type Answered = { status: number; body: Json; headers: Headers };

/** A practice as a program sees it: over HTTP, with one staff member's key. */
export class TestPractice {
  readonly practiceId: string;
  readonly staffId: string;
  readonly apiKey: string;
  readonly slug: string;
  readonly #base: string;

  constructor(base: string, founded: CreatedPractice) {
    this.#base = base;
    this.practiceId = founded.practiceId;
    this.staffId = founded.staffId;
    this.apiKey = founded.apiKey;
    this.slug = founded.slug;
  }

  /** A Buffer or string with a content type of its own goes as it is; everything else as JSON. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const sent = new Headers({ authorization: `Bearer ${this.apiKey}` });
    if (body !== undefined && !raw) sent.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: readJson(text), headers: response.headers };
  }

  /** The same, when only success will do. */
  async ask(method: string, path: string, body?: unknown): Promise<Json> {
    const answered = await this.call(method, path, body);
    if (answered.status >= 400)
      throw new Error(`${method} ${path}: ${answered.status} ${JSON.stringify(answered.body)}`);
    return answered.body;
  }

  async setUp(options: {
    sending: string;
    sendWindows: unknown;
    acknowledgement: Record<string, unknown>;
  }): Promise<void> {
    const policy = await this.ask('GET', '/practice/policy');
    await this.ask('PUT', '/practice/policy', {
      ...policy,
      sendWindows: options.sendWindows,
      acknowledgement: { ...policy.acknowledgement, ...options.acknowledgement },
    });
    await this.ask('PATCH', '/practice', { sending: options.sending });
  }

  async changePolicy(change: Record<string, unknown>): Promise<void> {
    const policy = await this.ask('GET', '/practice/policy');
    await this.ask('PUT', '/practice/policy', { ...policy, ...change });
  }

  /** A new staff member with these roles, and their key. */
  async as(roles: string[]): Promise<TestPractice> {
    const suffix = randomBytes(3).toString('hex');
    const { id } = await this.ask('POST', '/staff', {
      name: `Staff ${suffix}`,
      email: `staff-${suffix}@example.org`,
      roles,
      active: true,
    });
    const { apiKey } = await this.ask('POST', `/staff/${id}/api-keys`, { label: 'test' });
    return new TestPractice(this.#base, {
      practiceId: this.practiceId,
      slug: this.slug,
      staffId: id,
      apiKey,
    });
  }

  client(change: Record<string, unknown> = {}): Promise<Client> {
    return this.ask('POST', '/clients', {
      firstName: 'Robin',
      lastName: 'Rowan',
      email: `robin-${randomUUID()}@example.org`,
      ...change,
    });
  }

  professional(change: Record<string, unknown> = {}): Promise<Professional> {
    return this.ask('POST', '/professionals', {
      firstName: 'Jo',
      lastName: 'Juniper',
      kind: 'therapist_other_niche',
      email: `jo-${randomUUID()}@example.org`,
      ...change,
    });
  }

  /** A client's own word, unless said otherwise. */
  refer(change: Record<string, unknown> = {}): Promise<Referral> {
    return this.ask('POST', '/referrals', { learnedFrom: 'referrer', via: 'phone', ...change });
  }

  referral(id: string): Promise<Referral> {
    return this.ask('GET', `/referrals/${id}`);
  }
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
