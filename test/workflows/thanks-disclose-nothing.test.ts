import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Disclosure } from '../../entities/disclosure.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { enquirer } from '../support/refer-outs.ts';
import { isThanked } from '../support/thanks.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { inPractice } from '../support/in-practice.ts';

const QUICK = {
  deadline: 'PT60S',
  remindAt: 'PT20S',
  escalateAt: 'PT30S',
  sendAt: 'PT40S',
  soloSendAt: 'PT3S',
  solo: true,
};
const RECEIVED_AT = new Date(Date.now() - 1_000).toISOString();

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ acknowledgement: QUICK });
});
afterAll(() => kindword.stop());

/** What has become of whoever was sent, by the time their referrer is thanked. */
const BECAME: Record<string, () => Promise<Json>> = {
  'nobody has been in touch': async () => null,
  'they were reached': () => enquiryAt('contacted'),
  'they came': () => enquiryAt('contacted', 'booked', 'attended'),
  'they were not a fit': async () => {
    const enquiry = await enquiryAt('contacted');
    await practice.ask('POST', `/enquiries/${enquiry.id}/close`, { reason: 'not_a_fit' });
    return enquiry;
  },
  'they were erased': async () => {
    const enquiry = await enquiryAt('contacted');
    const gone = { erasedAt: new Date(), firstName: null, email: null, phone: null };
    await inPractice(kindword, practice, ({ em }) => em.nativeUpdate(Enquiry, { id: enquiry.id }, gone));
    return enquiry;
  },
};

async function enquiryAt(...stages: string[]): Promise<Json> {
  const enquiry = await enquirer(practice);
  for (const stage of stages) await practice.ask('POST', `/enquiries/${enquiry.id}/progress`, { stage });
  return enquiry;
}

type Referrer = { email: string; referrer: Record<string, string>; learnedFrom: string };

const REFERRERS: Record<string, (kind: string) => Promise<Referrer>> = {
  async client() {
    const { id, email } = await practice.client({ firstName: 'Robin' });
    return { email, referrer: { clientId: id }, learnedFrom: 'referrer' };
  },
  async professional(kind) {
    const { id, email } = await practice.professional({ firstName: 'Jo', kind });
    return { email, referrer: { professionalId: id }, learnedFrom: 'referrer' };
  },
};

/** The whole e-mail, without what names whom it is for. */
async function thanks({ email, referrer, learnedFrom }: Referrer, enquiry: Json): Promise<string> {
  const linked = enquiry ? { enquiryId: enquiry.id } : {};
  await practice.refer({ referrer, learnedFrom, receivedAt: RECEIVED_AT, ...linked });
  const mail = await until(async () => (await mailsTo(kindword.outbox, email))[0] ?? null);
  const { Subject, From, TextBody, HtmlBody, ReplyTo, Tag } = mail;
  return JSON.stringify({ Subject, From, TextBody, HtmlBody, ReplyTo, Tag }).replaceAll(
    /posted\/[\w-]+/g,
    'posted/…',
  );
}

test.each([
  ['a client', 'client', ''],
  ['a colleague', 'professional', 'dietitian'],
  ['a doctor', 'professional', 'gp'],
])(
  '%s is thanked in the same bytes, whatever has become of whoever they sent (§3.2)',
  async (_, who, kind) => {
    const mails = await Promise.all(
      Object.values(BECAME).map(async (became) =>
        thanks(await (REFERRERS[who]?.(kind) ?? Promise.reject()), await became()),
      ),
    );

    expect(mails).toHaveLength(5);
    expect(new Set(mails).size).toBe(1);
    expect(mails[0]).toMatch(/Thank you/);
  },
);

/** Somebody got in touch, named who suggested us, and said what may be done with that. */
async function thanksFrom(said: Record<string, unknown>, enquired: Record<string, unknown> = {}) {
  const { id: clientId, email } = await practice.client({ firstName: 'Robin' });
  const enquiry = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Samira Jane', email: `samira-${crypto.randomUUID()}@example.org` },
    via: 'form',
    referrer: { clientId },
    mayThank: true,
    ...said,
    ...enquired,
  });
  const mail = await until(async () => (await mailsTo(kindword.outbox, email))[0] ?? null);
  await isThanked(practice, enquiry.referralId);
  const told = await inPractice(kindword, practice, ({ em }) =>
    em.find(Disclosure, { enquiryId: enquiry.id }),
  );
  return { mail, told: told.map(({ what, recipientId }) => [what, recipientId]), clientId };
}

test('whoever ticked “you can say it was me” is named, by first name, to exactly the referrer they named (M4)', async () => {
  const { mail, told, clientId } = await thanksFrom({ mayName: true });

  expect(mail.TextBody).toContain('Samira is happy for you to know that it was them.');
  expect(mail.TextBody).not.toContain('Jane');
  expect([mail.Subject, mail.TextBody.slice(0, 90)].join()).not.toContain('Samira');
  expect(told).toEqual([['it_was_them', clientId]]);
});

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['the second box stayed empty', {}, {}],
  ['it was said no to', { mayName: false }, {}],
  ['somebody else got in touch for them', { mayName: true }, { onBehalf: 'child' }],
])('nobody is named in a thanks where %s', async (_, said, enquired) => {
  const { mail, told } = await thanksFrom(said, enquired);

  expect(JSON.stringify(mail)).not.toContain('Samira');
  expect(told).toEqual([]);
});
