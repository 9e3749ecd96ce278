import { describe, expect, test } from '@jest/globals';
import { readInboundMail } from '../../../email/inbound-mail.ts';
import { authorOf } from '../../../policy/inbound-mail/author.ts';
import { leadIn } from '../../../policy/inbound-mail/form-lead.ts';
import { parseIntroduction, type Reading } from '../../../policy/inbound-mail/parse-introduction.ts';
import { forwardedMails } from '../../inbound-mail/forwarded-mails.ts';
import { mailPayload, type Mail } from '../../inbound-mail/post-mail.ts';

function inboundOf(change: Partial<Mail>) {
  const mail = readInboundMail(
    mailPayload({
      from: 'jane.doe@example.org',
      name: 'Jane Doe',
      to: 'in+willow@in.example.org',
      subject: 'Introduction: Mia',
      ...change,
    }),
  );
  if (!mail) throw new Error('The mail has no sender.');
  return mail.inbound;
}

const reading = (change: Partial<Mail>): Reading => parseIntroduction(inboundOf(change), ['Olive']);

const CALENDAR = {
  Attachments: [
    { Name: 'a.ics', Content: '', ContentType: 'text/calendar', ContentLength: 0, ContentID: '' },
  ],
};
const calendarFile = (Name: string, ContentType: string) => ({
  Attachments: [{ Name, Content: '', ContentType, ContentLength: 0, ContentID: '' }],
  headers: { 'Auto-Submitted': 'auto-generated' },
});
const GROUP = {
  Precedence: 'list',
  'List-ID': '<hello.willow.example>',
  'List-Unsubscribe':
    '<mailto:googlegroups-manage+1+unsubscribe@googlegroups.com>, <https://groups.google.com/a/willow.example/group/hello/subscribe>',
  'X-Google-Group-Id': '123456',
};
const CRM = {
  'List-Unsubscribe': '<https://crm.example/u/1>',
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
};

/** Written by people: recorded, or a person's to read; never put aside. */
const PEOPLE: [what: string, mail: Partial<Mail>][] = [
  ['an introduction through a Google group', { headers: GROUP }],
  [
    'one whose From the group rewrote',
    {
      from: 'hello@willow.example',
      name: "'Jane Doe' via Hello",
      ReplyTo: 'Jane Doe <jane.doe@example.org>',
      headers: { ...GROUP, 'X-Original-From': 'Jane Doe <jane.doe@example.org>' },
    },
  ],
  ['a question through a group', { subject: 'Thursday', text: 'May I move Thursday?', headers: GROUP }],
  [
    'an introduction with Exchange’s X-Auto-Response-Suppress',
    { headers: { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' } },
  ],
  [
    'a question with it',
    { subject: 'Thursday', text: 'May I move Thursday?', headers: { 'X-Auto-Response-Suppress': 'All' } },
  ],
  ['an introduction with Precedence: bulk', { headers: { Precedence: 'bulk' } }],
  [
    'a question with Precedence: bulk',
    { subject: 'Thursday', text: 'May I move Thursday?', headers: { Precedence: 'bulk' } },
  ],
  ['Precedence: junk', { headers: { Precedence: 'junk' } }],
  ['an introduction from practice software', { headers: CRM }],
  [
    'a letter from practice software, with its footer',
    { subject: 'Referral: Doe, Karl', text: 'Karl would like to be seen.\n\nUnsubscribe', headers: CRM },
  ],
  [
    'a statement from practice software',
    { subject: 'Hello', text: 'I told my sister about you.', headers: CRM },
  ],
  [
    'an enquiry from practice software',
    { subject: 'Hello', text: 'I am looking for a therapist. Do you have space?', headers: CRM },
  ],
  ['an introduction with a List-Id', { headers: { 'List-Id': '<friends.example.org>' } }],
  [
    'words on a mailing list',
    { subject: 'Hello', text: 'Just to say how glad I am.', headers: { 'List-Id': '<friends.example.org>' } },
  ],
  [
    'an introduction from a no-reply address',
    { from: 'no-reply@crm.example', name: 'Jane Doe via Crm', ReplyTo: 'Jane Doe <jane.doe@example.org>' },
  ],
  [
    'words from a no-reply address that a person answers for',
    {
      subject: 'Hello',
      text: 'A word for you.',
      from: 'noreply@crm.example',
      ReplyTo: 'jane.doe@example.org',
    },
  ],
  ['an introduction with an invitation', CALENDAR],
  [
    'an invitation with words',
    { ...CALENDAR, subject: 'Invitation: Coffee @ Thu 3 Dec', text: 'Shall we talk about Mia?' },
  ],
  [
    'an invitation that a calendar sent',
    { ...CALENDAR, subject: 'Introduction: Mia', headers: { 'Auto-Submitted': 'auto-generated' } },
  ],
  ['an invitation of the type application/ics', calendarFile('invite', 'application/ics; name="invite.ics"')],
  ['an invitation of no type but its name', calendarFile('Invite.ICS', 'application/octet-stream')],
  [
    'a person whose office is called “service”',
    { subject: 'Thursday', text: 'May I move Thursday?', from: 'service@smith.example' },
  ],
  ['Auto-Submitted: no', { headers: { 'Auto-Submitted': 'no' } }],
  ['an empty return path', { headers: { 'Return-Path': '<>' } }],
  ['a letter with X-Autoreply: no', { headers: { 'X-Autoreply': 'no' } }],
  [
    'somebody who is out of office and says so',
    { subject: 'Out of office next week, and an introduction', text: 'I would like to introduce Mia.' },
  ],
  [
    'somebody whose subject begins with “read”',
    { subject: 'Reading group', text: 'I told my sister about you.' },
  ],
  [
    'an introduction forwarded with a tidied subject',
    {
      subject: 'Introduction: Noa',
      text: '> Begin forwarded message:\n>\n> From: Gina Holt <gina@example.net>\n> Subject: my friend\n>\n> I told Noa about you',
    },
  ],
  [
    'a forward on a list',
    {
      subject: 'Fwd: Mia',
      text: '---------- Forwarded message ---------\nFrom: Gina <gina@example.net>\nDate: Mon\nSubject: Hello\nTo: <x@example.org>\n\nI told Mia about you',
      headers: { 'List-Id': '<x.example.org>' },
    },
  ],
];

/** Written by machines, surely. */
const MACHINES: [what: string, mail: Partial<Mail>][] = [
  ['auto-replied', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['auto-generated', { headers: { 'Auto-Submitted': 'auto-generated' } }],
  ['auto-notified', { headers: { 'Auto-Submitted': 'auto-notified; owner' } }],
  ['Precedence: auto_reply', { headers: { Precedence: 'auto_reply' } }],
  ['X-Autoreply', { headers: { 'X-Autoreply': 'yes' } }],
  ['X-Autorespond', { headers: { 'X-Autorespond': 'Introduction: Mia' } }],
  [
    'a delivery report',
    {
      subject: 'Introduction: Mia',
      headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' },
    },
  ],
  [
    'a read receipt',
    { headers: { 'Content-Type': 'multipart/report; report-type=disposition-notification' } },
  ],
  ['the post office', { from: 'MAILER-DAEMON@example.org', name: '' }],
  ['postmaster', { from: 'postmaster@example.org', name: '' }],
  ['a failure', { subject: 'Undeliverable: Introduction: Mia' }],
  ['a calendar’s answer', { ...CALENDAR, subject: 'Accepted: Introduction: Mia @ Thu' }],
  [
    'a newsletter',
    {
      from: 'news@shop.example',
      name: 'Shop',
      subject: 'Introduction to our autumn',
      text: 'New colours.\n\nUnsubscribe',
      headers: CRM,
    },
  ],
  [
    'a newsletter with a name for a subject',
    {
      from: 'news@shop.example',
      name: 'Shop news',
      subject: 'Our new course',
      text: 'View this email in your browser. You are receiving this because you bought.',
      headers: { 'List-Id': '<news.shop.example>', Precedence: 'bulk' },
    },
  ],
  [
    'a shop’s receipt',
    { from: 'no-reply@shop.example', name: 'Shop', subject: 'Your receipt', text: 'Paid: 12.00' },
  ],
  ...[
    'Automatic reply',
    'Out of Office',
    'Abwesenheitsnotiz',
    'Réponse automatique',
    'Respuesta automática',
    'Risposta automatica',
    'Automatisch antwoord',
    'Resposta automática',
    'Autosvar',
    'Automaattinen vastaus',
    'Odpowiedź automatyczna',
    'Автоответ',
    'Automatická odpověď',
    '自動返信',
  ].map((subject): [string, Partial<Mail>] => [`“${subject}”`, { subject: `${subject}: Introduction: Mia` }]),
];

const AUTHORS: [what: string, mail: Partial<Mail>, email: string][] = [
  ['From itself', { ReplyTo: 'jane@home.example' }, 'jane.doe@example.org'],
  [
    'Google’s X-Original-From',
    {
      from: 'hello@willow.example',
      name: 'Hello',
      headers: { ...GROUP, 'X-Original-From': 'Jane <jane@home.example>' },
    },
    'jane@home.example',
  ],
  [
    'Reply-To behind “via”',
    { from: 'hello@willow.example', name: "'Jane' via Hello", ReplyTo: 'jane@home.example' },
    'jane@home.example',
  ],
  [
    'Reply-To behind the list’s own address',
    {
      from: 'hello@willow.example',
      name: 'Jane',
      ReplyTo: 'jane@home.example',
      headers: { 'List-Id': 'Hello <hello.willow.example>' },
    },
    'jane@home.example',
  ],
  [
    'From, where answers go to the list',
    { ReplyTo: 'hello@willow.example', headers: { 'List-Id': '<hello.willow.example>' } },
    'jane.doe@example.org',
  ],
  [
    'Reply-To behind practice software',
    { from: 'no-reply@crm.example', name: 'Crm', ReplyTo: 'jane@home.example' },
    'jane@home.example',
  ],
  [
    'nobody behind a shop',
    { from: 'no-reply@shop.example', name: 'Shop', ReplyTo: 'support@shop.example' },
    'no-reply@shop.example',
  ],
];

test.each(AUTHORS)('who wrote is told by %s', (_, mail, email) => {
  expect(authorOf(inboundOf(mail)).email).toBe(email);
});

describe('nothing that a person wrote is put aside', () => {
  test.each(PEOPLE)('%s', (_, mail) => {
    expect(reading(mail).kind).not.toBe('automatic');
  });
});

describe('what a machine surely wrote is, and introduces nobody', () => {
  test.each(MACHINES)('%s', (_, mail) => {
    expect(reading(mail)).toMatchObject({ kind: 'automatic', candidates: [] });
  });
});

test('what looks automatic is never applied without a person', () => {
  for (const headers of [CRM, { Precedence: 'bulk' }, { 'Return-Path': '<>' }])
    expect(reading({ headers }).reasons).toContain('looks_automatic');
});

const JANE = { firstName: 'Jane', lastName: 'Doe', email: 'jane.doe@example.org' };
const FORM = { name: 'Form', subject: 'New enquiry' };
const REPLY = { ReplyTo: 'Jane Doe <jane.doe@example.org>' };

/** As the forms of websites and the profiles of directories write. */
const LEADS: [what: string, mail: Partial<Mail>, lead: object][] = [
  [
    'Psychology Today',
    {
      from: 'noreply@psychologytoday.com',
      name: 'Psychology Today',
      subject: 'Jane Doe has contacted you through your Psychology Today profile',
      text: 'Hello, do you have space on Tuesdays?',
      ...REPLY,
    },
    { ...JANE, sourceKind: 'directory' },
  ],
  [
    'Counselling Directory',
    {
      from: 'noreply@counselling-directory.org.uk',
      name: 'Counselling Directory',
      subject: 'Enquiry from Counselling Directory',
      text: 'You have received an enquiry.\n\nName: Jane Doe\nEmail: jane.doe@example.org\nTelephone: 020 7946 0000\nMessage: Do you have space?',
      ...REPLY,
    },
    { ...JANE, phone: '020 7946 0000', sourceKind: 'directory' },
  ],
  [
    'Squarespace',
    {
      from: 'form-submission@squarespace.info',
      name: 'Squarespace',
      subject: 'Form Submission - Contact',
      text: 'Sent via form submission from Willow\n\nName: Jane Doe\n\nEmail: jane.doe@example.org\n\nMessage: Hello',
      ...REPLY,
    },
    { ...JANE, sourceKind: 'website' },
  ],
  [
    'Wix',
    {
      from: 'no-reply@crm.wix.com',
      name: 'Wix Forms',
      subject: 'Contact got a new submission',
      text: 'Jane submitted a form:\nFirst name: Jane\nLast name: Doe\nEmail: jane.doe@example.org\nPhone: +44 20 7946 0000',
    },
    { ...JANE, phone: '+44 20 7946 0000' },
  ],
  [
    'Contact Form 7',
    {
      from: 'wordpress@willow.example',
      name: 'Willow',
      subject: 'Willow "Hello"',
      text: 'From: Jane Doe <jane.doe@example.org>\nSubject: Hello\n\nMessage Body:\nDo you have space?\n\n-- \nThis e-mail was sent from a contact form on Willow (https://willow.example)',
      ...REPLY,
    },
    JANE,
  ],
  [
    'Typeform',
    {
      from: 'notifications@typeform.com',
      name: 'Typeform',
      subject: 'Your typeform has a new response',
      text: '*What is your name?*\nJane Doe\n\n*Email*\njane.doe@example.org\n\n*How can we help?*\nHello',
    },
    JANE,
  ],
  [
    'Formspree',
    {
      from: 'noreply@formspree.io',
      name: 'Formspree',
      subject: 'New submission from willow.example',
      text: "Someone just submitted your form. Here's what they had to say:\n\nname:\nJane Doe\n\nemail:\njane.doe@example.org\n\nmessage:\nHello",
      ...REPLY,
    },
    JANE,
  ],
  [
    'Gravity Forms, as a table',
    {
      from: 'forms@willow.example',
      ...FORM,
      text: '',
      HtmlBody:
        '<table><tr><td><b>Name</b></td></tr><tr><td>Jane Doe</td></tr><tr><td><b>Email</b></td></tr><tr><td><a href="mailto:jane.doe@example.org">jane.doe@example.org</a></td></tr><tr><td><b>Phone</b></td></tr><tr><td>020 7946 0000</td></tr></table>',
    },
    { ...JANE, phone: '020 7946 0000' },
  ],
  [
    'a form that says so itself',
    {
      from: 'noreply@willow.example',
      ...FORM,
      text: 'Jane would like a call.',
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...REPLY,
    },
    JANE,
  ],
  [
    'a German form',
    {
      from: 'noreply@weide.example',
      name: 'Weide',
      subject: 'Kontaktformular',
      text: 'Vorname: Jane\nNachname: Doe\nE-Mail: jane.doe@example.org\nTelefon: 030 123456',
    },
    { ...JANE, phone: '030 123456' },
  ],
];

describe('whoever wrote through a form or a directory is an enquiry, at the address for answers', () => {
  test.each(LEADS)('%s', (_, mail, lead) => {
    expect(reading(mail)).toMatchObject({ kind: 'enquiry', reasons: ['from_a_form'] });
    expect(leadIn(inboundOf(mail))).toMatchObject(lead);
  });

  test.each<[what: string, mail: Partial<Mail>]>([
    ['a person who is answered elsewhere', { ReplyTo: 'jane@home.example' }],
    [
      'a person who writes of a contact form',
      { subject: 'Hello', text: 'Your contact form does not work. Do you have space?' },
    ],
    [
      'a newsletter with an office behind it',
      {
        from: 'noreply@shop.example',
        name: 'Shop',
        subject: 'News',
        text: 'Buy! Unsubscribe',
        ReplyTo: 'support@shop.example',
        headers: CRM,
      },
    ],
  ])('%s is none', (_, mail) => {
    expect(leadIn(inboundOf(mail))).toBeNull();
  });
});

test('the author of a forwarded mail is found in nine of ten of what mail programs write, whatever became of its subject', async () => {
  const forwards = await forwardedMails();
  const found = forwards.filter(({ text }) => {
    const { author, reasons, candidates } = reading({ from: 'dee@willow.example', name: 'Dee Desk', text });
    return author?.email === 'john.doe@acme.com' && reasons.includes('forwarded') && candidates[0] === 'Mia';
  });

  expect(forwards.length).toBeGreaterThanOrEqual(190);
  expect(found.length / forwards.length).toBeGreaterThanOrEqual(0.95);
});
