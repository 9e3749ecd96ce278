import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { created, ok, route } from '../../api/route.ts';

const View = z.object({ id: z.string(), note: z.string().optional() });
const shared = {
  name: 'GET /practice',
  tag: 'Practice',
  summary: 'For the compiler',
  answers: { 200: View },
} as const;

test('an answer that lacks or misnames a field, or has another status, does not compile', () => {
  const routes = [
    route({ ...shared, handle: async ({ me }) => ok({ id: me.staffId, note: 'as declared' }) }),
    // @ts-expect-error -- `id` is missing
    route({ ...shared, handle: async ({ me }) => ok({ note: me.staffId }) }),
    // @ts-expect-error -- `nota` is not a field, although `note` may be left out
    route({ ...shared, handle: async ({ me }) => ok({ id: '1', nota: me.staffId }) }),
    // @ts-expect-error -- 201 is not declared
    route({ ...shared, handle: async ({ me }) => created({ id: me.staffId }) }),
    // @ts-expect-error -- text/csv is not among `alsoAs`
    route({ ...shared, handle: async ({ me }) => ({ status: 200, text: me.staffId, type: 'text/csv' }) }),
    route({
      ...shared,
      alsoAs: ['text/csv'],
      handle: async ({ me }) => ({ status: 200, text: me.staffId, type: 'text/csv' }),
    }),
  ];

  expect(routes).toHaveLength(6);
});
