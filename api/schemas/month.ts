import { z } from 'zod';

const MONTH = /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/;

/** A calendar month. */
export const month = z
  .string()
  .regex(MONTH, 'must be a month, YYYY-MM, between 1900 and 2199')
  .meta({ example: '2026-11' });
