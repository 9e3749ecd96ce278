import { TOKEN_PREFIX } from './api/tokens.ts';

/** Where webhooks are posted, with basic authentication; without a URL none are. */
export type WebhookSettings = {
  eventsUrl: string | null;
  inboundUrl: string | null;
  user: string;
  password: string;
};

export type OutboxSettings = {
  /** A file, or `:memory:`. */
  database: string;
  /** 0 for a free one. */
  port: number;
  host: string;
  /** Begins with `outbox-`; every other token that does so is valid too. */
  token: string;
  webhooks: WebhookSettings;
  /** Mail to this address, and to its plus addresses, is posted back as inbound mail; null: none is. */
  inboundAddress: string | null;
  deliverAfterMs: number;
  lateIndexMs: number;
};

export const DEFAULTS: OutboxSettings = {
  database: ':memory:',
  port: 8025,
  host: '127.0.0.1',
  token: `${TOKEN_PREFIX}local`,
  webhooks: { eventsUrl: null, inboundUrl: null, user: '', password: '' },
  inboundAddress: null,
  deliverAfterMs: 1_000,
  lateIndexMs: 60_000,
};
