import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Enquiry } from '../../entities/enquiry.ts';
import { PublicToken } from '../../entities/public-token.ts';
import { dumpTables, stillTables } from '../support/tables.ts';
import { violationsOf } from '../support/axe.ts';
import { picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { becomes, ends, enquirer, isHandedOver, linkIn, refersOut, trusted } from '../support/refer-outs.ts';
import { GONE_TITLE, send, TELEPHONE, visit } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';

let kindword: TestKindword;
let browser: TestBrowser;
let practice: TestPractice;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
  practice = await kindword.practice();
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

type Handed = { referOut: Json; enquiry: Json; link: string };

async function handedOver(person: Record<string, unknown> = {}): Promise<Handed> {
  const [enquiry, colleague] = [await enquirer(practice, person), await trusted(practice)];
  const referOut = await isHandedOver(practice, await refersOut(practice, { enquiry }, colleague));
  return { referOut, enquiry, link: await linkIn(kindword.outbox, colleague) };
}

test('a colleague sees a first name and one way to reach them, and may say that there is no place', async () => {
  const { referOut, link } = await handedOver({ lastName: 'Sorrel' });

  const { page } = await browser.open(link, TELEPHONE);
  await picture(page, 'handover');
  expect(await violationsOf(page)).toEqual([]);
  const text = (await page.textContent('main')) ?? '';
  await page.getByRole('button', { name: /full/ }).click();
  await page.waitForSelector('h1:has-text("Thank you")');

  expect(text).toContain('Samira');
  expect(text).toContain('020 7946 0018');
  expect(text).not.toMatch(/Sorrel|@example\.org/);
  expect(await practice.ask('GET', `/refer-outs/${referOut.id}`)).toMatchObject({
    status: 'choosing',
    declinedIds: [referOut.toProfessionalId],
  });
  expect((await visit(link)).text).toContain(GONE_TITLE);
  expect((await send(link)).status).toBe(404);
});

test('opening it changes nothing, however often; where there is no number it shows the address', async () => {
  const { link, enquiry } = await handedOver({ phone: undefined });
  const before = await stillTables(kindword.ownerUrl);

  const first = await visit(link);
  const second = await visit(link);

  const { person } = await practice.ask('GET', `/enquiries/${enquiry.id}`);
  expect(first.text).toContain(person.email);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(await dumpTables(kindword.ownerUrl)).toEqual(before);
  expect(first.headers.get('cache-control')).toBe('no-store');
});

test.each<[string, (handed: Handed) => Promise<unknown>]>([
  [
    'a fortnight has passed',
    () =>
      inPractice(kindword, practice, ({ em }) =>
        em.nativeUpdate(PublicToken, { purpose: 'handover' }, { expiresAt: new Date(0) }),
      ),
  ],
  [
    'the person thought better of it',
    ({ referOut }) => practice.ask('DELETE', `/refer-outs/${referOut.id}/consent`),
  ],
  ['it has ended', ({ referOut }) => ends(practice, referOut, 'started')],
  [
    'the person was erased',
    ({ enquiry }) =>
      inPractice(kindword, practice, ({ em }) =>
        em.nativeUpdate(
          Enquiry,
          { id: enquiry.id },
          { erasedAt: new Date(), firstName: null, phone: null, email: null },
        ),
      ),
  ],
])('nothing stands behind the link any more once %s', async (_, happens) => {
  const handed = await handedOver();
  const until = await visit(handed.link);

  await happens(handed);

  expect(until.text).toContain('Samira');
  const after = [await visit(handed.link), await send(handed.link)];
  expect(after.map(({ status }) => status)).toEqual([404, 404]);
  expect(after.map(({ text }) => text.includes('Samira'))).toEqual([false, false]);
});

test('it works for fourteen days from when it left', async () => {
  const { referOut } = await handedOver();

  const [letter] = referOut.messages;
  const { expiresAt } = await kindword.database.orm.em
    .fork()
    .findOneOrFail(PublicToken, { subjectId: letter.id });
  const days = ((expiresAt?.getTime() ?? 0) - Date.parse(referOut.handedOverAt)) / 86_400_000;
  expect(days).toBeGreaterThan(13.99);
  expect(days).toBeLessThanOrEqual(14);
  await becomes(practice, referOut, ({ messages }) => messages[0].status === 'sent');
});
