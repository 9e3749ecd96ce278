import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

test.each(SCRIPTS)(
  'somebody is referred out: names, their yes to one, and how it ended (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const jo = await practice.professional({
      trusted: true,
      howWeKnowThem: 'We share a supervision group.',
      placesKnown: 2,
      lastConfirmedOn: new Date().toISOString().slice(0, 10),
    });
    const { id } = await practice.ask('POST', '/enquiries', {
      person: { firstName: 'Sam', email: 'sam@example.org' },
      via: 'form',
    });
    const desk = await openAs(browser, kindword, practice, `/enquiries/${id}/refer-out`, { scripts });

    await desk.main.tick('We are full');
    await picture(desk.page, 'refer-out-why');
    await desk.press('Show colleagues');
    expect(await desk.said()).toBe('Opened. Choose with them whom to ask.');
    await picture(desk.page, 'refer-out');
    await desk.region('Who could help').locator.getByRole('checkbox', { name: 'Jo Juniper' }).check();
    await desk.press('Send them these names');
    expect(await desk.said()).toMatch(/^The names go at .+\. You can take them back until then\.$/);
    await desk.press('Take back');
    expect(await desk.said()).toBe('Taken back. Nothing was sent.');

    await desk.region('Who could help').locator.getByRole('radio', { name: 'Jo Juniper' }).check();
    await desk.press('Record their yes');
    expect(await desk.said()).toBe('Recorded. Only this colleague hears of them.');
    await desk.main.choose('How did it end?', 'They have begun there');
    await desk.press('Note the end');
    expect(await desk.said()).toBe('Noted how it ended.');

    const { items } = await practice.ask('GET', `/refer-outs?enquiryId=${id}`);
    expect(items).toMatchObject([
      { toProfessionalId: jo.id, toName: 'Jo Juniper', personName: 'Sam', outcome: 'started' },
    ]);
    await desk.goto('/refer-outs');
    expect(await desk.main.text()).toContain('Sam');
    await picture(desk.page, 'refer-outs');
  },
);

test('what a practitioner did not refer out is not theirs to see', async () => {
  const practice = await kindword.practice();
  const practitioner = await practice.as(['practitioner']);
  const { id } = await practice.ask('POST', '/enquiries', { person: { firstName: 'Sam' }, via: 'form' });
  const referOut = await practice.ask('POST', `/enquiries/${id}/refer-out`, {
    reason: 'overflow',
    personConsented: false,
  });
  const list = await openAs(browser, kindword, practitioner, '/refer-outs');

  expect(await list.main.text()).not.toContain('Sam');
  const answer = await list.page.goto(`${kindword.url}/refer-outs/${referOut.id}`);
  expect(answer?.status()).toBe(404);
});
