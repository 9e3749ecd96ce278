import { z } from 'zod';
import type { ImportedScore } from './import-satisfaction.ts';
import { INSTRUMENTS, mayBeNamed, scoreFault } from '../policy/clients/instruments.ts';
import { id, line } from '../http/fields.ts';
import { isAhead, instantOf, type Wall, WrittenTime } from './written-times.ts';
import type { RecordKind } from './read-records.ts';
import { SATISFACTION_CELLS, SATISFACTION_COLUMNS, SATISFACTION_WORDS } from './satisfaction-columns.ts';
import { namesAnybody, namesClient, clientIdFields } from './client-cells.ts';

/** How the scores of a practice are read out of a file. */
export function satisfactionRecords(wall: Wall): RecordKind<ImportedScore> {
  return {
    entity: 'satisfaction',
    columns: SATISFACTION_COLUMNS,
    cells: SATISFACTION_CELLS,
    words: SATISFACTION_WORDS,
    dates: ['at'],
    schema: scoreRow(wall),
    needs: [
      { oneOf: ['instrument'], called: `a measure (${INSTRUMENTS.join(', ')})` },
      { oneOf: ['score'], called: 'a score' },
      { oneOf: ['at', 'month'], called: 'a date or a month' },
    ],
  };
}

function scoreRow(wall: Wall): z.ZodType<ImportedScore> {
  return z
    .object({
      ...clientIdFields,
      instrument: z.enum(INSTRUMENTS),
      score: z.number(),
      at: WrittenTime.optional(),
      month: z.string().optional(),
      practitionerId: id().optional(),
      serviceLineId: id().optional(),
      stage: line(60).optional(),
    })
    .transform((row, context): ImportedScore => {
      const { instrument, score, at, month: given, practitionerId, serviceLineId, stage, ...who } = row;
      const wrong = (path: string, message: string): void =>
        context.addIssue({ code: 'custom', path: [path], message });
      const moment = instantOf([at], wall.zone);
      const month = moment?.on.slice(0, 7) ?? given;
      const badScore = scoreFault(instrument, score);
      if (badScore) wrong('score', badScore);
      if (!month) wrong('at', 'must say the day or the month');
      if (moment ? isAhead(moment, wall) : (month ?? '') > wall.today.slice(0, 7))
        wrong(moment ? 'at' : 'month', 'must not lie in the future');
      const isNamed = namesAnybody(who);
      if (isNamed && !mayBeNamed(instrument))
        wrong(
          'instrument',
          `${instrument} measures an outcome and is never kept of a named client; leave out who gave it`,
        );
      if (isNamed && !namesClient(who))
        wrong('clientRef', 'name a client by reference, e-mail address or full name');
      if (isNamed && month && !moment) wrong('at', 'must say the day: this score is of a named client');
      return {
        instrument,
        score,
        practitionerId: practitionerId ?? null,
        serviceLineId: serviceLineId ?? null,
        stage: stage ?? null,
        month: month ?? '',
        on: moment?.on ?? null,
        of: isNamed && moment ? { who, at: moment.at } : null,
      };
    });
}
