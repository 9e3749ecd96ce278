import { p, Type } from '@mikro-orm/postgresql';
import { keyring } from './keyring.ts';

/**
 * A text column that PostgreSQL only ever sees as ciphertext. The place (table.column) is authenticated, so that a
 * value moved to another column does not open; a value moved to another row of the same column does.
 */
class Sealed extends Type<string | null | undefined, Buffer | null | undefined> {
  readonly place: string;

  constructor(place: string) {
    super();
    this.place = place;
  }

  override convertToDatabaseValue(value: string | Buffer | null | undefined): Buffer | null | undefined {
    if (value === null || value === undefined || Buffer.isBuffer(value)) return value;
    return keyring().seal(value, this.place);
  }

  override convertToJSValue(raw: Buffer | string | null | undefined): string | null | undefined {
    if (raw === null || raw === undefined || typeof raw === 'string') return raw;
    return keyring().open(raw, this.place);
  }

  override getColumnType(): string {
    return 'bytea';
  }

  override ensureComparable(): boolean {
    return false;
  }

  /** Compares plain text: the random nonce must not mark every row that was read as changed. */
  override compareValues(one: unknown, other: unknown): boolean {
    return one === other || this.plain(one) === this.plain(other);
  }

  private plain(value: unknown): unknown {
    return Buffer.isBuffer(value) ? this.convertToJSValue(value) : value;
  }
}

/** A sealed text property; `place` is its table.column. */
export function sealed(place: string) {
  return p.type(new Sealed(place)).$type<string>().runtimeType('string');
}
