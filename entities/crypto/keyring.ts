import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
const KEY_BYTES = 32;
/** Random bytes are drawn for many nonces at once: asking for them costs as much as sealing a name. */
const NONCES_DRAWN = 512;

type DerivedKeys = { seal: Buffer; lookUp: Buffer };

/** The secrets cannot read the sealed columns; the message names the setting and the remedy. */
export class SecretsError extends Error {}

/**
 * AES-256-GCM for sealing and HMAC-SHA-256 for look-ups, each key derived by HKDF per purpose. The first secret seals;
 * every secret opens, so that a new one can be put in front. Look-ups use the last (oldest), because a hash cannot be
 * re-keyed.
 */
export class Keyring {
  readonly #keys = new Map<number, DerivedKeys>();
  readonly #currentId: number;
  readonly #lookUp: Buffer;
  #nonces = Buffer.alloc(0);
  #noncesUsed = 0;

  /** `secrets` is `id:base64` of 32 bytes, comma separated, id 1–255. */
  constructor(secrets: string) {
    const entries = secrets.split(',').map((entry) => parseSecret(entry.trim()));
    for (const { id, secret } of entries) {
      if (this.#keys.has(id)) throw new SecretsError(`KINDWORD_SECRETS names key ${id} twice.`);
      this.#keys.set(id, { seal: derive(secret, 'seal'), lookUp: derive(secret, 'look-up') });
    }
    const [current] = entries;
    const oldest = entries.at(-1);
    if (!current || !oldest) throw new SecretsError('KINDWORD_SECRETS is empty.');
    this.#currentId = current.id;
    this.#lookUp = this.#key(oldest.id).lookUp;
  }

  /** Bytes as stored: [key id][nonce 12][tag 16][ciphertext]. `place` (table.column) is authenticated with it. */
  seal(text: string, place: string): Buffer {
    const nonce = this.#nonce();
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.#currentId).seal, nonce, {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([this.#currentId]), nonce, cipher.getAuthTag(), body]);
  }

  /** The text that `seal` was given; throws SecretsError when the key is not here or the bytes were changed. */
  open(sealed: Buffer, place: string): string {
    if (sealed.length < HEADER_BYTES)
      throw new SecretsError(`${place} holds bytes that no key of KINDWORD_SECRETS has sealed.`);
    const keyId = sealed[0] ?? 0;
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.#key(keyId).seal,
      sealed.subarray(1, 1 + NONCE_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]).toString(
        'utf8',
      );
    } catch {
      throw new SecretsError(
        `Key ${keyId} of KINDWORD_SECRETS does not open ${place}: it is not the key that sealed it.`,
      );
    }
  }

  /**
   * A keyed hash for exact look-ups (an e-mail address, a token): deterministic, and not computable without the key.
   */
  lookUpHash(text: string, purpose: string): string {
    return createHmac('sha256', this.#lookUp).update(`${purpose}\0${text}`).digest('base64url').slice(0, 32);
  }

  #nonce(): Buffer {
    if (this.#noncesUsed === this.#nonces.length) {
      this.#nonces = randomBytes(NONCES_DRAWN * NONCE_BYTES);
      this.#noncesUsed = 0;
    }
    this.#noncesUsed += NONCE_BYTES;
    return this.#nonces.subarray(this.#noncesUsed - NONCE_BYTES, this.#noncesUsed);
  }

  #key(id: number): DerivedKeys {
    const keys = this.#keys.get(id);
    if (!keys)
      throw new SecretsError(
        `KINDWORD_SECRETS lacks key ${id}, which sealed data in this database. Add it at the end of the list.`,
      );
    return keys;
  }
}

let installed: Keyring | null = null;

/** Makes this keyring the one that sealed columns use; once, at start-up. */
export function useKeyring(ring: Keyring): void {
  installed = ring;
}

/** The keyring of this process; throws SecretsError before `useKeyring`. */
export function keyring(): Keyring {
  if (!installed) throw new SecretsError('No KINDWORD_SECRETS were read before sealed data was used.');
  return installed;
}

function parseSecret(entry: string): { id: number; secret: Buffer } {
  const match = /^(\d{1,3}):([A-Za-z0-9+/]+=*)$/.exec(entry);
  const id = Number(match?.[1]);
  const secret = Buffer.from(match?.[2] ?? '', 'base64');
  if (!match || id < 1 || id > 255 || secret.length !== KEY_BYTES) {
    throw new SecretsError(
      'KINDWORD_SECRETS must be a comma separated list of "<id 1-255>:<base64 of 32 random bytes>".',
    );
  }
  return { id, secret };
}

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'kindword', purpose, KEY_BYTES));
}
