import type { Database } from './store/database.ts';
import { recipientsOf, type Mail } from './mail.ts';

/** What a plus-address can wish for: `x+fault-500@example.org`, and `x+fault-once-500@…` for the first attempt only. */
export const FAULTS = {
  '500': 'refused with HTTP 500',
  '429': 'refused with HTTP 429, too many requests',
  '502html': 'refused with HTTP 502 and a page of HTML, as a proxy would',
  '503': 'refused with HTTP 503, ErrorCode 100: maintenance',
  '406': 'refused as an inactive recipient (HTTP 422, ErrorCode 406)',
  'accept-hang': 'accepted, but the answer never comes',
  'accept-reset': 'accepted, but the connection is reset before the answer',
  'half-body': 'accepted, but the answer is cut in half',
  html200: 'accepted, but answered HTTP 200 with a page of HTML',
  'late-index': 'accepted and answered, but search and details do not show it for a minute',
} satisfies Record<string, string>;
export type Fault = keyof typeof FAULTS;

const TAG = /^fault-(?<once>once-)?(?<fault>.+)$/;

/** The faults that this attempt to send must show; a fault wished for once is remembered as shown. */
export function faultsOf(mail: Mail, database: Database): Fault[] {
  return recipientsOf(mail).flatMap((email) =>
    plusTags(email).flatMap((tag) => {
      const wish = TAG.exec(tag)?.groups;
      const fault = wish?.['fault'] ?? '';
      if (!isFault(fault)) return [];
      return wish?.['once'] && !isFirstAttempt({ fault, email, mail }, database) ? [] : [fault];
    }),
  );
}

/** The words between the plus signs of an address. */
export function plusTags(email: string): string[] {
  return email.slice(0, email.lastIndexOf('@')).toLowerCase().split('+').slice(1);
}

function isFault(name: string): name is Fault {
  return Object.hasOwn(FAULTS, name);
}

function isFirstAttempt(
  { fault, email, mail }: { fault: Fault; email: string; mail: Mail },
  database: Database,
): boolean {
  const attempt = JSON.stringify([fault, email.toLowerCase(), Object.entries(mail.Metadata).toSorted(byKey)]);
  return database.run('insert or ignore into fault_seen (attempt) values (?)', attempt).changes === 1;
}

function byKey([one]: [string, string], [other]: [string, string]): number {
  return one < other ? -1 : 1;
}
