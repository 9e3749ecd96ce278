import { randomUUID } from 'node:crypto';
import type { TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { postHook } from '../support/mail-server.ts';

export type Mail = {
  from: string;
  name: string;
  to: string;
  subject: string;
  text?: string;
  cc?: { Email: string; Name: string }[];
  headers?: Record<string, string>;
} & Record<string, unknown>;

/** What Postmark posts of a mail; fields beyond the named ones overwrite. */
export function mailPayload({ from, name, to, subject, text, cc = [], headers = {}, ...change }: Mail): Json {
  const person = (Email: string, Name: string) => ({
    Email,
    Name,
    MailboxHash: /\+([^@]*)@/.exec(Email)?.[1] ?? '',
  });
  const id = randomUUID();
  return {
    FromName: name,
    MessageStream: 'inbound',
    From: from,
    FromFull: person(from, name),
    To: `<${to}>`,
    ToFull: [person(to, '')],
    Cc: cc.map(({ Email }) => Email).join(', '),
    CcFull: cc.map(({ Email, Name }) => person(Email, Name)),
    Bcc: '',
    BccFull: [],
    OriginalRecipient: to,
    Subject: subject,
    MessageID: id,
    ReplyTo: '',
    MailboxHash: person(to, '').MailboxHash,
    Date: new Date(Date.now() - 1_000).toUTCString().replace('GMT', '+0000'),
    TextBody: text ?? 'They will be in touch when they are ready.',
    HtmlBody: '',
    StrippedTextReply: '',
    Tag: '',
    Headers: Object.entries({
      'Return-Path': `<${from}>`,
      'Received-SPF': 'Pass (sender SPF authorized)',
      'X-Spam-Status': 'No',
      'Message-ID': `<${id}@mail.example.org>`,
      ...headers,
    }).map(([Name, Value]) => ({ Name, Value })),
    Attachments: [],
    ...change,
  };
}

/** As Postmark hands it over. */
export function handOver(kindword: TestKindword, payload: unknown): Promise<Response> {
  return postHook(kindword, 'inbound', payload);
}

/** A practice with its inbound address. */
export class Inbox {
  readonly practice: TestPractice;
  readonly address: string;
  readonly #kindword: TestKindword;
  readonly #seen = new Set<string>();

  private constructor(kindword: TestKindword, practice: TestPractice, address: string) {
    this.practice = practice;
    this.address = address;
    this.#kindword = kindword;
  }

  static async open(kindword: TestKindword, practice: TestPractice): Promise<Inbox> {
    const { inboundAddress } = await practice.ask('GET', '/practice');
    return new Inbox(kindword, practice, inboundAddress);
  }

  /** Hands a mail over and waits for what was made of it. */
  async take(mail: Partial<Mail> & Pick<Mail, 'from' | 'name' | 'subject'>): Promise<Json> {
    const answer = await handOver(this.#kindword, mailPayload({ to: this.address, ...mail }));
    if (answer.status !== 200) throw new Error(`The hook answered ${answer.status}.`);
    return this.next();
  }

  /** The next mail that nobody has looked at. */
  async next(): Promise<Json> {
    const found = await until(async () => {
      const { items } = await this.practice.ask('GET', '/inbound-mails?limit=200');
      return items.findLast(({ id }: Json) => !this.#seen.has(id));
    });
    this.#seen.add(found.id);
    return found;
  }

  async count(): Promise<number> {
    return (await this.all()).length;
  }

  /** Newest first. */
  async all(): Promise<Json[]> {
    const found: Json[] = [];
    for (let cursor = ''; ;) {
      const page = await this.practice.ask('GET', `/inbound-mails?limit=200${cursor}`);
      found.push(...page.items);
      if (page.nextCursor === null) return found;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }

  async taskOf(mailId: string, status = 'open'): Promise<Json> {
    const { items } = await this.practice.ask('GET', `/tasks?limit=200&status=${status}`);
    return items.find(({ subjectId }: Json) => subjectId === mailId);
  }

  read(mailId: string): Promise<Json> {
    return this.practice.ask('GET', `/inbound-mails/${mailId}`);
  }
}
