import type { InboundEmail } from './inbound-email.ts';
import { isMachinesAddress } from './mailbox.ts';

/** Post offices; nobody writes from there. */
const POST_OFFICE = /^(?:mailer-daemon|postmaster|bounces?)(?:[+=-][^@]*)?@/iu;
/** What answering machines and post offices put before a subject, in the languages they speak. */
const AUTOMATIC_SUBJECT = new RegExp(
  `^(?:${[
    'auto(?:matic)?[- ]?(?:reply|response)',
    'out of (?:the )?office(?: auto-?reply)?',
    'abwesenheitsnotiz|abwesenheitsbenachrichtigung|automatische (?:antwort|abwesenheitsnotiz)',
    "réponse automatique|message d'absence|absence du bureau",
    'respuesta automática|fuera de (?:la )?oficina',
    'risposta automatica|fuori (?:sede|ufficio)',
    'automatisch antwoord|afwezig(?:heidsbericht)?',
    'resposta automática|fora do escritório|ausência temporária',
    'autosvar|automatiskt? svar|frånvaro(?:meddelande)?|fraværsbesked|fravær',
    'automaattinen vastaus|poissa',
    'autoodpowiedź|odpowiedź automatyczna|automatyczna odpowiedź|nieobecność',
    'automatická odpověď|automatikus válasz|automatická odpoveď|răspuns automat|otomatik yanıt',
    'abwesend|absente?|ausente|assente|frånvarande|fraværende|ikke på kontoret|poissaolo|poza biurem|nieobecn[ya]|nepřítomnost|mimo kancelář|házon kívül|ofis dışında|不在',
    'автоответ|автоматический ответ|автоматична відповідь|自動返信|自動応答|自动回复|自動回覆|αυτόματη απάντηση',
    'undeliver(?:ed|able)(?: mail)?|undelivered mail returned to sender|delivery (?:status notification|failure|has failed)|mail delivery (?:failed|failure|subsystem|system)|returned mail|failure notice|unzustellbar|non remis|no entregado',
    'read|gelesen|lu|leído|letto|gelezen|not read|nicht gelesen',
  ].join('|')})\\s?(?:[:：(–—-]|re\\b|$)`,
  'iu',
);
/** As a calendar answers; people's invitations are read. */
const CALENDAR_ANSWER =
  /^(?:accepted|declined|tentative(?:ly accepted)?|cancell?ed(?: event)?|zugesagt|abgesagt|mit vorbehalt|accepté|refusé|aceptado|rechazado)\s?:/iu;
const BULK = /^(?:bulk|list|junk)$/iu;
const LIST_HEADERS = ['list-id', 'list-unsubscribe', 'list-unsubscribe-post'];
const BY_A_GROUP = /\bgooglegroups\.com\b|\bgroups\.google\.com\b|\bgroups\.io\b/iu;
const NEWSLETTER =
  /\b(?:un-?subscribe|view (?:this|it|the|in)\b.{0,20}\bbrowser|(?:manage|update) (?:your )?(?:preferences|subscription)|you(?:'re| are) receiving this|newsletter|abbestellen|abmelden|im browser (?:an)?sehen|désabonner|désinscrire|darse de baja|cancelar (?:la )?suscripción|disiscriv|uitschrijven|afmelden|avregistrera|avprenumerera|afmeld)/iu;

/**
 * How far a machine wrote it. `machine`: it says so itself, or it is a receipt; `newsletter`: sent to many, and it reads
 * so; `maybe`: people's mail looks so too, from groups and practice software.
 */
export type Automatic = 'machine' | 'newsletter' | 'maybe' | null;

/** Never more than `maybe` for what a person may have written (decision 0105). */
export function automaticOf(inbound: InboundEmail): Automatic {
  const { from, subject, body, headers } = inbound;
  if (isMachine(inbound)) return 'machine';
  const isBulk =
    BULK.test((headers['precedence'] ?? '').trim()) ||
    LIST_HEADERS.some((name) => headers[name] !== undefined);
  if (isBulk && isOfAGroup(inbound)) return null;
  if (isBulk && NEWSLETTER.test(`${subject}\n${from.name}\n${body}`)) return 'newsletter';
  return isBulk || isMachinesAddress(from.email) || isBounced(headers) ? 'maybe' : null;
}

/** Answers, bounces and receipts; whoever hides behind one of them is not read. */
function isMachine({ from, subject, headers, hasCalendar }: InboundEmail): boolean {
  const submitted = headers['auto-submitted']?.trim() ?? '';
  return (
    (submitted !== '' &&
      !/^no\b/i.test(submitted) &&
      !(hasCalendar && /^auto-generated\b/i.test(submitted))) ||
    /\bmultipart\/report\b/i.test(headers['content-type'] ?? '') ||
    /^auto[_-]?reply$/i.test((headers['precedence'] ?? '').trim()) ||
    ['x-autoreply', 'x-autorespond'].some((name) => /^(?!no\b)\S/i.test(headers[name]?.trim() ?? '')) ||
    POST_OFFICE.test(from.email.trim()) ||
    AUTOMATIC_SUBJECT.test(subject.trim()) ||
    (hasCalendar && CALENDAR_ANSWER.test(subject.trim()))
  );
}

/** Passed on by a group of people, such as the practice's own mailbox for several. */
export function isOfAGroup({ from, headers }: InboundEmail): boolean {
  return (
    headers['x-google-group-id'] !== undefined ||
    headers['x-original-from'] !== undefined ||
    BY_A_GROUP.test(`${headers['list-unsubscribe'] ?? ''} ${headers['list-id'] ?? ''}`) ||
    /\svia\s/iu.test(from.name)
  );
}

function isBounced(headers: InboundEmail['headers']): boolean {
  return headers['return-path']?.trim() === '<>';
}

export function isSpam({ headers }: InboundEmail): boolean {
  return /^yes\b/i.test((headers['x-spam-status'] ?? '').trim());
}
