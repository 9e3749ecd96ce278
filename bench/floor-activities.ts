import type { MikroORM } from '@mikro-orm/postgresql';

/** One trivial statement each; `call` posts one e-mail beside it. */
export function floorActivities(orm: MikroORM, outbox: { url: string; token: string }) {
  async function statement(): Promise<void> {
    await orm.em.getConnection().execute('select 1');
  }
  return {
    statement,
    async call(): Promise<void> {
      await statement();
      const response = await fetch(`${outbox.url}/email`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'X-Postmark-Server-Token': outbox.token,
        },
        body: JSON.stringify({
          From: 'floor@example.org',
          To: 'floor@example.com',
          Subject: 'Thank you',
          TextBody: 'Floor.',
        }),
      });
      await response.arrayBuffer();
    },
  };
}

export type FloorActivities = ReturnType<typeof floorActivities>;
