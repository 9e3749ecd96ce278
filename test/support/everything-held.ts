import { ENTITIES } from '../../entities/index.ts';
import type { TestKindword } from './kindword.ts';

/** Every row that a practice may read, with what is sealed in it opened, also of whoever was erased: one line each. */
export async function everythingHeld(kindword: TestKindword, practiceId: string): Promise<string> {
  const em = kindword.database.orm.em.fork();
  em.setFilterParams('practice', { id: practiceId });
  const lines: string[] = [];
  for (const entity of ENTITIES) {
    const rows: object[] = await em.find(
      entity as never,
      {},
      {
        filters: { present: false },
        disableIdentityMap: true,
      },
    );
    lines.push(...rows.map((row) => `${entity.name}: ${JSON.stringify(row)}`));
  }
  return lines.join('\n');
}

/** Everything the outbox keeps, as its own API tells it. */
export async function everythingSent({ outbox }: TestKindword): Promise<string> {
  const { Messages } = await outbox.client.getOutboundMessages({ count: 500, offset: 0 });
  const details = await Promise.all(
    Messages.map(({ MessageID }) => outbox.client.getOutboundMessageDetails(MessageID)),
  );
  const suppressions = await outbox.client.getSuppressions('outbound');
  const bounces = await outbox.client.getBounces({ count: 500, offset: 0 });
  return JSON.stringify([details, suppressions, bounces]);
}
