import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { says } from '../../support/capacity.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword({ role: 'api' }), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

test.each(SCRIPTS)(
  'a practitioner says whether they have room, for themselves alone (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const jo = await practice.professional();
    const [own, other] = [await practice.as(['practitioner']), await practice.as(['practitioner'])];
    const page = await openAs(browser, kindword, own, '/capacity', { scripts });
    expect(await page.main.text()).toContain('Not said yet: everywhere reads “please ask”.');
    expect(await page.page.getByRole('link', { name: 'Change' }).count()).toBe(1);

    await page.page.getByRole('link', { name: 'Change' }).click();
    await page.main.tick('Full');
    await page.main.fill('From', '12');
    await page.main.fill('To', '8');
    await page.main.press('Save');
    expect(await page.main.field('To').getAttribute('aria-invalid')).toBe('true');
    expect(await page.main.value('From')).toBe('12');
    await page.main.fill('To', '16');
    await page.page.getByText('Places kept for the people').first().click();
    await page.main.tick('Jo Juniper');
    await picture(page.page, `capacity-change-${scripts}`);
    await page.main.press('Save');

    expect(await page.said()).toBe('Saved. Cards, forms and the box on your website say so now.');
    expect(page.path).toBe('/capacity');
    const { items } = await practice.ask('GET', '/capacity');
    expect(items.find((one: { practitionerId: string }) => one.practitionerId === own.staffId)).toMatchObject(
      {
        status: 'full',
        waitWeeks: { from: 12, to: 16 },
        placesFor: [jo.id],
      },
    );
    await page.goto(`/capacity/${other.staffId}`);
    expect(await page.heading()).toBe('There is nothing here');
  },
);

test.each(SCRIPTS)(
  'the words for each place are there to copy, and that it says them is one press (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const { staffId } = await practice.as(['practitioner']);
    await says(practice, staffId, { status: 'full' });
    const page = await openAs(browser, kindword, await practice.as(['desk']), '/capacity', { scripts });
    await picture(page.page, `capacity-${scripts}`);

    expect(await page.region('While you are full').text()).toContain('You have been full since');
    expect(await page.row('Voicemail').value('Words for this place')).toContain('full');
    await page.row('Voicemail').press('Updated');

    expect(await page.said()).toBe('Noted: this place is up to date.');
    expect(await page.row('Voicemail').text()).toContain('Up to date since');
    const { places } = await practice.ask('GET', '/capacity/wording');
    expect(places).toContainEqual(expect.objectContaining({ place: 'voicemail', says: 'current' }));
  },
);
