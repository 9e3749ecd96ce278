import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Locator, type Page } from 'playwright-core';
import { readConfig } from '../server/config.ts';
import { STAFF_PAGES } from '../web/staff-pages.ts';
import { foundAddresses } from './found-addresses.ts';
import { play } from './play.ts';
import { findOrStart } from './program.ts';
import { Teller } from './teller.ts';

const HELP = `npm run screenshots                          plays the demo and makes a picture of every page, in .local/pictures
npm run screenshots -- --to folder           puts them elsewhere
npm run screenshots -- --scheme dark         in dark colours
npm run screenshots -- --width 390           as on a telephone`;
/** Without a session. */
const PUBLIC = ['enquire', 'refer', 'professionals', 'consent', 'survey', 'capacity'];

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    scheme: { type: 'string', default: 'light' },
    width: { type: 'string', default: '1280' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await main();
process.exit(0);

async function main(): Promise<void> {
  const { dataDir } = readConfig({ ...process.env, KINDWORD_ROLE: 'all' });
  const folder = resolve(values.to ?? join(dataDir, 'pictures'));
  mkdirSync(folder, { recursive: true });
  const teller = new Teller();
  const program = await findOrStart(dataDir, teller);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const { slug, signIn, staffId } = await play(dataDir, program, teller);
    const page = await browser.newPage({
      locale: 'en-GB',
      viewport: { width: Number(values.width), height: 900 },
      colorScheme: values.scheme === 'dark' ? 'dark' : 'light',
    });
    const home = program.running.api;
    await photograph(page, folder, [`${home}/sign-in`, ...PUBLIC.map((name) => `${home}/p/${slug}/${name}`)]);
    await signedIn(page, signIn, staffId);
    const shapes = STAFF_PAGES.map(({ address }) => address);
    const { found, missing } = await foundAddresses(page, home, shapes);
    await photograph(page, folder, found);
    if (missing.length > 0) teller.note(`The demo has nothing to show at ${missing.join(', ')}.`);
    teller.note(`The pictures are in ${folder}.`);
  } finally {
    await browser.close();
    await program.stop();
  }
}

/** As the owner of this demo, where other demos were played before and have the same owner. */
async function signedIn(page: Page, link: string, staffId: string): Promise<void> {
  await page.goto(link);
  await pressed(page, page.getByRole('button', { name: 'Sign in', exact: true }));
  const here = page.locator(`button[value="${staffId}"]`);
  if (await here.isVisible()) await pressed(page, here);
}

async function pressed(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), button.click()]);
}

/** The whole of each page, in a file named like its address. */
async function photograph(page: Page, folder: string, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    await page.goto(url);
    const name = new URL(url).pathname
      .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'id')
      .split('/')
      .filter(Boolean)
      .join('-');
    await page.screenshot({ path: join(folder, `${name || 'home'}.png`), fullPage: true });
  }
}
