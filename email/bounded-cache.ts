/** Caches the results for the most recently used keys. */
export class BoundedCache<Value> {
  readonly #kept = new Map<string, Value>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string, workOut: () => Value): Value {
    const value = this.#kept.get(key) ?? workOut();
    this.#kept.delete(key);
    this.#kept.set(key, value);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }
}
