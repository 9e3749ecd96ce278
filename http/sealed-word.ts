import { keyring, SecretsError } from '../entities/crypto/keyring.ts';
import { HOUR_MS } from '../policy/calendar/units.ts';

const OPENS_FOR_MS = HOUR_MS;
/** Longer than any word that is searched for. */
const LONGEST = 600;

/** A word that may stand in an address: only this member of staff can open it, for an hour. */
export function sealWord(word: string, staffId: string, now: Date): string {
  const until = now.getTime() + OPENS_FOR_MS;
  return keyring().seal(`${until} ${word}`, placeOf(staffId)).toString('base64url');
}

/** The word again; null where it is somebody else's, too old, or none. */
export function openWord(sealed: string, staffId: string, now: Date): string | null {
  if (sealed.length > LONGEST || !/^[\w-]+$/.test(sealed)) return null;
  const opened = openOrNull(Buffer.from(sealed, 'base64url'), placeOf(staffId));
  const [, until, word = ''] = /^(\d{1,16}) (.*)$/su.exec(opened ?? '') ?? [];
  return until !== undefined && now.getTime() < Number(until) ? word : null;
}

function openOrNull(sealed: Buffer, place: string): string | null {
  try {
    return keyring().open(sealed, place);
  } catch (error) {
    if (error instanceof SecretsError) return null;
    throw error;
  }
}

function placeOf(staffId: string): string {
  return `search/${staffId}`;
}
