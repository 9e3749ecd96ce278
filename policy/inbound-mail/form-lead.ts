import { plainLine } from './clean-subject.ts';
import { readFirstName } from './first-name.ts';
import type { InboundEmail, Mailbox } from './inbound-email.ts';
import { isMachinesAddress, isRoleAddress, readMailbox } from './mailbox.ts';

/** Somebody who wrote through a website's form or a directory. */
export type Lead = {
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  sourceKind: 'directory' | 'website';
};

const LONGEST = 6_000;
const MOST_LINES = 120;
const SERVICES =
  /(?:^|[.-])(?:squarespace|squarespace-mail|wix|wixforms|wix-forms|wixsite|typeform|formspree|jotform|gravityforms|wufoo|weebly|webflow|cognitoforms|formstack|paperform|tally|netlify|getform|formsubmit|web3forms|elementor|wpforms|ninjaforms|fluentforms|wordpress|godaddy|jimdo|forminit|basin|usebasin)\.[a-z.]{2,}$/iu;
const DIRECTORIES =
  /(?:^|[.-])(?:psychologytoday|counselling-directory|hypnotherapy-directory|therapy-directory|lifecoach-directory|memiah|happiful|goodtherapy|therapyden|therapytribe|welldoing|zencare|bacp|ukcp|bps|bark|therapie|psychotherapiesuche|doctolib|doctoralia|jameda|findatherapist|mentalhealthmatch|netcounselling|counselling|choosingtherapy|therapyroute|therapists)\.[a-z.]{2,}$/iu;
const SAYS_FORM =
  /\b(?:contact form|form submission|submitted (?:a|the|your|this|via|through|on)\b|sent (?:via|from|through) (?:a |the |your )?(?:contact |website |online )?(?:form|website|profile|site)\b|new (?:website |contact |client )?(?:enquiry|inquiry|submission|entry|lead|response)\b|(?:has )?contacted you (?:through|via|from|on)\b|has a new response|enquiry (?:from|via|through)\b|(?:message|enquiry|e-?mail) from your (?:website|profile|listing)|you(?:'ve| have) (?:received|got) (?:a|an) (?:new )?(?:message|enquiry|e-?mail|referral|lead)|kontaktformular|formulaire de contact|formulario de contacto|modulo di contatto|contactformulier|kontaktskema)/iu;
/** "Jane Doe has contacted you". */
const WHO_WROTE =
  /(?:^|[:,-]\s)(?<who>\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'.-]+){0,2})\s(?:has\s)?(?:contacted|submitted|sent|messaged|filled|is (?:looking|interested))\b|\b(?:enquiry|message|submission|lead|contact|referral|e-?mail)\s(?:request\s)?(?:from|by)[:\s]\s?(?<by>\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'.-]+){0,2})/u;

type Label = 'firstName' | 'lastName' | 'name' | 'email' | 'phone';
/** What a form calls them, the narrower first. */
const LABELS: readonly (readonly [Label, RegExp])[] = [
  ['firstName', /^(?:your |client'?s? )?(?:first|given|fore)[ -]?name|^vorname|^prénom|^voornaam/iu],
  [
    'lastName',
    /^(?:your |client'?s? )?(?:last|family|sur)[ -]?name|^nachname|^nom de famille|^apellidos?|^achternaam/iu,
  ],
  [
    'name',
    /^(?:(?:your|full|contact|client|visitor|sender)(?:'?s)? )?name\b|^(?:what(?:'s| is) )?your (?:full )?name\b|^what should we call you|^from\b|^(?:nom|nombre|nome|naam|namn|navn)\b/iu,
  ],
  [
    'email',
    /^(?:(?:your|contact|client|visitor|reply)(?:'?s)? )?e-?mail(?:[ -]?(?:address|adresse))?|^(?:what(?:'s| is) )?your e-?mail|^(?:courriel|correo(?: electrónico)?|adresse e-?mail)\b/iu,
  ],
  [
    'phone',
    /^(?:(?:your|contact|client|best|daytime)(?:'?s)? )?(?:(?:tele)?phone|mobile|cell|tel|contact number)(?:[ -]?(?:number|no|nr)\.?)?|^(?:what(?:'s| is) )?your (?:phone|number)|^(?:telefon(?:nummer)?|handy|téléphone|teléfono|telefono|telefoon)\b/iu,
  ],
];
type Fields = Partial<Record<Label, string>>;

/** The person behind a form's mail; null where it is no form's. Reply-To is where they are to be answered. */
export function leadIn(inbound: InboundEmail): Lead | null {
  const { from, replyTo, subject, body, fromUs } = inbound;
  const domain = from.email.split('@')[1]?.trim() ?? '';
  const isDirectory = DIRECTORIES.test(domain);
  const isService = isDirectory || SERVICES.test(domain) || isMachinesAddress(from.email) || fromUs;
  const words = body.slice(0, LONGEST);
  const fields = fieldsIn(words);
  const saysForm = SAYS_FORM.test(`${plainLine(subject)}\n${words}`);
  const answerTo = replyTo && replyTo.email !== from.email.trim().toLowerCase() ? replyTo : null;
  const hasFields = fields.email !== undefined && Object.keys(fields).length > 1;
  const byPerson = answerTo !== null && !isRoleAddress(answerTo.email);
  const isLead = isService
    ? hasFields ||
      (byPerson && (saysForm || isDirectory || fields.name !== undefined || fromUs)) ||
      (isDirectory && saysForm)
    : saysForm && hasFields;
  if (!isLead) return null;
  const email =
    byPerson || (answerTo && !fields.email)
      ? answerTo?.email
      : (readMailbox(fields.email ?? '')?.email ?? null);
  return {
    ...nameOf(inbound, fields, answerTo),
    email: email ?? null,
    phone: phoneOf(fields.phone),
    sourceKind: isDirectory ? 'directory' : 'website',
  };
}

/** Label and value on one line, or on two. */
function fieldsIn(text: string): Fields {
  const lines = text
    .split('\n')
    .slice(0, MOST_LINES)
    .map((line) =>
      plainLine(line)
        .replace(/^[*•#>_\s·-]+/u, '')
        .replaceAll('*', ''),
    )
    .filter((line) => line !== '');
  const fields: Fields = {};
  for (const [at, line] of lines.entries())
    for (const [label, words] of LABELS) {
      const found = words.exec(line);
      if (!found || fields[label] !== undefined) continue;
      const value = valueOf(line.slice(found[0].length), lines[at + 1] ?? '');
      if (!isPlausible(label, value)) continue;
      fields[label] = value;
      break;
    }
  return fields;
}

function valueOf(rest: string, next: string): string {
  const behind = rest
    .replace(/^\s*(?:\((?:required|optional)\))?\s*[:：?=–-]*\s*/u, '')
    .replace(/^[_\s]+|[_\s]+$/g, '');
  return behind === '' ? next : behind;
}

function isPlausible(label: Label, value: string): boolean {
  if (label === 'email') return readMailbox(value) !== null;
  if (label === 'phone') return (value.match(/\d/g) ?? []).length >= 6;
  return (
    value.length <= 120 && /^\p{L}/u.test(value) && !/[:?!]$/.test(value) && value.split(' ').length <= 6
  );
}

function nameOf(
  { from, subject, body }: InboundEmail,
  fields: Fields,
  answerTo: Mailbox | null,
): { firstName: string | null; lastName: string | null } {
  if (fields.firstName) return { firstName: firstOf(fields.firstName), lastName: fields.lastName ?? null };
  const said =
    WHO_WROTE.exec(plainLine(subject))?.groups ?? WHO_WROTE.exec(plainLine(body.slice(0, 400)))?.groups;
  const named = [
    fields.name === undefined ? '' : (readMailbox(fields.name)?.name ?? fields.name),
    answerTo?.name ?? '',
    said?.['who'] ?? said?.['by'] ?? '',
    / via /iu.test(from.name) ? (from.name.split(/ via /iu)[0] ?? '') : '',
  ];
  for (const name of named) {
    const parts = splitName(name);
    if (parts.firstName !== null) return parts;
  }
  return { firstName: null, lastName: null };
}

/** First and last name of somebody who writes for themselves. */
export function splitName(name: string): { firstName: string | null; lastName: string | null } {
  const plain = plainLine(name.slice(0, 200)).replaceAll(/["']$|^["']/g, '');
  const firstName = firstOf(plain);
  if (firstName === null) return { firstName, lastName: null };
  const [family, given] = plain.split(',').map((part) => part.trim());
  const words = plain.split(' ');
  const at = words.findIndex((word) => word.toLowerCase().startsWith(firstName.toLowerCase()));
  const last = given ? family : words.slice(at + 1).join(' ');
  return { firstName, lastName: last && /^\p{L}[\p{L}\p{M}' .-]{0,80}$/u.test(last) ? last : null };
}

function firstOf(name: string): string | null {
  return readFirstName(plainLine(name)).first;
}

function phoneOf(phone: string | undefined): string | null {
  const plain =
    phone
      ?.replaceAll(/[^\d+() .-]/g, '')
      .trim()
      .slice(0, 40) ?? '';
  return plain === '' ? null : plain;
}
