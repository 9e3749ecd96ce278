import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Enquiry } from '../../entities/enquiry.ts';
import { FeedbackConsent } from '../../entities/feedback-consent.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { asOwner } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { enquirer, refersOut } from '../support/refer-outs.ts';
import { inPractice } from '../support/in-practice.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

const allows = (enquiry: Json, recipient: Json, scope: string[]): Promise<Json> =>
  practice.ask('POST', `/enquiries/${enquiry.id}/feedback-consent`, {
    recipient: recipient.id,
    scope,
    wordingVersion: 'release-1',
  });
const mayDisclose = (enquiry: Json, { id }: Json): Promise<Json> =>
  practice.ask('GET', `/enquiries/${enquiry.id}/may-tell?recipient=${id}`);
const told = ({ tells }: Json): string[] =>
  tells.filter(({ may }: Json) => may).map(({ what }: Json) => what);
const tell = (enquiry: Json, { id: recipient }: Json, what: string) =>
  practice.call('POST', `/enquiries/${enquiry.id}/disclosures`, { recipient, what, via: 'phone' });
const goes = (enquiry: Json, stage: string): Promise<Json> =>
  practice.ask('POST', `/enquiries/${enquiry.id}/progress`, { stage });
const paths = ({ body }: Json): string[] => body.errors.map(({ path }: Json) => path).toSorted();

test('what the person allowed may be told, for a year, and what was told is written down with its consent', async () => {
  const [enquiry, gp] = [await enquirer(practice), await practice.professional({ kind: 'gp' })];
  for (const stage of ['contacted', 'booked']) await goes(enquiry, stage);

  const consent = await allows(enquiry, gp, ['attended', 'attended']);
  const answer = await mayDisclose(enquiry, gp);
  const logged = await tell(enquiry, gp, 'booked');
  const beyond = await tell(enquiry, gp, 'outcome_kind');

  expect(consent).toMatchObject({ recipientId: gp.id, scope: ['attended'], withdrawnAt: null });
  const days = (Date.parse(consent.expiresAt) - Date.parse(consent.givenAt)) / 86_400_000;
  expect([365, 366]).toContain(days);
  expect(told(answer)).toEqual(['contacted', 'booked', 'attended']);
  expect(answer.words).toBe('They have been in touch with us. They have a first appointment.');
  expect(logged).toMatchObject({
    status: 201,
    body: { what: 'booked', consentId: consent.id, by: practice.staffId },
  });
  expect([beyond.status, beyond.body.detail]).toEqual([409, 'The person has allowed less than this.']);
  const { items } = await practice.ask('GET', `/enquiries/${enquiry.id}/disclosures`);
  expect(items).toEqual([logged.body]);
  const seen = await practice.ask('GET', `/enquiries/${enquiry.id}`);
  expect(seen.timeline.map(({ what }: Json) => what)).toEqual(
    expect.arrayContaining(['feedback_allowed', 'told_professional']),
  );
});

test('without a consent that stands the answer is the same for everybody, and telling is refused', async () => {
  const gp = await practice.professional({ kind: 'gp' });
  const [fresh, booked, closed, sentOn, erased] = [
    await enquirer(practice),
    await enquirer(practice),
    await enquirer(practice),
    await enquirer(practice),
    await enquirer(practice),
  ];
  for (const stage of ['contacted', 'booked', 'attended']) await goes(booked, stage);
  await practice.ask('POST', `/enquiries/${closed.id}/close`, { reason: 'declined' });
  await refersOut(practice, { enquiry: sentOn });
  await allows(erased, gp, ['contacted']);
  await inPractice(kindword, practice, ({ em }) =>
    em.nativeUpdate(
      Enquiry,
      { id: erased.id },
      { erasedAt: new Date(), firstName: null, email: null, phone: null },
    ),
  );

  const answers = await Promise.all(
    [fresh, booked, closed, sentOn, erased].map((one) => mayDisclose(one, gp)),
  );
  const refused = await Promise.all([fresh, booked, closed, erased].map((one) => tell(one, gp, 'contacted')));

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(told(answers[0])).toEqual([]);
  expect(answers[0].words).toMatch(/can't say who does or doesn't come here/);
  expect(new Set(refused.map(({ status, body }) => `${status} ${body.detail}`)).size).toBe(1);
  expect(refused[0]?.status).toBe(409);
});

test('taken back, grown old or said anew: the latest word counts, and an earlier one never comes back', async () => {
  const [enquiry, gp, other] = [
    await enquirer(practice),
    await practice.professional({ kind: 'gp' }),
    await practice.professional(),
  ];
  const path = `/enquiries/${enquiry.id}/feedback-consent`;
  await allows(enquiry, gp, ['contacted', 'attended', 'ended', 'outcome_kind']);
  await allows(enquiry, gp, ['contacted']);
  await allows(enquiry, other, ['contacted']);

  const narrowed = told(await mayDisclose(enquiry, gp));
  const withdrawn = await practice.call('DELETE', `${path}?recipient=${gp.id}`);
  const after = await mayDisclose(enquiry, gp);
  const others = told(await mayDisclose(enquiry, other));
  await practice.call('DELETE', path);
  const all = told(await mayDisclose(enquiry, other));
  const renewed = await allows(enquiry, gp, ['contacted']);
  await inPractice(kindword, practice, ({ em }) =>
    em.nativeUpdate(FeedbackConsent, { id: renewed.id }, { expiresAt: new Date() }),
  );
  const old = await mayDisclose(enquiry, gp);

  expect([narrowed, withdrawn.status, told(after), others, all, told(old)]).toEqual([
    ['contacted'],
    204,
    [],
    ['contacted'],
    [],
    [],
  ]);
  expect([after.tells[0].why, old.tells[0].why]).toEqual(['consent_withdrawn', 'consent_expired']);
});

test('whoever put in a good word is told nothing, ever; who asks without saying for whom speaks to whoever sent them', async () => {
  const [client, gp] = [await practice.client(), await practice.professional({ kind: 'gp' })];
  const named = (referrer: Record<string, unknown>): Promise<Json> =>
    practice.ask('POST', '/enquiries', { person: { firstName: 'Sam' }, via: 'phone', referrer });
  const [byClient, byGp] = [await named({ clientId: client.id }), await named({ professionalId: gp.id })];
  await allows(byGp, gp, ['contacted']);

  const friend = await mayDisclose(byClient, client);
  const senders = await Promise.all(
    [byClient, byGp].map(({ id }: Json) => practice.ask('GET', `/enquiries/${id}/may-tell`)),
  );
  const refused = await tell(byClient, client, 'contacted');

  expect(new Set(friend.tells.map(({ why }: Json) => why))).toEqual(new Set(['never']));
  expect(senders[0]).toEqual(friend);
  expect(senders[1]).toMatchObject({
    recipientId: gp.id,
    tells: [{ what: 'contacted', may: true }, {}, {}, {}, {}],
  });
  expect(refused).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('never anything else') },
  });
});

test('every wrong field is named; other practices’ people and other practitioners’ enquiries are unknown', async () => {
  const stranger = await kindword.practice();
  const theirs = await stranger.professional();
  const [enquiry, gp] = [await enquirer(practice), await practice.professional()];
  const path = `/enquiries/${enquiry.id}/feedback-consent`;
  const body = { recipient: gp.id, scope: ['contacted'], wordingVersion: 'r1' };

  const wrong = await practice.call('POST', path, { recipient: 'x', scope: ['notes'], extra: true });
  const anothers = await practice.call('POST', path, { ...body, recipient: theirs.id });
  const unknown = await practice.call('GET', `/enquiries/${enquiry.id}/may-tell?recipient=${theirs.id}`);
  const clinical = await tell(enquiry, gp, 'clinical');
  const elsewhere = await stranger.call('POST', path, { ...body, recipient: theirs.id });
  const own = await (await practice.as(['practitioner'])).call('POST', path, body);

  expect([wrong.status, paths(wrong)]).toEqual([422, ['extra', 'recipient', 'scope.0', 'wordingVersion']]);
  expect([anothers.status, paths(anothers)]).toEqual([422, ['recipient']]);
  expect([unknown.status, paths(unknown)]).toEqual([422, ['query.recipient']]);
  expect([clinical.status, paths(clinical)]).toEqual([422, ['what']]);
  expect([elsewhere.status, own.status]).toEqual([404, 404]);
});

test('what was told can be neither changed nor deleted, whoever tries', async () => {
  const [enquiry, gp] = [await enquirer(practice), await practice.professional()];
  await allows(enquiry, gp, ['contacted']);
  await tell(enquiry, gp, 'contacted');

  for (const statement of [`update disclosure set what = 'ended'`, 'delete from disclosure'])
    await expect(asOwner(kindword.ownerUrl, statement)).rejects.toThrow(/append-only/);
});
