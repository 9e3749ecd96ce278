import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { Json, TestPractice } from '../../support/practice.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';
import { until } from '../../support/until.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

/** A referral whose thanks is drafted. */
async function drafted(practice: TestPractice): Promise<Json> {
  const robin = await practice.client();
  const { id } = await practice.refer({ referrer: { clientId: robin.id }, person: { firstName: 'Sam' } });
  return until(async () => {
    const referral = await practice.referral(id);
    return referral.acknowledgement.messageId === undefined ? null : referral;
  });
}

test.each(SCRIPTS)(
  'who passed our name on is noted, said who it is, and thanked (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const robin = await practice.client();
    const desk = await openAs(browser, kindword, practice, '/referrals/new', { scripts });
    await picture(desk.page, 'referral-new');

    await desk.main.fill('Who passed our name on?', 'Robin');
    await desk.main.fill('Whom did they tell?', 'Sam');
    await desk.press('Save referral');
    expect(await desk.said()).toMatch(/^Saved as number \d+\.$/);
    await picture(desk.page, 'referral-who');
    await desk.main.tick(/Robin Rowan/);
    await desk.press('That is who it was');

    expect(await desk.said()).toBe('Noted who it was.');
    const { items } = await practice.ask('GET', '/referrals');
    expect(items).toMatchObject([{ referrer: { clientId: robin.id }, acknowledgement: { status: 'due' } }]);
  },
);

test.each(SCRIPTS)(
  'a thanks is sent with a line of one’s own, and can be taken back before it leaves (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { id } = await drafted(practice);
    const desk = await openAs(browser, kindword, practice, `/referrals/${id}`, { scripts });
    await picture(desk.page, 'referral');

    await desk.main.fill('A line of your own', 'It was lovely to hear from you.');
    await desk.press('Thank now');
    expect(await desk.said()).toMatch(/^The thanks goes at .+\. You can take it back until then\.$/);
    await picture(desk.page, 'referral-thanked');
    await desk.press('Take back');

    expect(await desk.said()).toBe('Taken back. Nothing was sent.');
    expect(await practice.referral(id)).toMatchObject({ acknowledgement: { status: 'due' } });
  },
);

test.each(SCRIPTS)('who was thanked by card gets nothing else (%s)', async (_, scripts) => {
  const practice = await kindword.practice();
  const { id } = await drafted(practice);
  const desk = await openAs(browser, kindword, practice, '/referrals', { scripts });
  await picture(desk.page, 'referrals');

  await desk.goto(`/referrals/${id}`);
  await desk.main.choose('You thanked them another way?', 'By card');
  await desk.press('Note it');

  expect(await desk.said()).toBe('Noted. Nothing is sent.');
  expect(await practice.referral(id)).toMatchObject({
    acknowledgement: { status: 'done_by_hand', byHand: 'card' },
  });
});

test.each(SCRIPTS)('a yes to thanks that comes later is recorded (%s)', async (_, scripts) => {
  const practice = await kindword.practice();
  const robin = await practice.client();
  const { referralId } = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Sam' },
    referrer: { clientId: robin.id },
    via: 'phone',
  });
  const desk = await openAs(browser, kindword, practice, `/referrals/${referralId}`, { scripts });

  await desk.press('Record a yes');

  expect(await desk.said()).toMatch(/^Recorded\. They are thanked by /);
  expect(await practice.referral(referralId)).toMatchObject({
    mayThank: true,
    acknowledgement: { status: 'due' },
  });
});

test('a colleague’s letter makes an enquiry, and a practitioner never reads which client it was', async () => {
  const practice = await kindword.practice();
  const jo = await practice.professional();
  const practitioner = await practice.as(['practitioner']);
  const desk = await openAs(browser, kindword, practice, `/referrals/new?by=letter&professional=${jo.id}`);
  await picture(desk.page, 'referral-letter');

  await desk.main.fill('First name of the person', 'Alex');
  await desk.main.fill('Phone or e-mail', '020 7946 0018');
  await desk.main.tick('The person agreed to being contacted');
  await desk.press('Save letter');
  expect(await desk.heading()).toContain('Jo Juniper');
  await desk.page.getByRole('link', { name: 'Open the enquiry' }).click();
  expect(await desk.heading()).toContain('Alex');

  const robin = await practice.client();
  const { id } = await practice.refer({
    referrer: { clientId: robin.id },
    practitionerId: practitioner.staffId,
  });
  const theirs = await openAs(browser, kindword, practitioner, `/referrals/${id}`);
  const text = await theirs.main.text();
  expect(text).toContain('A personal contact');
  expect(text).not.toContain('Rowan');
  const answer = await theirs.page.goto(`${kindword.url}/referrals`);
  expect(answer?.status()).toBe(403);
});
