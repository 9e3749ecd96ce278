import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Without the windows of a whole browser, the same pages take a third of the processor's time; so it comes first. */
const CHROMIUMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const CHROMIUM =
  process.env['CHROMIUM_PATH'] ?? CHROMIUMS.find((path) => existsSync(path)) ?? '/usr/bin/chromium';
const PICTURES = process.env['TEST_PICTURES'];

type SignedIn = {
  cookie: { name: string; value: string; url: string };
  screen: { width: number; height: number };
  options: { javaScriptEnabled: boolean; colorScheme: 'light' | 'dark'; locale: string };
};

/** A page, and every address that left it. */
export type Opened = { page: Page; asked: string[] };

/** A real browser, because what a page does to people is seen in one and nowhere else. */
export class TestBrowser {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<TestBrowser> {
    if (!existsSync(CHROMIUM)) {
      throw new Error(
        `There is no Chromium at ${CHROMIUM}: install it (apt-get install chromium), or set CHROMIUM_PATH to one.`,
      );
    }
    // Without a sandbox of its own, because as root there is none; it opens nothing but our own pages.
    return new TestBrowser(
      await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] }),
    );
  }

  /** Opens an address as somebody on this kind of screen would, with a browser that knows nothing yet. */
  async open(
    url: string,
    screen: { width: number; height: number } = { width: 1_100, height: 800 },
    options: { javaScriptEnabled?: boolean } = {},
  ): Promise<Opened> {
    const context = await this.#browser.newContext({ viewport: screen, ...options });
    const page = await context.newPage();
    const asked: string[] = [];
    // Here, and not at the page: what a page's policy forbids is never asked of anybody.
    await context.route('**/*', (route) => {
      asked.push(route.request().url());
      return route.continue();
    });
    await page.goto(url);
    return { page, asked };
  }

  /** A browser of somebody's own, in which they have signed in. */
  async signedIn({ cookie, screen, options }: SignedIn): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: screen, ...options });
    await context.addCookies([cookie]);
    return context.newPage();
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }
}

/** Keeps a picture for whoever set TEST_PICTURES to a folder, and otherwise does nothing. */
export async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

/** The hosts that were asked for something, `data:` pictures aside. */
export function hostsOf(asked: readonly string[]): string[] {
  return [...new Set(asked.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).host))];
}
