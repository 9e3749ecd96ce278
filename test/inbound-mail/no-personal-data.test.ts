import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { histories, Marks, rows, whileRefused } from '../support/everything-written.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { handOver, Inbox, mailPayload } from './post-mail.ts';
import { inPractice } from '../support/in-practice.ts';
import { isThanked } from '../support/thanks.ts';
import { ownNamespace } from '../support/parts.ts';

const QUICK = {
  deadline: 'PT40S',
  remindAt: 'PT0.1S',
  escalateAt: 'PT0.2S',
  sendAt: 'PT0.5S',
  soloSendAt: 'PT0.5S',
};

const marks = new Marks();
const logged: string[] = [];
/** Of whoever was copied in. */
const friends: string[] = [];
let kindword: TestKindword;
let practice: TestPractice;
let inbox: Inbox;
beforeAll(async () => {
  const temporal = await ownNamespace();
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
  kindword = await startKindword({ temporal, log });
  practice = await kindword.practice({ acknowledgement: QUICK });
  inbox = await Inbox.open(kindword, practice);
  await practice.ask('PATCH', '/practice', { replyTo: inbox.address });
});
afterAll(() => kindword.stop());

/** A mail in which everything but the first name of whoever is introduced may be found again. */
function marked(from: Json, subject: string): Json {
  const address = marks.word();
  const name = marks.word();
  friends.push(address, name);
  const friend = { Email: `${address}@example.org`, Name: name };
  return mailPayload({
    from: from.email,
    name: `${from.firstName} ${from.lastName}`,
    to: inbox.address,
    subject: `${subject} ${marks.word()}`,
    text: `She has ${marks.word()}, ring ${marks.phone()}.`,
    cc: [friend],
    HtmlBody: `<p>${marks.word()}</p>`,
    StrippedTextReply: marks.word(),
    ReplyTo: `${marks.word()}@example.org`,
    headers: {
      'X-Original': marks.word(),
      'Message-ID': `<${marks.word()}@example.org>`,
      'In-Reply-To': `<${marks.word()}@example.org>`,
    },
    Attachments: [
      {
        Name: marks.word(),
        Content: marks.word(),
        ContentType: 'image/png',
        ContentLength: 1,
        ContentID: marks.word(),
      },
    ],
  });
}

async function take(payload: Json): Promise<Json> {
  const answer = await handOver(kindword, payload);
  expect([answer.status, marks.foundIn(await answer.text())]).toEqual([200, []]);
  return inbox.next();
}

test('no name, address or word of a mail is anywhere but in sealed columns, and none of the friend’s is kept at all', async () => {
  const robin = await practice.client(marks.person());
  const stranger = { ...marks.person(), email: `${marks.word()}@example.org` };
  const jo = await practice.professional({ ...marks.person(), kind: 'gp' });

  const mails = [
    await take(marked(robin, 'Introduction: Jane')),
    await take(marked(stranger, 'Introduction: Alex')),
    await take(marked(jo, 'Referral: Karl')),
    await take(marked(robin, 'Introduction: Two &')),
    await take(marked(robin, 'Fwd: Introduction: Kim')),
    await take({ ...marked(robin, 'Automatic reply:'), Date: marks.word() }),
  ];
  await handOver(kindword, {
    ...marked(robin, 'Introduction: Nobody'),
    OriginalRecipient: `in+${marks.word()}@in.example.org`,
    MailboxHash: marks.word(),
    ToFull: [],
  });
  await whileRefused(kindword.ownerUrl, 'inbound_mail', async () => {
    await handOver(kindword, marked(robin, 'Introduction: Late'));
  });
  await inbox.next();
  for (const { referralId } of mails.slice(0, 3)) await isThanked(practice, referralId);
  await practice.ask('POST', `/inbound-mails/${mails[3].id}/settle`, {
    as: 'introduction',
    firstName: marks.word(),
  });

  const read = await inbox.read(mails[0].id);
  expect(read.mail.text).toContain('She has');
  const opened = await inPractice(kindword, practice, async ({ em }) =>
    (await em.find(InboundMail, {})).map(({ raw }) => raw ?? ''),
  );
  const places = {
    histories: await histories(kindword),
    rows: await rows(kindword.ownerUrl),
    log: logged.join('\n'),
    lists: JSON.stringify(await practice.ask('GET', '/inbound-mails')),
    tasks: JSON.stringify(
      (await practice.ask('GET', '/tasks')).items.filter(({ kind }: Json) => kind === 'check_mail'),
    ),
  };

  expect([marks.all.length > 80, opened.length]).toEqual([true, 7]);
  expect(friends.filter((word) => opened.join('\n').includes(word))).toEqual([]);
  expect(places.rows.split('\n').filter((row) => row.startsWith('inbound_mail:'))).toHaveLength(7);
  expect(places.histories).toContain('Ask the rules what is due, and do it');
  for (const [place, text] of Object.entries(places))
    expect([place, marks.foundIn(text)]).toEqual([place, []]);
}, 150_000);
