import { createOutbox } from './outbox.ts';
import { DEFAULTS, type OutboxSettings, type WebhookSettings } from './settings.ts';

export type { OutboxSettings, WebhookSettings };

export type OutboxOptions = Partial<Omit<OutboxSettings, 'webhooks'>> & {
  webhooks?: Partial<WebhookSettings>;
};

/** An outbox that answers: `host` is what the official client takes as its `requestHost`. */
export type RunningOutbox = {
  url: string;
  host: string;
  port: number;
  token: string;
  close(): Promise<void>;
};

/** Starts an outbox in this process, in memory and on a free port unless said otherwise. */
export async function startOutbox(options: OutboxOptions = {}): Promise<RunningOutbox> {
  const webhooks = { ...DEFAULTS.webhooks, ...options.webhooks };
  const settings: OutboxSettings = { ...DEFAULTS, port: 0, ...options, webhooks };
  const outbox = createOutbox(settings);
  try {
    const port = await outbox.listen();
    const host = `${settings.host}:${port}`;
    return { url: `http://${host}`, host, port, token: settings.token, close: () => outbox.close() };
  } catch (error) {
    await outbox.close();
    throw error;
  }
}
