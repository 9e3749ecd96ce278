import { toMs } from '../calendar/duration.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar/units.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import type { Profile } from '../practice/practice-terms.ts';

/** The settings that a practice's privacy texts are made from, as they are in force. */
export type PrivacySettings = {
  name: string;
  legalName: string | null;
  postalAddress: string | null;
  replyTo: string;
  phone: string | null;
  website: string | null;
  profile: Profile;
  policy: PracticePolicy;
  /** The practice has an account of its own at the mail provider. */
  ownMailAccount: boolean;
};

export const PRIVACY_DOCUMENTS = ['notice', 'dpia', 'record'] as const;
export type PrivacyDocument = (typeof PRIVACY_DOCUMENTS)[number];

const UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
  ['second', SECOND_MS],
] as const;

/** "90 days", "48 hours", "1 day and 12 hours". */
export function inWords(duration: string): string {
  let left = toMs(duration);
  const parts = UNITS.flatMap(([unit, ms]) => {
    const count = Math.floor(left / ms);
    left -= count * ms;
    return count > 0 ? [`${count} ${unit}${count === 1 ? '' : 's'}`] : [];
  });
  return parts.length > 0 ? parts.join(' and ') : 'no time';
}

/** A document as Markdown: its title, and one heading a section. */
export function asMarkdown(
  title: string,
  sections: readonly (readonly [string, readonly string[]])[],
): string {
  const body = sections.map(([heading, lines]) => `## ${heading}\n\n${lines.join('\n')}`);
  return `${[`# ${title}`, ...body].join('\n\n')}\n`;
}

export function bullets(lines: readonly string[]): string[] {
  return lines.map((line) => `- ${line}`);
}

/** A Markdown table with escaped cells. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** The controller and their contact details. */
export function controllerLines(settings: PrivacySettings): string[] {
  const { name, legalName, postalAddress, replyTo, phone, website } = settings;
  return bullets([
    legalName && legalName !== name ? `${name} (${legalName})` : name,
    ...(postalAddress ? [postalAddress.replaceAll('\n', ', ')] : []),
    [replyTo, phone, website].filter((way) => way !== null).join(' · '),
  ]);
}

/** The retention periods, as housekeeping applies them. */
export function retentionRows({ policy: { retention } }: PrivacySettings): string[][] {
  return [
    [
      'The first name of somebody who was introduced and has not been in touch',
      inWords(retention.introduction),
    ],
    ['A mail with an introduction, as it came', inWords(retention.introduction)],
    ['Details in a colleague’s letter, where the person agreed', inWords(retention.unconverted)],
    [
      'Details in a colleague’s letter without that',
      `${inWords(retention.unconverted)}, and a month at most`,
    ],
    [
      'Details of somebody who got in touch and did not become a client',
      `${inWords(retention.unconverted)} after the last contact, or after they were entered if that came later; longer only on the waiting list, asked once a year`,
    ],
    ['A file from another system that waits to be taken over', 'a day at most'],
    ['The words of an e-mail we sent', `${inWords(retention.messageBodies)}, then a hash`],
    ['A numbered line of the source log, without any name', 'for counting, because its numbers have no gaps'],
    ['As which of our e-mails Postmark knows one', inWords(retention.messageBodies)],
    ['What Postmark told us of our e-mails', 'without its words at once, its bare fact 30 days'],
    ['Who looked at or changed what (ids only)', '6 years'],
    [
      'Which words somebody agreed to, and when',
      'for as long as the practice may have to show it; without a name once they are removed',
    ],
    [
      'That an address is not to be written to, and that somebody was removed',
      'for as long as the practice exists, as hashes, also beside the database so that a restored copy knows it',
    ],
  ];
}

/** Lawful bases (§3.7). */
export function basisRows({ profile }: PrivacySettings): string[][] {
  const health =
    profile === 'UK_DEFAULT' ? ', and Article 9(2)(h) where it shows that somebody is a client' : '';
  return [
    ['How you heard of us', `legitimate interests${health}`],
    [
      'A line with our details in an e-mail you get anyway',
      'your explicit consent (Articles 6(1)(a) and 9(2)(a))',
    ],
    ['Thanking whoever passed our name on', 'legitimate interests; nothing is said about anybody'],
    [
      'Keeping in touch with colleagues',
      'legitimate interests; a sole trader gets a letter by e-mail only where they asked for it',
    ],
    [
      'Answering your enquiry, and passing you on to somebody better placed',
      'steps at your request; your consent before anything is passed on',
    ],
    ['Telling a colleague who sent you how it went', 'your explicit consent, in writing, for what you name'],
    [
      'Looking at how many people come, and from where',
      'legitimate interests, on figures in which nobody can be recognised',
    ],
  ];
}

/** The processors. */
export function processorLines({ ownMailAccount }: PrivacySettings): string[] {
  return bullets([
    `Postmark, which carries our e-mail${ownMailAccount ? ', in an account of our own' : ''}: addresses and the words of what we send, kept there for 45 days by default`,
    'whoever hosts this system for us: everything, with names, addresses and words sealed',
  ]);
}
