import type { Locator, Page } from 'playwright-core';
import type { TestBrowser } from './browser.ts';
import type { TestKindword } from './kindword.ts';
import type { TestPractice } from './practice.ts';
import { signInCookie } from './signed-in.ts';

/** Each story is told by a browser with scripts and by one without. */
export const SCRIPTS = [
  ['with scripts', true],
  ['without scripts', false],
] as const;

type Options = {
  scripts?: boolean;
  screen?: { width: number; height: number };
  scheme?: 'light' | 'dark';
  /** `Accept-Language`. */
  language?: string;
  /** They have just shown once more who they are. */
  isConfirmed?: boolean;
};

/** Opens an address as a member of staff who has signed in, in a browser of their own. */
export async function openAs(
  browser: TestBrowser,
  kindword: TestKindword,
  practice: TestPractice,
  path: string,
  { scripts = true, screen, scheme = 'light', language = 'en-GB', isConfirmed = false }: Options = {},
): Promise<StaffPage> {
  const cookie = await signInCookie(kindword, practice, isConfirmed);
  const [name = '', value = ''] = cookie.split('=');
  const page = await browser.signedIn({
    cookie: { name, value, url: kindword.url },
    screen: screen ?? { width: 1_280, height: 900 },
    options: { javaScriptEnabled: scripts, colorScheme: scheme, locale: language },
  });
  await page.goto(`${kindword.url}${path}`);
  return new StaffPage(page);
}

/** A page as somebody at the desk uses it: by names, and one press at a time. */
export class StaffPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** One thing of a list, by a name or words that stand in it. */
  row(text: string | RegExp): Part {
    return new Part(this.page, this.page.getByRole('listitem').filter({ hasText: text }).first());
  }

  region(name: string): Part {
    return new Part(this.page, this.page.getByRole('region', { name }));
  }

  get main(): Part {
    return new Part(this.page, this.page.getByRole('main'));
  }

  /** What was just done, as it is read out; waits until something is said. */
  async said(): Promise<string> {
    const status = this.page.getByRole('status');
    await status.filter({ hasText: /\S/ }).waitFor();
    return ((await status.textContent()) ?? '').trim();
  }

  heading(): Promise<string | null> {
    return this.page.getByRole('heading', { level: 1 }).textContent();
  }

  goto(path: string): Promise<unknown> {
    return this.page.goto(new URL(path, this.page.url()).href);
  }

  /** A button anywhere on the page. */
  press(name: string | RegExp): Promise<void> {
    return new Part(this.page, this.page.locator('body')).press(name);
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }
}

/** A part of a page. */
export class Part {
  readonly #page: Page;
  readonly locator: Locator;

  constructor(page: Page, locator: Locator) {
    this.#page = page;
    this.locator = locator;
  }

  field(label: string | RegExp): Locator {
    return this.locator.getByLabel(label).first();
  }

  fill(label: string | RegExp, value: string): Promise<void> {
    return this.field(label).fill(value);
  }

  async choose(label: string | RegExp, option: string): Promise<void> {
    await this.field(label).selectOption({ label: option });
  }

  tick(label: string | RegExp): Promise<void> {
    return this.field(label).check();
  }

  value(label: string | RegExp): Promise<string> {
    return this.field(label).inputValue();
  }

  text(): Promise<string> {
    return this.locator.innerText();
  }

  /** Presses a button and waits for the answer, whichever way it comes. */
  async press(name: string | RegExp): Promise<void> {
    const answered = this.#page.waitForResponse((response) => response.request().method() === 'POST');
    await this.locator.getByRole('button', { name }).first().click();
    await answered;
    await this.#page.waitForLoadState('load');
    // Until the answer stands in its place: the form that was sent is busy, or gone.
    await this.#page.locator('form[aria-busy="true"]').waitFor({ state: 'detached' });
  }
}
