import { plusTags } from '../mail/address.ts';
import { recipientsOf, type Mail } from '../mail/mail.ts';
import type { Database } from '../store/database.ts';

/** The faults that a tag of a recipient's address asks for, `x+fault-500@example.org`; with `fault-once-…` for the first attempt only. */
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

/** The faults of this attempt to send; a fault for the first attempt only is recorded as shown. */
export function faultsOf(mail: Mail, database: Database): Fault[] {
  return recipientsOf(mail).flatMap((email) =>
    plusTags(email).flatMap((tag) => {
      const found = TAG.exec(tag)?.groups;
      const fault = found?.['fault'] ?? '';
      if (!isFault(fault)) return [];
      return found?.['once'] && !isFirstAttempt({ fault, email, mail }, database) ? [] : [fault];
    }),
  );
}

function isFault(name: string): name is Fault {
  return Object.hasOwn(FAULTS, name);
}

/** Attempts are the same when address and metadata are. */
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
