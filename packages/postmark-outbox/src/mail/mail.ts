import { ApiError } from '../http/api-error.ts';
import {
  boolean,
  list,
  nullable,
  nullish,
  object,
  oneOf,
  record,
  ShapeError,
  string,
  type Shaped,
} from '../shape.ts';
import { readAddresses, type Address } from './address.ts';
import { requireSendingStream } from './streams.ts';

const Addresses = list(object({ Email: string, Name: string }));
const Headers = list(object({ Name: string, Value: string }));
const TrackLinks = oneOf(['None', 'HtmlAndText', 'HtmlOnly', 'TextOnly']);

/** A mail as it was accepted and is stored. */
export const Mail = object({
  From: string,
  Sender: object({ Email: string, Name: string }),
  ToText: string,
  To: Addresses,
  Cc: Addresses,
  Bcc: Addresses,
  ReplyTo: nullable(string),
  Subject: string,
  Tag: nullable(string),
  TextBody: nullable(string),
  HtmlBody: nullable(string),
  Headers,
  Metadata: record(string),
  MessageStream: string,
  TrackOpens: boolean,
  TrackLinks,
  Attachments: list(string),
});
export type Mail = Shaped<typeof Mail>;

const MailRequest = object({
  From: nullish(string),
  To: nullish(string),
  Cc: nullish(string),
  Bcc: nullish(string),
  ReplyTo: nullish(string),
  Subject: nullish(string),
  Tag: nullish(string),
  TextBody: nullish(string),
  HtmlBody: nullish(string),
  MessageStream: nullish(string),
  Headers: nullish(Headers),
  Metadata: nullish(record(string)),
  TrackOpens: nullish(boolean),
  TrackLinks: nullish(TrackLinks),
  Attachments: nullish(list(object({ Name: string, Content: string }))),
});

/** Reads one request to send; what Postmark would refuse is refused with its code and words. */
export function readMail(body: unknown): Mail {
  const request = readFields(body);
  const stream = requireSendingStream(request.MessageStream ?? 'outbound');
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
    ReplyTo: request.ReplyTo,
    Subject: request.Subject ?? '',
    Tag: request.Tag,
    TextBody: request.TextBody,
    HtmlBody: request.HtmlBody,
    Headers: request.Headers ?? [],
    Metadata: request.Metadata ?? {},
    MessageStream: stream.id,
    TrackOpens: request.TrackOpens ?? false,
    TrackLinks: request.TrackLinks ?? 'None',
    Attachments: (request.Attachments ?? []).map(({ Name }) => Name),
  };
}

/** Every recipient of a mail, each address once. */
export function recipientsOf({ To, Cc, Bcc }: Pick<Mail, 'To' | 'Cc' | 'Bcc'>): string[] {
  return [...new Set([...To, ...Cc, ...Bcc].map(({ Email }) => Email))];
}

function addressesOf(field: string, given: string | null): Address[] {
  const addresses = readAddresses(given ?? '');
  if (addresses === null) throw invalidAddress(field, given);
  return addresses;
}

function invalidAddress(field: string, value: string | null): ApiError {
  return new ApiError(300, `Invalid '${field}' address: '${value ?? ''}'.`);
}

function readFields(body: unknown): Shaped<typeof MailRequest> {
  try {
    return MailRequest(body);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const fields = [...new Set(error.issues.map(({ path }) => `'${path[0] ?? 'body'}'`))];
    throw new ApiError(403, `Invalid request field(s): ${fields.join(', ')}.`);
  }
}
