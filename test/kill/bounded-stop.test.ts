import { expect } from '@jest/globals';
import { HostileServer } from '../support/hostile-server.ts';
import { deafServer, inOwnHouse, type House } from '../support/killable.ts';
import { readParts } from '../support/parts.ts';
import { FreezingProxy } from '../support/relays.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';

const BOUND_MS = 30_000;
const test = sideBySide(3);

async function stopsInTime({ program }: House): Promise<void> {
  const before = performance.now();

  await program.stop();

  expect(performance.now() - before).toBeLessThan(BOUND_MS);
}

/** Something of every kind is under way: referrals to thank for, and webhooks to tell. */
async function keepBusy({ practice }: House): Promise<void> {
  const client = await practice.client();
  const { id } = await practice.refer({ referrer: { clientId: client.id } });
  await practice.ask('POST', `/referrals/${id}/acknowledgement`, {});
}

function frozen(of: 'DATABASE_URL' | 'TEMPORAL_ADDRESS') {
  return async (house: House) => {
    const { databaseUrl } = house.kindword.settings;
    const url =
      of === 'DATABASE_URL' ? new URL(databaseUrl) : new URL(`tcp://${readParts().temporal.address}`);
    const proxy = await FreezingProxy.start({ host: url.hostname, port: Number(url.port) });
    url.host = `127.0.0.1:${proxy.port}`;
    await house.program.start({ [of]: of === 'DATABASE_URL' ? url.toString() : url.host });
    await keepBusy(house);
    proxy.freeze();
    await stopsInTime(house);
    await proxy.close();
  };
}

const inHouse =
  (live: (house: House) => Promise<void>, change = {}) =>
  () =>
    inOwnHouse((kindword) => kindword.practice(), live, change);

test(
  'asked to stop, it has ended within 30 seconds while the database answers nothing',
  inHouse(frozen('DATABASE_URL')),
);

test(
  'asked to stop, it has ended within 30 seconds while Temporal answers nothing',
  inHouse(frozen('TEMPORAL_ADDRESS')),
);

test(
  'asked to stop, it has ended within 30 seconds while the mail server answers nothing',
  inHouse(async (house) => {
    const deaf = await deafServer();
    await house.program.start({ POSTMARK_API_URL: `http://127.0.0.1:${deaf.port}` });
    await keepBusy(house);
    await until(async () => {
      const { items } = await house.practice.ask('GET', '/messages?template=m7');
      return items[0]?.status === 'sending';
    });
    await stopsInTime(house);
    await deaf.close();
  }),
);

test(
  'asked to stop, it has ended within 30 seconds while receivers of webhooks switch protocols or hang',
  inHouse(
    async (house) => {
      const hostile = await Promise.all(
        Array.from({ length: 16 }, (_, index) =>
          HostileServer.start(index % 2 === 0 ? 'switches protocols' : 'says nothing'),
        ),
      );
      await house.program.start({ WEBHOOK_REACH: 'loopback' });
      for (const { url } of hostile)
        await house.practice.ask('POST', '/webhooks', { url, events: ['client.created'] });
      for (let round = 0; round < 4; round += 1) await house.practice.client();
      await until(() => hostile.some(({ requests }) => requests > 0));
      await stopsInTime(house);
      for (const server of hostile) await server.stop();
    },
    { webhookReach: 'loopback' },
  ),
);
