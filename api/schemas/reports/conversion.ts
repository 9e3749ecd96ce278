import { z } from 'zod';
import { at } from '../../../http/fields.ts';
import { conversion } from '../../../reports/conversion.ts';
import { shownCount } from '../forecast.ts';
import { envelope, group, Rate } from './envelope.ts';

const days = z.number().nullable();

export const ConversionReport = z
  .object({
    report: z.literal('conversion'),
    ...envelope,
    rows: z.array(
      z.object({
        ...group,
        asked: shownCount,
        within30: Rate,
        within90: Rate,
        ever: Rate,
        daysToConversion: z.object({ median: days, p90: days, n: shownCount }),
        fit: z.object({ ideal: shownCount, workable: shownCount, not_fit: shownCount }),
        before: z.object({ from: at, to: at, asked: shownCount, ever: Rate }),
        rank: z
          .int()
          .min(1)
          .nullable()
          .meta({ description: 'Only where intervals do not overlap; of practitioners there is none.' }),
      }),
    ),
  })
  .meta({
    id: 'ConversionReport',
    example: {
      report: 'conversion',
      definition: conversion.definition,
      from: '2025-11-29T09:00:00.000Z',
      to: '2026-11-29T09:00:00.000Z',
      asOf: '2026-11-29T09:00:00.000Z',
      by: 'kind',
      n: 40,
      rows: [
        {
          kind: 'podcast',
          asked: 20,
          within30: { k: 2, n: 20, rate: 0.1, low: 0.0421, high: 0.2189 },
          within90: { k: 3, n: 20, rate: 0.15, low: 0.0746, high: 0.2772 },
          ever: { k: 3, n: 20, rate: 0.15, low: 0.0746, high: 0.2772 },
          daysToConversion: { median: 21, p90: 44.5, n: 3 },
          fit: { ideal: 2, workable: 1, not_fit: 0 },
          before: {
            from: '2024-11-29T09:00:00.000Z',
            to: '2025-11-29T09:00:00.000Z',
            asked: 0,
            ever: { k: 0, n: 0, rate: null, low: null, high: null },
          },
          rank: null,
        },
      ],
      suppressed: false,
      stillLearning: false,
    },
  });
