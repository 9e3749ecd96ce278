import type { Page } from 'playwright-core';

/**
 * One address of each shape (`/clients/:id`), for whoever is signed in there: found by following links, from the pages
 * whose address has no id.
 */
export async function foundAddresses(
  page: Page,
  home: string,
  shapes: readonly string[],
): Promise<{ found: string[]; missing: string[] }> {
  const at = new Map<string, string>();
  const todo = shapes.filter((shape) => !shape.includes(':'));
  for (const path of todo) {
    const response = await page.goto(`${home}${path}`);
    if (response?.status() !== 200) continue;
    // Where an address only leads on, the page there is its own.
    if (new URL(page.url()).pathname === path) at.set(path, page.url());
    for (const link of await linksOf(page)) {
      const shape = shapeOf(link, shapes);
      if (shape === undefined || at.has(shape) || todo.includes(shape)) continue;
      at.set(shape, `${home}${link}`);
      // What stands behind an id may lead to more.
      todo.push(link);
    }
  }
  const missing = shapes.filter((shape) => !at.has(shape));
  return { found: [...new Set(at.values())], missing };
}

async function linksOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('a[href^="/"]')].map((link) => new URL(link.href).pathname)`,
  );
}

/** The first shape that fits, as the pages themselves are asked for. */
function shapeOf(path: string, shapes: readonly string[]): string | undefined {
  const parts = path.split('/');
  return shapes.find((shape) => {
    const wanted = shape.split('/');
    return (
      wanted.length === parts.length &&
      wanted.every((part, nth) => part.startsWith(':') || part === parts[nth])
    );
  });
}
