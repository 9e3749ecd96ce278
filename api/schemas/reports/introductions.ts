import { z } from 'zod';
import { shownCount } from '../forecast.ts';

export const Introductions = z
  .object({ n: shownCount, followed: shownCount, notFollowed: shownCount, waiting: shownCount })
  .meta({
    id: 'Introductions',
    description:
      'People whom somebody said they had sent: who got in touch, who had not after 28 days, and who has time left. Those who had not are in not_ready as well.',
    example: { n: 9, followed: 5, notFollowed: 2, waiting: 2 },
  });
