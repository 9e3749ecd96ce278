import { z } from 'zod';
import { readAddresses, type Address } from './address.ts';
import { Refusal } from './refusal.ts';
import { findStream } from './streams.ts';

const Addresses = z.array(z.object({ Email: z.string(), Name: z.string() }));
const Headers = z.array(z.object({ Name: z.string(), Value: z.string() }));
const TrackLinks = z.enum(['None', 'HtmlAndText', 'HtmlOnly', 'TextOnly']);

/** A mail as it was accepted and is kept. */
export const Mail = z.object({
  From: z.string(),
  Sender: z.object({ Email: z.string(), Name: z.string() }),
  ToText: z.string(),
  To: Addresses,
  Cc: Addresses,
  Bcc: Addresses,
  ReplyTo: z.string().nullable(),
  Subject: z.string(),
  Tag: z.string().nullable(),
  TextBody: z.string().nullable(),
  HtmlBody: z.string().nullable(),
  Headers,
  Metadata: z.record(z.string(), z.string()),
  MessageStream: z.string(),
  TrackOpens: z.boolean(),
  TrackLinks,
  Attachments: z.array(z.string()),
});
export type Mail = z.infer<typeof Mail>;

const text = z.string().nullish();
const Request = z.looseObject({
  From: text,
  To: text,
  Cc: text,
  Bcc: text,
  ReplyTo: text,
  Subject: text,
  Tag: text,
  TextBody: text,
  HtmlBody: text,
  MessageStream: text,
  Headers: Headers.nullish(),
  Metadata: z.record(z.string(), z.string()).nullish(),
  TrackOpens: z.boolean().nullish(),
  TrackLinks: TrackLinks.nullish(),
  Attachments: z.array(z.looseObject({ Name: z.string(), Content: z.string() })).nullish(),
});

/** Reads one request to send; whatever Postmark would refuse is refused in its words. */
export function readMail(body: unknown): Mail {
  const parsed = Request.safeParse(body);
  if (!parsed.success) throw invalidFields(parsed.error);
  const request = parsed.data;
  const stream = readStream(request.MessageStream ?? 'outbound');
  const [sender, ...moreSenders] = addressesOf('From', request.From);
  if (!sender || moreSenders.length > 0) throw invalidAddress('From', request.From);
  const to = addressesOf('To', request.To);
  if (to.length === 0) throw invalidAddress('To', request.To);
  addressesOf('ReplyTo', request.ReplyTo);
  return {
    From: request.From ?? '',
    Sender: sender,
    ToText: request.To ?? '',
    To: to,
    Cc: addressesOf('Cc', request.Cc),
    Bcc: addressesOf('Bcc', request.Bcc),
    ReplyTo: request.ReplyTo ?? null,
    Subject: request.Subject ?? '',
    Tag: request.Tag ?? null,
    TextBody: request.TextBody ?? null,
    HtmlBody: request.HtmlBody ?? null,
    Headers: request.Headers ?? [],
    Metadata: request.Metadata ?? {},
    MessageStream: stream,
    TrackOpens: request.TrackOpens ?? false,
    TrackLinks: request.TrackLinks ?? 'None',
    Attachments: (request.Attachments ?? []).map(({ Name }) => Name),
  };
}

/** Everyone a mail goes to, each address once. */
export function recipientsOf({ To, Cc, Bcc }: Pick<Mail, 'To' | 'Cc' | 'Bcc'>): string[] {
  return [...new Set([...To, ...Cc, ...Bcc].map(({ Email }) => Email))];
}

function readStream(id: string): string {
  const stream = findStream(id);
  if (!stream) throw new Refusal(1235, `The stream provided: '${id}' does not exist on this server.`);
  if (stream.type === 'Inbound') throw new Refusal(1236, 'Sending is not supported for this stream type.');
  return stream.id;
}

function addressesOf(field: string, list: string | null | undefined): Address[] {
  const addresses = readAddresses(list ?? '');
  if (addresses === null) throw invalidAddress(field, list);
  return addresses;
}

function invalidAddress(field: string, value: string | null | undefined): Refusal {
  return new Refusal(300, `Invalid '${field}' address: '${value ?? ''}'.`);
}

function invalidFields(error: z.ZodError): Refusal {
  const fields = [...new Set(error.issues.map(({ path }) => `'${String(path[0] ?? 'body')}'`))];
  return new Refusal(403, `Invalid request field(s): ${fields.join(', ')}.`);
}
