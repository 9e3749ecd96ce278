import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { attends, practiceInAHurry, reaches, regular, settled } from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { firstMailTo } from '../support/mails.ts';

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(() => kindword.stop());

test('a goal reached is asked about inside the follow-up that goes anyway', async () => {
  const practice = await practiceInAHurry(kindword);
  const client = await regular(practice);

  await attends(practice, client.id);
  const milestone = await reaches(practice, client.id);

  const done = await settled(practice, client.id, milestone.id);
  expect(done).toMatchObject({ status: 'carried', carrier: 'follow_up' });
  const mail = await firstMailTo(kindword.outbox, client.email);
  expect(mail.Subject).toMatch(/^A short note from /);
  expect(mail.TextBody).toContain('If you know someone who might benefit');
});
