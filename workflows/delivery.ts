import { proxyActivities } from '@temporalio/workflow';
import type { DeliverySubject } from '../activities/delivery.ts';
import type { Activities } from '../activities/index.ts';
import { activityDefaults } from './activity-defaults.ts';
import { untilNothingIsPending } from './reconcile.ts';

const { decideDelivery } = proxyActivities<Activities>(activityDefaults('Ask what this e-mail needs'));
const { deliver } = proxyActivities<Activities>(
  activityDefaults('Send an e-mail, or find out what became of it'),
);

/** An e-mail that stands for itself leaves once, and it is known what became of it. */
export async function delivery(subject: DeliverySubject): Promise<void> {
  await untilNothingIsPending<{ do: 'send' }>({
    look: () => decideDelivery(subject, Date.now()),
    take: () => deliver(subject, Date.now()),
    tell: () => undefined,
  });
}
