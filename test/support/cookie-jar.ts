import { randomInt } from 'node:crypto';
import type { TestKindword } from './kindword.ts';

type Answered = { status: number; text: string; location: string | null; headers: Headers };

/** One browser without a screen: it keeps its cookies, and says of each form whose page it is on. */
export class CookieJar {
  readonly cookies = new Map<string, string>();
  /** Whose address the proxy in front says it is: another one for each. */
  readonly #address = `198.18.${randomInt(256)}.${randomInt(256)}`;
  readonly #kindword: TestKindword;

  constructor(kindword: TestKindword) {
    this.#kindword = kindword;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#ask(path, { headers });
  }

  post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const sent = { 'sec-fetch-site': 'same-origin', ...headers };
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: sent });
  }

  async #ask(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> },
  ): Promise<Answered> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.#kindword.url), {
      redirect: 'manual',
      ...init,
      headers: {
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0',
        'x-forwarded-for': this.#address,
        ...(cookie ? { cookie } : {}),
        ...init.headers,
      },
    });
    for (const set of response.headers.getSetCookie()) this.#take(set);
    const { status, headers } = response;
    return { status, text: await response.text(), location: headers.get('location'), headers };
  }

  #take(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (/expires=Thu, 01 Jan 1970/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
