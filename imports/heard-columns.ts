import { columnWords } from './columns.ts';

/**
 * What a column says of how a person may be written to. A `refusal` is filled where they may not be, a `permission`
 * says no where they may not; `state` is the record's state in the other system, in a word.
 */
export type HeardColumn =
  | { about: 'death' }
  | { about: 'state'; flag: 'archived' | 'active' | null }
  | { about: 'refusal' | 'permission'; of: 'doNotEmail' | 'noMarketing' | 'unsubscribed' };

const OTHER_WAY =
  /\b(?:sms|text|texts|texting|txt|phone|phones|telephone|tel|call|calls|calling|post|postal|letter|letters|whatsapp|fax|voice|voicemail)\b/;
const EMAIL = /\bemails?\b/;
const TO_WRITE = /\b(?:emails?|mail|mailed|contact|contacted|communications?|communicate|correspondence)\b/;
const MARKETING =
  /\b(?:marketing|newsletters?|promotions?|promotional|promo|mailing list|mailings|bulk|campaigns?)\b/;
const REFUSAL =
  /\b(?:do not|never|stop|blocked?|block|exclude[ds]?|suppress(?:ed)?|optout|refused?|declined?|withdrawn|withdrew|objects?|objected|objection|bounced|undeliverable)\b/;
const NONE_AT_THE_START =
  /^no (?:emails?|mail|contact|communications?|correspondence|marketing|newsletters?|mailings)\b/;
const PERMISSION =
  /\b(?:may|can|ok|okay|allow(?:ed|s)?|permit(?:ted)?|permissions?|consent(?:s|ed)?|accept(?:s|ed)?|agree[ds]?|optin|subscribed|subscription|subscriber|receive|receives|wants?|happy|authori[sz]ed?|approved?|preference)\b/;
const BY_EMAIL =
  /\b(?:contact|contactable|communicate|write) (?:by|via) emails?\b|^emails? (?:contact|ok|allowed)$/;
const DEATH = /\b(?:deceased|death|dead|died|dod|passed away|rip)\b/;
/** Somebody else, another kind of mail, or another kind of consent. */
const ELSE =
  /\b(?:emergency|kin|parent|guardian|gp|doctor|partner|spouse|carer|cause|certificate|reminders?|appointments?|invoices?|receipts?|notifications?|confirmations?|portal|treatment|therapy|telehealth|form|forms|informed|photos?|recording|sharing|videos?|policy|terms|bereaved|bereavement)\b/;
const OF_THE_RECORD = /^(?:(?:client|patient|person|customer|member|account|record|contact|is|current) )+/;
const SPEAKS =
  /\b(?:consents?|consented|contact|contacts|marketing|newsletters?|optin|optout|unsub\w*|subscri\w*|gdpr|privacy|emails?|mailings?|communications?|preferences?|permissions?|do not|dne|dnc|deceased|death|dead|died|dod|archived?|inactive|objections?|bounced)\b/;

/** What this column says; null where it is about something else, or cannot be told. */
export function heardColumn(name: string): HeardColumn | null {
  const words = columnWords(name);
  if (ELSE.test(words)) return null;
  if (DEATH.test(words)) return { about: 'death' };
  const state = stateOf(words);
  if (state) return state;
  if (OTHER_WAY.test(words) && !EMAIL.test(words)) return null;
  return refusalIn(words) ?? permissionIn(words);
}

/** Whether the name of a column that is left unread may say how a person may be written to, or that they have died. */
export function speaksOfContact(name: string): boolean {
  return SPEAKS.test(columnWords(name));
}

function stateOf(words: string): HeardColumn | null {
  const word = words.replace(OF_THE_RECORD, '');
  if (/^(?:status|activity status|life cycle|lifecycle)$/.test(word)) return { about: 'state', flag: null };
  if (/^active$/.test(word)) return { about: 'state', flag: 'active' };
  return /^(?:date )?(?:archived?|inactive|deactivated|inactivated|deleted|lapsed)(?: at| on| date| since)?$/.test(
    word,
  )
    ? { about: 'state', flag: 'archived' }
    : null;
}

function refusalIn(words: string): HeardColumn | null {
  if (/\bunsub/.test(words)) return { about: 'refusal', of: 'unsubscribed' };
  if (/^(?:dne|dnc)$/.test(words)) return { about: 'refusal', of: 'doNotEmail' };
  const refuses = REFUSAL.test(words) || NONE_AT_THE_START.test(words);
  if (!refuses) return null;
  if (MARKETING.test(words)) return { about: 'refusal', of: 'noMarketing' };
  if (TO_WRITE.test(words)) return { about: 'refusal', of: 'doNotEmail' };
  return /\boptout\b|\bconsent\b|^object/.test(words) ? { about: 'refusal', of: 'noMarketing' } : null;
}

function permissionIn(words: string): HeardColumn | null {
  if (MARKETING.test(words)) return { about: 'permission', of: 'noMarketing' };
  if (BY_EMAIL.test(words) || (PERMISSION.test(words) && TO_WRITE.test(words) && EMAIL.test(words)))
    return { about: 'permission', of: 'doNotEmail' };
  if (/\b(?:may|can|ok to|okay to) contact\b|\bconsent to (?:be )?contact/.test(words))
    return { about: 'permission', of: 'doNotEmail' };
  return /\boptin\b|\bconsent(?:ed|s)?\b|\bsubscri(?:bed|ber|ption)\b|\bgdpr\b/.test(words)
    ? { about: 'permission', of: 'noMarketing' }
    : null;
}
