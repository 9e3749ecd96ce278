import type { TestOutbox } from '../../packages/postmark-outbox/test/support.ts';
import type { Json } from './practice.ts';
import { until } from './until.ts';

/** The e-mails to this address, whole, the latest first. */
export async function mailsTo(outbox: TestOutbox, recipient: string): Promise<Json[]> {
  const { Messages } = await outbox.client.getOutboundMessages({ recipient, count: 50, offset: 0 });
  return Promise.all(Messages.map(({ MessageID }) => outbox.client.getOutboundMessageDetails(MessageID)));
}

/** The first e-mail to this address, once it is there. */
export function firstMailTo(outbox: TestOutbox, address: string): Promise<Json> {
  return until(async () => (await mailsTo(outbox, address))[0]);
}
