import { expect, test } from '@jest/globals';
import { HeldOutbox } from '../support/held-outbox.ts';
import { inOwnHouse, type House } from '../support/killable.ts';
import { manyColleagues } from '../support/many-colleagues.ts';
import { connected } from '../support/parts.ts';
import { until } from '../support/until.ts';

const MANY = 240;
const A_DAY = MANY / 4;
const PATIENCE_MS = 60_000;

async function recipientsOfMails({ kindword }: House): Promise<string[]> {
  const asked = { messageStream: 'broadcast', count: 500, offset: 0 };
  const { Messages } = await kindword.outbox.client.getOutboundMessages(asked);
  return Messages.flatMap(({ Recipients }) => Recipients);
}

/** The time of a claim passes: whoever claimed was killed. */
async function claimsRunOut({ kindword }: House): Promise<void> {
  await connected(kindword.ownerUrl, (execute) =>
    execute(`update message set claimed_until = now() - interval '1 minute' where status = 'sending'`),
  );
}

test('killed three times and paused twice in the middle of what goes to hundreds: each has it once, and nobody is missed', async () => {
  const emails = Array.from({ length: MANY }, (_, nth) => `many-${nth}@example.org`);
  await inOwnHouse(
    async (kindword) => {
      const practice = await kindword.practice();
      await manyColleagues(kindword, practice, emails);
      return practice;
    },
    async (house) => {
      const { practice, program, kindword } = house;
      const held = await HeldOutbox.before(kindword.settings.mail.host);
      const settings = { POSTMARK_API_URL: `http://${held.host}` };
      const room = (days: number) => practice.changePolicy({ broadcasts: { perDay: A_DAY * days } });
      const cameThrough = (batches: number) => until(() => held.batches >= batches, PATIENCE_MS);
      await program.start(settings);
      await room(1);

      held.manner = 'swallow';
      const { id } = await practice.ask('POST', '/broadcasts', { kind: 'thanks_professionals' });
      await cameThrough(1);
      await program.killAndStart(settings);
      await practice.ask('POST', `/broadcasts/${id}/pause`);
      await room(2);
      held.manner = 'lose_answer';
      await practice.ask('POST', `/broadcasts/${id}/resume`);
      await cameThrough(2);
      await program.killAndStart(settings);
      await practice.ask('POST', `/broadcasts/${id}/pause`);
      await claimsRunOut(house);
      held.manner = 'hold_answer';
      await room(3);
      await practice.ask('POST', `/broadcasts/${id}/resume`);
      await cameThrough(3);
      await killedWhileSettling(house, () => held.letGo());
      held.manner = 'pass';
      await program.start(settings);
      await claimsRunOut(house);
      await room(4);
      await until(
        async () => (await practice.ask('GET', `/broadcasts/${id}`)).status === 'done',
        PATIENCE_MS,
      );

      expect((await recipientsOfMails(house)).toSorted()).toEqual(emails.toSorted());
      expect(await practice.ask('GET', `/broadcasts/${id}`)).toMatchObject({
        counts: { frozen: MANY, sent: MANY, waiting: 0, leftOut: 0, unknown: 0 },
      });
      await held.stop();
    },
  );
}, 180_000);

/** Its outcomes are being written down, and wait for a row that somebody else holds. */
async function killedWhileSettling({ kindword, program }: House, answer: () => void): Promise<void> {
  await connected(kindword.ownerUrl, async (execute) => {
    await execute('begin');
    await execute(`select 1 from message where status = 'sending' order by id desc limit 1 for update`);
    answer();
    await until(async () => {
      const [found] = await connected<{ waits: boolean }[]>(kindword.ownerUrl, (ask) =>
        ask(`select exists (select from pg_locks where not granted) as waits`),
      );
      return found?.waits;
    });
    await program.kill();
    await execute('rollback');
  });
}
