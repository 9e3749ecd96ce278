import { randomUUID } from 'node:crypto';
import { Client } from '../../entities/client.ts';
import { secretHash } from '../../entities/crypto/look-up.ts';
import type { Practice } from '../../entities/practice.ts';
import { PublicToken } from '../../entities/public-token.ts';
import { contactTestMail } from '../../email/contact-test-mail.ts';
import type { Envelope } from '../../email/envelope.ts';
import { clientInLink, publicLink } from '../../email/public-link.ts';
import { DAY_MS, HOUR_MS } from '../../policy/calendar/units.ts';
import type { ContactPart } from '../../policy/contact-path/contact-parts.ts';
import { partsDue } from '../../policy/contact-path/contact-schedule.ts';
import {
  fieldsOfMail,
  TEST_ENQUIRY,
  TEST_LETTER,
  TEST_MAIL_SUBJECT,
  testMailWords,
} from '../../policy/contact-path/test-person.ts';
import type { Tx } from '../transaction.ts';
import { makeMark, purgeMarks } from './marks.ts';
import { partsOfPractice, type PracticeParts, type Reached } from './parts-of-practice.ts';
import { readContactPath } from './read-path.ts';
import { forgetParts } from './note-results.ts';

/** `secret` goes along with the fields; `markId` is how it is known here. */
type FormToTry = {
  part: ContactPart;
  path: string;
  fields: Readonly<Record<string, string>>;
  markId: string;
  secret: string;
};
/** A page of ours, and how it must answer. */
export type PageToTry = { part: ContactPart; path: string; status: number; type: string; says?: string };
type MailToTry = { part: ContactPart; envelope: Envelope; markId: string };

/** What is tried now, from outside. */
export type ChecksToMake = {
  askedAt: Date;
  everyMs: number;
  forms: FormToTry[];
  pages: PageToTry[];
  websites: string[];
  mails: MailToTry[];
};

/** A form may wait for the database; nobody gains anything by a mark that is still good. */
const FORM_MARK_MS = HOUR_MS;
/** An e-mail that is late is still a test, and not somebody's. */
const MAIL_MARK_MS = DAY_MS;
const SOME_LINKS = 5;
const NOT_IN_USE = 'This link is not in use';

/** Decides what is due and makes a mark for everything that is sent; nothing is noted yet, so that it may be asked again. */
export async function prepareChecks(tx: Tx, reached: Reached): Promise<ChecksToMake> {
  const own = await partsOfPractice(tx, reached);
  const path = await readContactPath(tx, reached);
  await forgetParts(tx, own.parts);
  await purgeMarks(tx);
  const due = new Set(partsDue(path.parts, path.rules, tx.now));
  return {
    askedAt: tx.now,
    everyMs: path.rules.everyMs,
    forms: formsOf(tx, own.practice)
      .filter(({ part }) => due.has(part))
      .map((make) => make.now()),
    pages: [...(await linksOf(tx, own.practice)), ...widgetOf(own.practice), ...cardsOf(own)].filter(
      ({ part }) => due.has(part),
    ),
    websites: due.has('website') ? own.websites : [],
    mails: mailsOf(tx, own)
      .filter(({ part }) => due.has(part))
      .map((make) => make.now()),
  };
}

function formsOf(tx: Tx, { slug }: Practice) {
  const forms = [
    { part: 'form', name: 'enquire', fields: TEST_ENQUIRY },
    { part: 'professionals_form', name: 'professionals', fields: TEST_LETTER },
  ] as const;
  return forms.map(({ part, name, fields }) => ({
    part,
    now: (): FormToTry => {
      const { id, secret } = makeMark(tx, {
        part,
        fields: { form: name, ...fields },
        worksForMs: FORM_MARK_MS,
      });
      return { part, path: `/p/${slug}/${name}`, fields, markId: id, secret };
    },
  }));
}

/** The pages to which links lead; of a link nobody has, that it is answered by us. */
async function linksOf(tx: Tx, practice: Practice): Promise<PageToTry[]> {
  const of = (path: string, change: Partial<PageToTry> = {}): PageToTry => ({
    part: 'links',
    path,
    status: 200,
    type: 'text/html',
    ...change,
  });
  const nobodys = { status: 404, says: NOT_IN_USE };
  const own = await someReferrersLink(tx, practice);
  return [
    of(`/p/${practice.slug}/refer`),
    of(`/p/${practice.slug}/refer.svg`, { type: 'image/svg+xml' }),
    of(`/p/${practice.slug}/r/${randomUUID()}`, nobodys),
    of(`/u/${randomUUID()}`, nobodys),
    ...(own === null ? [] : [of(own)]),
  ];
}

/** Looking at it changes nothing and counts nowhere. */
async function someReferrersLink({ em, practiceId }: Tx, practice: Practice): Promise<string | null> {
  const tokens = await em.find(
    PublicToken,
    { practiceId, purpose: 'referrer', expiresAt: null },
    { limit: SOME_LINKS, disableIdentityMap: true },
  );
  for (const { subjectId, hash } of tokens) {
    const client = await em.findOne(Client, { id: subjectId }, { disableIdentityMap: true });
    const link = client && publicLink('', practice, 'referrer', clientInLink(client, 'referrer'));
    if (link && secretHash(link.token) === hash) return link.url;
  }
  return null;
}

/** What the practice's website loads: the statement, its script, and the page without one. */
function widgetOf({ slug }: Practice): PageToTry[] {
  const of = (path: string, type: string): PageToTry => ({
    part: 'widget',
    path: `/p/${slug}/${path}`,
    status: 200,
    type,
  });
  return [
    of('capacity.json', 'application/json'),
    of('capacity.js', 'text/javascript'),
    of('capacity', 'text/html'),
  ];
}

function cardsOf({ practice, cards }: PracticeParts): PageToTry[] {
  return cards.map((id) => ({
    part: 'cards',
    path: `/p/${practice.slug}/card/${id}`,
    status: 200,
    type: 'text/html',
  }));
}

function mailsOf(tx: Tx, { practice, inboundAddress }: PracticeParts) {
  if (inboundAddress === null) return [];
  const sent = { subject: TEST_MAIL_SUBJECT, replyTo: inboundAddress };
  const { from } = practice;
  return [
    {
      part: 'inbound' as const,
      now: (): MailToTry => {
        const fields = fieldsOfMail({ from, subject: TEST_MAIL_SUBJECT, body: testMailWords('') });
        const { id, secret } = makeMark(tx, { part: 'inbound', fields, worksForMs: MAIL_MARK_MS });
        const mail = { ...sent, to: inboundAddress, text: testMailWords(secret), sendId: randomUUID() };
        return { part: 'inbound', envelope: contactTestMail(practice, mail), markId: id };
      },
    },
    {
      part: 'autoresponse' as const,
      now: (): MailToTry => {
        const sendId = randomUUID();
        const { id } = makeMark(tx, {
          part: 'autoresponse',
          fields: { to: practice.replyTo.toLowerCase() },
          worksForMs: MAIL_MARK_MS,
          secret: sendId,
        });
        const mail = { ...sent, to: practice.replyTo, text: testMailWords(sendId), sendId };
        return { part: 'autoresponse', envelope: contactTestMail(practice, mail), markId: id };
      },
    },
  ];
}
