import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Professional } from '../../../entities/professional.ts';
import { openTask } from '../../../facts/tasks/open-task.ts';
import { weekOf } from '../../../policy/relationships/weekly-choice.ts';
import { picture, TestBrowser } from '../../support/browser.ts';
import { today } from '../../support/clock.ts';
import { inPractice } from '../../support/in-practice.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { TestPractice } from '../../support/practice.ts';
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

/** They are on this week's list. */
function isDue(practice: TestPractice, professionalId: string): Promise<unknown> {
  return inPractice(kindword, practice, async (tx) => {
    const { until } = weekOf(tx.now, 'Europe/London');
    const professional = tx.em.getReference(Professional, [tx.practiceId, professionalId]);
    openTask(tx, { kind: 'check_in', why: 'due', professional, assignee: null, dueAt: until });
  });
}

const relationshipOf = async (practice: TestPractice, id: string) =>
  (await practice.ask('GET', `/professionals/${id}`)).relationship;

test.each(SCRIPTS)(
  'this week’s list says who, why now and the words; having spoken is one press (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const jo = await practice.professional({ phone: '020 7946 0018', focus: ['adolescents'] });
    await practice.professional({
      firstName: 'Ann',
      lastName: 'Ash',
      kind: 'gp',
      riskFlags: ['replaceable'],
    });
    await isDue(practice, jo.id);
    const desk = await practice.as(['desk']);
    const network = await openAs(browser, kindword, desk, '/network', { scripts });
    await picture(network.page, `network-${scripts}`);

    expect(await network.heading()).toBe('Colleagues');
    expect(await network.row('Jo Juniper').value('Words to say or write')).toMatch(/^Hello Jo,/);
    expect(await network.row('Jo Juniper').text()).toContain('020 7946 0018');
    await network.row('Jo Juniper').choose('How', 'We met');
    await network.row('Jo Juniper').press('Done, we spoke');

    expect(await network.said()).toBe('Noted. Their time begins anew.');
    expect(await network.row('Jo Juniper').text()).toContain('Done');
    expect((await relationshipOf(practice, jo.id)).lastContact.kind).toBe('coffee');
  },
);

test('an e-mail that may not go is refused in its row, with what to do instead', async () => {
  const practice = await kindword.practice();
  const jo = await practice.professional({ mayEmail: false });
  await isDue(practice, jo.id);
  const network = await openAs(browser, kindword, practice, '/network');

  await network.row('Jo Juniper').press('E-mail these words now');

  await network.row('Jo Juniper').locator.getByText('Ring, or send a card.').waitFor();
});

test.each(SCRIPTS)(
  'a colleague is added, and the fault of a form is named at its field with all that was typed (%s)',
  async (_, scripts) => {
    const practice = await kindword.practice();
    const form = await openAs(browser, kindword, await practice.as(['practitioner']), '/professionals/new', {
      scripts,
    });
    await form.main.fill('First name', 'Ada');
    await form.main.choose('What are they?', 'GP');
    await form.main.tick('We trust them with our people');
    await form.main.press('Add colleague');

    expect(await form.page.getByRole('alert').textContent()).toContain('Please look at this again');
    expect(await form.main.field('Last name').getAttribute('aria-invalid')).toBe('true');
    expect(await form.main.value('First name')).toBe('Ada');
    await form.main.fill('Last name', 'Okafor');
    await form.main.fill('How we know them', 'We share a supervision group.');
    await form.main.press('Add colleague');

    expect(await form.said()).toBe('Added.');
    expect(await form.heading()).toContain('Ada Okafor');
    await form.goto('/professionals');
    await picture(form.page, `professionals-${scripts}`);
    expect(await form.region('Trusted colleagues').text()).toContain('Ada Okafor');
  },
);

test('what is known of a colleague is confirmed, changed and emptied; pause, claim, touch and move are noted', async () => {
  const practice = await kindword.practice();
  const jo = await practice.professional({ focus: ['adolescents'], riskFlags: ['single_contact'] });
  const page = await openAs(browser, kindword, await practice.as(['desk']), `/professionals/${jo.id}`);
  await picture(page.page, 'professional');

  await page.press('All of this is right');
  expect(await page.said()).toBe('Confirmed as of today.');
  await page.region('You were in touch').choose('How', 'A coffee');
  await page.region('You were in touch').press('Note it');
  expect(await page.said()).toBe('Noted. Their time begins anew.');
  await page.page.getByText('They say that they gave out your name').click();
  await page.region('What happens now and then').fill('How often', 'three');
  await page.region('What happens now and then').press('Note it');
  expect(await page.region('What happens now and then').field('How often').getAttribute('aria-invalid')).toBe(
    'true',
  );
  await page.region('What happens now and then').fill('How often', '3');
  await page.region('What happens now and then').press('Note it');
  expect(await page.said()).toBe('Noted. We set it against who arrives.');
  await page.goto(`/professionals/${jo.id}?change=yes`);
  await picture(page.page, 'professional-change');
  await page.main.fill('What they work with', 'eating disorders\ncouples');
  await page.main.field('One person there knows us').uncheck();
  await page.main.fill('E-mail', '');
  await page.main.press('Save');

  expect(await page.said()).toBe('Saved.');
  expect(await practice.ask('GET', `/professionals/${jo.id}`)).toMatchObject({
    focus: ['eating disorders', 'couples'],
    riskFlags: [],
    email: null,
    lastConfirmedOn: today(),
    relationship: { lastContact: { kind: 'claim' } },
  });
});

test('a page of colleagues is of one’s own practice, and the network is not for practitioners', async () => {
  const ours = await kindword.practice();
  const theirs = await kindword.practice();
  const jo = await theirs.professional();
  const practitioner = await ours.as(['practitioner']);
  const page = await openAs(browser, kindword, practitioner, '/professionals');

  for (const [path, heading] of [
    [`/professionals/${jo.id}`, 'There is nothing here'],
    ['/network', 'This page is not open to you'],
    ['/broadcasts', 'This page is not open to you'],
    ['/source-log', 'This page is not open to you'],
  ] as const) {
    await page.goto(path);
    expect(await page.heading()).toBe(heading);
  }
});
