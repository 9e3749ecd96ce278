import type { InboundEmail } from './inbound-email.ts';

const MACHINES =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?)(?:[+=-][^@]*)?@/iu;
const SUBJECT =
  /^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheitsnotiz|automatische antwort|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord|undeliver(?:ed|able)|delivery (?:status|failure)|mail delivery|returned mail|read:|gelesen:)/iu;
const BULK = /^(?:bulk|list|junk|auto_reply)$/iu;
/** Headers of lists and autoresponders. */
const AUTOREPLY_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-auto-response-suppress',
  'list-id',
  'list-unsubscribe',
];

/** Whether it was sent automatically: autoreply, bounce, newsletter, invitation (loop guard). */
export function isAutomatic({ from, subject, headers, hasCalendar }: InboundEmail): boolean {
  const submitted = headers['auto-submitted'];
  return (
    (submitted !== undefined && !/^no\b/i.test(submitted.trim())) ||
    BULK.test((headers['precedence'] ?? '').trim()) ||
    AUTOREPLY_HEADERS.some((name) => headers[name] !== undefined) ||
    headers['return-path']?.trim() === '<>' ||
    MACHINES.test(from.email) ||
    SUBJECT.test(subject.trim()) ||
    hasCalendar
  );
}

/** Whether the SPF check failed. */
export function failsSpf({ headers }: InboundEmail): boolean {
  return /^(?:fail|softfail)\b/i.test((headers['received-spf'] ?? '').trim());
}

export function isSpam({ headers }: InboundEmail): boolean {
  return /^yes\b/i.test((headers['x-spam-status'] ?? '').trim());
}
