import { expect, test } from '@jest/globals';
import { recently } from '../../server/recently.ts';

test('however often it is asked, what stands behind a probe is asked once in a while', async () => {
  let asked = 0;
  const answer = recently(60, async () => (asked += 1));

  const first = await Promise.all(Array.from({ length: 200 }, () => answer()));
  await new Promise((resolve) => setTimeout(resolve, 80));

  expect([new Set(first), await answer()]).toEqual([new Set([1]), 2]);
});
