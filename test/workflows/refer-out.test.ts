import { afterAll, beforeAll, expect, test as afterwards } from '@jest/globals';
import { Disclosure } from '../../entities/disclosure.ts';
import { Message } from '../../entities/message.ts';
import { GONE_TITLE, visit } from '../pages/visitor.ts';
import { histories, Marks } from '../support/everything-written.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { freshNamespace, readParts } from '../support/parts.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import {
  becomes,
  ends,
  enquirer,
  isHandedOver,
  linkIn,
  refersOut,
  saysYes,
  trusted,
} from '../support/refer-outs.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { taskOf } from '../support/tasks.ts';
import { inPractice } from '../support/in-practice.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  const { address } = readParts().temporal;
  const namespace = await freshNamespace();
  kindword = await startKindword({ temporal: { connectionOptions: { address }, namespace } });
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

const test = sideBySide();

const toldOf = ({ id }: Json, at = practice) =>
  inPractice(kindword, at, ({ em }) => em.find(Disclosure, { referOutId: id }));
const namesOf = ({ suggestions }: Json) => suggestions.map(({ professionalId }: Json) => professionalId);

test('somebody who got in touch: names by e-mail, their yes, and only then a link to one colleague (S76)', async () => {
  const home = await kindword.practice();
  const full = await trusted(home, { placesKnown: 0 });
  const ada = await trusted(home, { firstName: 'Ada', lastName: 'Okafor', phone: '020 7946 0021' });
  await home.professional({ firstName: 'Not', lastName: 'Trusted' });
  const enquiry = await enquirer(home);

  const opened = await refersOut(home, { enquiry });
  const offered = await home.ask('POST', `/refer-outs/${opened.id}/offer`);
  const { person } = { person: await home.ask('GET', `/enquiries/${enquiry.id}`) };
  const names = await until(async () => (await mailsTo(kindword.outbox, person.person.email))[0] ?? null);
  const before = await mailsTo(kindword.outbox, ada.email);
  await saysYes(home, opened, ada);
  await isHandedOver(home, opened);

  expect([opened.status, namesOf(opened)]).toEqual(['choosing', [ada.id, full.id]]);
  expect(offered.status).toBe('offered');
  expect(names.Subject).toMatch(/^A short note from /);
  expect(names.TextBody).toContain('Ada Okafor, 020 7946 0021');
  expect(before).toEqual([]);
  const letters = await mailsTo(kindword.outbox, ada.email);
  expect(letters).toHaveLength(1);
  expect(letters[0].Subject).toMatch(/^A short note from /);
  expect(JSON.stringify(letters[0])).not.toMatch(/samira|7946 0018/i);
  const page = await visit(await linkIn(kindword.outbox, ada));
  expect(page.text).toContain('Samira');
  expect(page.text).toContain('020 7946 0018');
  expect(page.text).not.toContain('samira-');
  expect(await toldOf(opened, home)).toMatchObject([
    { recipientId: ada.id, what: 'how_to_reach_them', via: 'email', enquiryId: enquiry.id },
  ]);
  expect(await home.ask('GET', `/enquiries/${enquiry.id}`)).toMatchObject({ stage: 'closed' });
  const ended = await ends(home, opened, 'started');
  expect(ended).toMatchObject({ status: 'closed', outcome: 'started' });
  expect((await visit(await linkIn(kindword.outbox, ada))).text).toContain(GONE_TITLE);
});

test('a client who has said yes: the colleague hears of it, and nothing about the client changes (S78)', async () => {
  const client = await practice.client({ phone: null });
  const before = await practice.ask('GET', `/clients/${client.id}`);
  const ada = await trusted(practice);

  const opened = await practice.ask('POST', `/clients/${client.id}/refer-out`, {
    reason: 'not_progressing_here',
    toProfessionalId: ada.id,
    personConsented: true,
  });
  await isHandedOver(practice, opened);

  expect(opened.hint).toMatch(/supervision/);
  expect(await practice.ask('GET', `/clients/${client.id}`)).toEqual(before);
  expect((await visit(await linkIn(kindword.outbox, ada))).text).toContain(client.email);
  expect(await toldOf(opened)).toMatchObject([{ clientId: client.id, recipientId: ada.id }]);
});

test('without their yes no colleague hears of anybody; what contradicts is said', async () => {
  const client = await practice.client();
  const [ada, full] = [await trusted(practice), await trusted(practice, { takesReferrals: false })];
  const at = `/clients/${client.id}/refer-out`;
  const asked = { reason: 'overflow', toProfessionalId: ada.id };
  const stranger = await kindword.practice();
  const theirs = await trusted(stranger);

  const withoutYes = await practice.call('POST', at, { ...asked, personConsented: false });
  const wrong = await practice.call('POST', at, {
    reason: 'niche',
    toProfessionalId: ada.id,
    personConsented: false,
    x: 1,
  });
  const yes = { reason: 'overflow', personConsented: true };
  const anothers = await practice.call('POST', at, { ...yes, toProfessionalId: theirs.id });
  const closed = await practice.call('POST', at, { ...yes, toProfessionalId: full.id });
  const opened = await refersOut(practice, { client });
  const byMail = await practice.call('POST', `/refer-outs/${opened.id}/offer`);
  const nobody = await practice.call('POST', `/refer-outs/${opened.id}/outcome`, { outcome: 'declined' });
  const elsewhere = await stranger.call('GET', `/refer-outs/${opened.id}`);
  const own = await (await practice.as(['practitioner'])).call('GET', `/refer-outs/${opened.id}`);

  const paths = ({ body }: Json) => (body.errors ?? []).map(({ path }: Json) => path).toSorted();
  expect([withoutYes.status, paths(withoutYes)]).toEqual([422, ['personConsented']]);
  expect([wrong.status, paths(wrong)]).toEqual([422, ['personConsented', 'reason', 'x']]);
  expect([anothers.status, paths(anothers)]).toEqual([422, ['toProfessionalId']]);
  expect([closed, byMail, nobody, elsewhere, own].map(({ status }) => status)).toEqual([
    409, 409, 409, 404, 404,
  ]);
  expect(await mailsTo(kindword.outbox, ada.email)).toEqual([]);
});

test('a colleague says no: their link is dead, the next is suggested, and only a new yes tells that one', async () => {
  const [ada, tom] = [
    await trusted(practice, { placesKnown: 9 }),
    await trusted(practice, { placesKnown: 5 }),
  ];
  const enquiry = await enquirer(practice);
  const opened = await refersOut(practice, { enquiry }, ada);
  await isHandedOver(practice, opened);
  const link = await linkIn(kindword.outbox, ada);

  const again = await ends(practice, opened, 'declined');
  const task = await taskOf(practice, { kind: 'choose_colleague', referOutId: opened.id });
  const done = await practice.call('POST', `/tasks/${task.id}/done`);
  const sameAgain = await practice.call('POST', `/refer-outs/${opened.id}/consent`, {
    toProfessionalId: ada.id,
    wordingVersion: 'm13',
  });
  await saysYes(practice, opened, tom);
  await isHandedOver(practice, opened);

  expect(again).toMatchObject({ status: 'choosing', personConsented: false, declinedIds: [ada.id] });
  expect(namesOf(again)).toContain(tom.id);
  expect(namesOf(again)).not.toContain(ada.id);
  expect(task.words).toContain('Samira');
  expect([done.status, sameAgain.status]).toEqual([409, 409]);
  expect((await visit(link)).text).toContain(GONE_TITLE);
  expect((await visit(await linkIn(kindword.outbox, tom))).text).toContain('Samira');
  expect((await toldOf(opened)).map(({ recipientId }) => recipientId).toSorted()).toEqual(
    [ada.id, tom.id].toSorted(),
  );
  const { items } = await practice.ask('GET', '/tasks?limit=200');
  expect(items.filter(({ referOutId }: Json) => referOutId === opened.id)).toEqual([]);
});

test.each<[string, Record<string, unknown>]>([
  ['there is no address', { email: null }],
  ['they asked for no e-mail', { mayEmail: false }],
  ['they are a sole trader who has not asked for any', { soleTrader: true, mayEmail: null }],
  ['the address is refused', { email: `ida-${crypto.randomUUID()}+fault-406@example.org` }],
  ['the e-mail comes back', { email: `bo-${crypto.randomUUID()}+bounce@example.org` }],
])(
  'a colleague who cannot be written to is rung by a person, and that is written down: %s',
  async (_, change) => {
    const bea = await trusted(practice, { firstName: 'Bea', ...change });
    const opened = await refersOut(practice, { enquiry: await enquirer(practice) }, bea);

    const task = await taskOf(practice, { kind: 'check_handover', referOutId: opened.id });
    const wrote = await toldOf(opened);
    await practice.ask('POST', `/tasks/${task.id}/done`);
    await isHandedOver(practice, opened);

    expect(task.words).toMatch(/Samira is happy for Bea Juniper .* Ring Bea Juniper/);
    const told = await toldOf(opened);
    expect(told).toHaveLength(wrote.length + 1);
    expect(told.at(-1)).toMatchObject({ recipientId: bea.id, via: 'phone' });
  },
);

test('once there is an address the colleague is written to after all, and nobody need ring', async () => {
  const bea = await trusted(practice, { email: null });
  const opened = await refersOut(practice, { enquiry: await enquirer(practice) }, bea);
  const task = await taskOf(practice, { kind: 'check_handover', referOutId: opened.id });

  const email = `found-${crypto.randomUUID()}@example.org`;
  await practice.ask('PATCH', `/professionals/${bea.id}`, { email });
  await isHandedOver(practice, opened);

  expect(await mailsTo(kindword.outbox, email)).toHaveLength(1);
  expect((await toldOf(opened)).map(({ via }) => via)).toEqual(['email']);
  expect(await practice.call('POST', `/tasks/${task.id}/done`)).toMatchObject({ status: 409 });
});

test('asked again while it waits to leave: a yes that was taken back stops it', async () => {
  const home = await kindword.practice({ sending: 'paused' });
  const [ada, tom] = [await trusted(home), await trusted(home)];
  const [kept, withdrawn] = [await enquirer(home), await enquirer(home)];
  const [goes, stays] = [
    await refersOut(home, { enquiry: kept }, ada),
    await refersOut(home, { enquiry: withdrawn }, tom),
  ];
  for (const one of [goes, stays]) await becomes(home, one, ({ messages }) => messages.length === 1);

  await home.ask('DELETE', `/refer-outs/${stays.id}/consent`);
  await home.ask('PATCH', '/practice', { sending: 'live' });
  await isHandedOver(home, goes);

  expect(await home.ask('GET', `/refer-outs/${stays.id}`)).toMatchObject({
    status: 'choosing',
    toProfessionalId: null,
    messages: [{ status: 'stopped' }],
  });
  expect(await mailsTo(kindword.outbox, tom.email)).toEqual([]);
  expect(await toldOf(stays, home)).toEqual([]);
  await saysYes(home, stays, tom);
  await isHandedOver(home, stays);
  expect(await mailsTo(kindword.outbox, tom.email)).toHaveLength(1);
});

test('in rehearsal everything is decided and shown, and nobody is told', async () => {
  const home = await kindword.practice({ sending: 'rehearsal' });
  const ada = await trusted(home);
  const opened = await refersOut(home, { enquiry: await enquirer(home) }, ada);

  await becomes(home, opened, ({ messages }) => messages[0]?.status === 'would_send');

  expect(await mailsTo(kindword.outbox, ada.email)).toEqual([]);
  expect(await toldOf(opened, home)).toEqual([]);
  const [letter] = await inPractice(kindword, home, ({ em }) => em.find(Message, { template: 'm14' }));
  const link = /https?:\/\/\S+\/handover\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
  expect((await visit(link)).text).toContain(GONE_TITLE);
});

test('somebody is asked how it went, twice; and what nobody hears of is closed as unknown', async () => {
  const home = await kindword.practice();
  const { followThrough } = await home.ask('GET', '/practice/policy');
  await home.changePolicy({ followThrough: { ...followThrough, attendedWithin: 'PT8S', matured: 'PT16S' } });
  const opened = await refersOut(home, { client: await home.client() }, await trusted(home));

  const first = await taskOf(home, { kind: 'check_handover', referOutId: opened.id });
  await home.ask('POST', `/tasks/${first.id}/done`);
  const second = await taskOf(home, { kind: 'check_handover', referOutId: opened.id });
  const closed = await becomes(home, opened, ({ status }) => status === 'closed');
  const late = await ends(home, opened, 'accepted');

  expect(first.words).toMatch(/Did they find a place\? Ask Robin Rowan/);
  expect(second.id).not.toBe(first.id);
  expect(closed.outcome).toBe('unknown');
  expect(late.outcome).toBe('accepted');
  expect(await home.call('POST', `/refer-outs/${opened.id}/outcome`, { outcome: 'declined' })).toMatchObject({
    status: 409,
  });
});

afterwards('no history, memo or summary holds a name, a number or an address', async () => {
  const marks = new Marks();
  const home = await kindword.practice();
  const ada = await trusted(home, marks.person());
  const bea = await trusted(home, { ...marks.person('+bounce'), howWeKnowThem: marks.word() });
  const enquiry = await home.ask('POST', '/enquiries', { person: marks.person(), via: 'email' });
  const opened = await refersOut(home, { enquiry }, bea);
  await taskOf(home, { kind: 'check_handover', referOutId: opened.id });
  await ends(home, opened, 'declined');
  await saysYes(home, opened, ada);
  await isHandedOver(home, opened);
  await ends(home, opened, 'accepted');

  const written = await histories(kindword);

  expect(written).toContain(`refer-out/${opened.id}`);
  expect(marks.foundIn(written)).toEqual([]);
});
