import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { picture, TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import { mailsTo } from '../../support/mails.ts';
import type { TestPractice } from '../../support/practice.ts';
import { openAs, SCRIPTS } from '../../support/staff-browser.ts';
import { taskOf } from '../../support/tasks.ts';
import { until } from '../../support/until.ts';

const LATER = { deadline: 'PT48H', remindAt: 'PT24H', escalateAt: 'PT36H', sendAt: 'PT44H' };

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
});
afterAll(async () => {
  await browser.stop();
  await kindword.stop();
});

/** Somebody rang, so that somebody has to answer. */
async function enquiry(practice: TestPractice, firstName = 'Sam'): Promise<string> {
  const { id } = await practice.ask('POST', '/enquiries', {
    person: { firstName, phone: '020 7946 0018' },
    via: 'phone',
  });
  await until(async () => (await practice.ask('GET', `/tasks?enquiryId=${id}`)).items.length > 0);
  return id;
}

test.each(SCRIPTS)('a call is noted in one press, and taken back as easily (%s)', async (_, scripts) => {
  const practice = await kindword.practice();
  await enquiry(practice);
  const today = await openAs(browser, kindword, await practice.as(['desk']), '/today', { scripts });
  await picture(today.page, `today-${scripts ? 'with' : 'without'}-scripts`);

  await today.row('Sam').press('We reached them');
  expect(await today.said()).toBe('Done.');
  await today.row('Sam').press('Take back');
  expect(await today.said()).toBe('Taken back.');
  expect(await today.row('Sam').locator.getByRole('button', { name: 'We reached them' }).count()).toBe(1);
});

test.each(SCRIPTS)(
  'what is not for today is put off, and what is promised for today is not (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    await enquiry(practice);
    const today = await openAs(browser, kindword, practice, '/today', { scripts });

    await today.row('Sam').press('Not today');

    const [task] = (await practice.ask('GET', '/tasks')).items;
    if (task.notBefore) expect(await today.said()).toMatch(/^Put off until/);
    else expect(await today.row('Sam').text()).toContain('Give it to somebody');
  },
);

test.each(SCRIPTS)('a task is given to somebody, and says from whom it came (%s)', async (_, scripts) => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const { name } = await desk.ask('GET', '/me');
  await enquiry(practice);
  const today = await openAs(browser, kindword, practice, '/today', { scripts });

  await today.row('Sam').locator.getByText('Give to…').click();
  if (!scripts) {
    await today.row('Sam').locator.getByRole('link', { name: 'Choose who' }).click();
  } else await today.row('Sam').field('Give to').waitFor();
  await today.main.choose('Give to', name);
  await today.press(/^Give$/);

  expect(await today.said()).toBe('Given.');
  const theirs = await openAs(browser, kindword, desk, '/today?who=me', { scripts });
  expect(await theirs.row('Sam').text()).toContain('From');
});

test.each(SCRIPTS)(
  'a thanks that was taken back is not sent, and its task is there again (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice({ acknowledgement: LATER });
    const robin = await practice.client({ firstName: 'Robin' });
    const referral = await practice.refer({ referrer: { clientId: robin.id } });
    await taskOf(practice, { referralId: referral.id, kind: 'thank' });
    const today = await openAs(browser, kindword, await practice.as(['desk']), '/today', { scripts });

    await today.row('Robin').fill('A line of your own', 'It was lovely to hear from you.');
    await picture(today.page, 'today-thanks');
    await today.row('Robin').press('Thank now');
    expect(await today.said()).toMatch(/^It goes at .+\. You can take it back until then\.$/);
    await today.row('Robin').press('Take back');

    expect(await today.said()).toBe('Taken back. Nothing was sent.');
    expect(await today.row('Robin').value('A line of your own')).toBe('It was lovely to hear from you.');
    expect(await mailsTo(kindword.outbox, robin.email)).toEqual([]);
  },
);

test('nobody waiting says so kindly, and what goes by itself next', async () => {
  const practice = await kindword.practice();
  const today = await openAs(browser, kindword, practice, '/today');

  expect(await today.main.text()).toContain('Nobody is waiting.');
});
