import { ApiError } from '../http/api-error.ts';
import { recipientsOf, type Mail } from './mail.ts';

const RECIPIENTS_MAX = 50;
const FIELD_MAX = { From: 255, Subject: 2_000, Tag: 1_000 };
const BODY_BYTES_MAX = 5 * 1024 * 1024;
const METADATA_MAX = { keys: 10, keyLength: 20, valueLength: 80 };
const FORBIDDEN_ATTACHMENT =
  /\.(?:vbs|exe|bin|bat|chm|com|cpl|crt|hlp|hta|inf|ins|isp|jse|lnk|mdb|pcd|pif|reg|scr|sct|shs|vbe|vba|wsf|wsh|wsl|msc|msi|msp|mst)$/i;

/** Refuses a mail that is larger, longer or wider than Postmark takes. */
export function checkLimits(mail: Mail): void {
  if (recipientsOf(mail).length > RECIPIENTS_MAX) {
    throw new ApiError(300, `Exceeded the maximum of ${RECIPIENTS_MAX} recipients per message.`);
  }
  if (!mail.TextBody && !mail.HtmlBody) {
    throw new ApiError(300, 'Provide either email TextBody or HtmlBody or both.');
  }
  checkLength('From', mail.From);
  checkLength('Subject', mail.Subject);
  checkLength('Tag', mail.Tag ?? '');
  checkBody('TextBody', mail.TextBody ?? '');
  checkBody('HtmlBody', mail.HtmlBody ?? '');
  checkMetadata(mail.Metadata);
  if (mail.Attachments.some((name) => FORBIDDEN_ATTACHMENT.test(name))) {
    throw new ApiError(411, 'Attachment file type not allowed.');
  }
}

function checkLength(field: keyof typeof FIELD_MAX, value: string): void {
  if (value.length <= FIELD_MAX[field]) return;
  throw new ApiError(
    300,
    `The '${field}' field exceeds the maximum length of ${FIELD_MAX[field]} characters.`,
  );
}

function checkBody(field: string, body: string): void {
  if (Buffer.byteLength(body) > BODY_BYTES_MAX)
    throw new ApiError(300, `The '${field}' is larger than 5 MB.`);
}

function checkMetadata(metadata: Mail['Metadata']): void {
  const { keys, keyLength, valueLength } = METADATA_MAX;
  const names = Object.keys(metadata);
  if (names.length > keys) throw new ApiError(300, `Metadata may contain at most ${keys} fields.`);
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    throw new ApiError(300, 'Metadata field names must differ by more than their case.');
  }
  for (const [name, value] of Object.entries(metadata)) {
    if (name.length > keyLength) {
      throw new ApiError(300, `Metadata field name '${name}' is longer than ${keyLength} characters.`);
    }
    if (value.length > valueLength) {
      throw new ApiError(
        300,
        `The value of metadata field '${name}' is longer than ${valueLength} characters.`,
      );
    }
  }
}
