import { expect } from '@jest/globals';
import { deafServer, type House, inOwnHouse } from '../support/killable.ts';
import type { Json } from '../support/practice.ts';
import { becomes, enquirer, isHandedOver, refersOut, trusted } from '../support/refer-outs.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { taskOf } from '../support/tasks.ts';

const killed = (live: (house: House) => Promise<void>) => () =>
  inOwnHouse((kindword) => kindword.practice(), live);

async function agreed(
  { practice }: House,
  change: Record<string, unknown> = {},
): Promise<{ referOut: Json; ada: Json }> {
  const [enquiry, ada] = [await enquirer(practice), await trusted(practice, change)];
  return { referOut: await refersOut(practice, { enquiry }, ada), ada };
}

async function isToldOnce(
  { kindword, practice }: House,
  { referOut, ada }: { referOut: Json; ada: Json },
): Promise<void> {
  await isHandedOver(practice, referOut);
  expect(await mailsTo(kindword.outbox, ada.email)).toHaveLength(1);
  const { items } = await practice.ask('GET', `/enquiries/${referOut.enquiryId}/disclosures`);
  expect(items).toMatchObject([{ recipientId: ada.id, what: 'how_to_reach_them', via: 'email' }]);
}

const test = sideBySide();

test(
  'killed after the carrier took it and before that was written down: one e-mail, one disclosure',
  killed(async (house) => {
    const { kindword, practice, program } = house;
    await program.start();
    const one = await agreed(house, { email: 'taken+fault-accept-hang@example.org' });
    await until(async () => (await mailsTo(kindword.outbox, one.ada.email)).length > 0);
    const claimed = await practice.ask('GET', `/refer-outs/${one.referOut.id}`);

    await program.killAndStart();

    expect(claimed).toMatchObject({ status: 'offered', messages: [{ status: 'sending' }] });
    await isToldOnce(house, one);
  }),
);

test(
  'killed after the claim and before the carrier heard of it: nobody is told, and a person decides',
  killed(async (house) => {
    const { kindword, practice, program } = house;
    const deaf = await deafServer();
    await program.start({ POSTMARK_API_URL: `http://127.0.0.1:${deaf.port}` });
    const one = await agreed(house);
    const claimed = await becomes(
      practice,
      one.referOut,
      ({ messages }) => messages[0]?.status === 'sending',
    );

    await program.killAndStart();
    await deaf.close();

    await becomes(practice, one.referOut, ({ messages }) => messages[0].status === 'held');
    expect(await mailsTo(kindword.outbox, one.ada.email)).toEqual([]);
    await practice.ask('POST', `/messages/${claimed.messages[0].id}/cancel`);
    const task = await taskOf(practice, { kind: 'check_handover', referOutId: one.referOut.id });
    await practice.ask('POST', `/tasks/${task.id}/done`);
    await isHandedOver(practice, one.referOut);
    expect(await mailsTo(kindword.outbox, one.ada.email)).toEqual([]);
  }),
);
