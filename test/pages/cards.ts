import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { picture, type TestBrowser } from '../support/browser.ts';
import { inPractice } from '../support/in-practice.ts';
import type { TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';

/** A page as wide and as high as the paper, at 96 dots to the inch. */
export const PAPER = { a6: { width: 397, height: 559 }, a4: { width: 794, height: 1_123 } };
export const SIZES = ['a6', 'a4'] as const;
type OfPractice = Partial<
  Pick<Practice, 'name' | 'phone' | 'website' | 'crisisRoute' | 'whoWeHelp' | 'whatToExpect'>
>;
type Of = { name: string } & Partial<Pick<Staff, 'whoWeHelp' | 'whatToExpect' | 'videoUrl'>>;
export type Named = { practice: TestPractice; practitionerId: string; url: string };

/** A practitioner and their practice, filled in as far as they are. */
export async function card(kindword: TestKindword, own: Of, around: OfPractice = {}): Promise<Named> {
  const practice = await kindword.practice({ sending: 'paused' });
  const { staffId } = await practice.as(['practitioner']);
  await inPractice(kindword, practice, async ({ em, practiceId }) => {
    em.assign(await em.findOneOrFail(Staff, { id: staffId }), own);
    em.assign(await em.findOneOrFail(Practice, { id: practiceId }), around);
  });
  return { practice, practitionerId: staffId, url: `${kindword.url}/p/${practice.slug}/card/${staffId}` };
}

/** How many sides it takes on paper, and whether all of it is on the first. */
export async function printed(browser: TestBrowser, url: string, size: (typeof SIZES)[number], name: string) {
  const { page } = await browser.open(`${url}?print=${size}`, PAPER[size]);
  await picture(page, `${name}-${size}-on-screen`);
  await page.emulateMedia({ media: 'print' });
  await picture(page, `${name}-${size}`);
  const found = await page.evaluate<{ cut: string[]; codeEnds: number; wide: boolean }>(`({
    cut: [...document.querySelectorAll('main > *, dd')].filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.className || one.localName),
    codeEnds: document.querySelector('img.qr').getBoundingClientRect().bottom,
    wide: document.documentElement.scrollWidth > innerWidth,
  })`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sides = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;
  const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1'));
  await page.close();
  return { ...found, sides, paper: [Math.round(Number(box?.[1])), Math.round(Number(box?.[2]))] };
}

export const POINTS = { a6: [298, 420], a4: [595, 842] };
