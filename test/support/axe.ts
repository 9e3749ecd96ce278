import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const NARROW = { width: 320, height: 640 };

/** What is wrong with a page by WCAG 2.2 A and AA, target size included: the rule and the elements, a line a rule. */
export async function violationsOf(page: Page): Promise<string[]> {
  return found(
    new AxeBuilder({ page }).withTags(WCAG).options({ rules: { 'target-size': { enabled: true } } }),
  );
}

/** The same of its colours alone: all that another colour scheme changes. */
export async function colourViolationsOf(page: Page): Promise<string[]> {
  return found(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']));
}

async function found(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

/** What a screen of 320 px cuts off: what is wide has to scroll inside itself (WCAG 1.4.10). */
export async function cutOffAt320(page: Page): Promise<string[]> {
  await page.setViewportSize(NARROW);
  return page.evaluate<string[]>(`(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll, .board, .unseen'))
      .map((one) => one.tagName.toLowerCase() + (one.className ? '.' + one.className : ''));
  })()`);
}
