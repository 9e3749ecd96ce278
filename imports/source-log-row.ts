import { z } from 'zod';
import type { ImportedSource } from './import-source-log.ts';
import { MOST_HOPS, SOURCE_ANSWERS, SOURCE_KINDS } from '../policy/source-log/source-kinds.ts';
import { line } from '../http/fields.ts';
import { isAhead, instantOf, type Wall, WrittenTime } from './written-times.ts';
import type { RecordKind } from './read-records.ts';
import { SOURCE_LOG_CELLS, SOURCE_LOG_COLUMNS, SOURCE_LOG_WORDS } from './source-log-columns.ts';
import { sourceIn } from './source-words.ts';
import { namesAnybody, namesClient, clientIdFields } from './client-cells.ts';

/** The channel where the file has none. */
const FROM_A_FILE = 'file';

/** How a practice's past sources are read out of a file (S29). */
export function sourceLogRecords(wall: Wall): RecordKind<ImportedSource> {
  return {
    entity: 'source_log',
    columns: SOURCE_LOG_COLUMNS,
    cells: SOURCE_LOG_CELLS,
    words: SOURCE_LOG_WORDS,
    dates: ['date'],
    schema: sourceRow(wall),
    needs: [
      { oneOf: ['date'], called: 'a date' },
      { oneOf: ['source', 'sourceKind', 'referrerRef', 'referrerEmail'], called: 'a source' },
    ],
  };
}

function sourceRow(wall: Wall): z.ZodType<ImportedSource> {
  return z
    .object({
      ...clientIdFields,
      date: WrittenTime.optional(),
      sourceKind: z.enum(SOURCE_ANSWERS).optional(),
      source: line(200).optional(),
      referrerRef: z.string().optional(),
      referrerEmail: z.string().optional(),
      channel: z.string().optional(),
      hops: z
        .array(z.object({ kind: z.enum(SOURCE_KINDS) }))
        .max(MOST_HOPS, `must be ${MOST_HOPS} steps at most`)
        .optional(),
      lineId: z.uuid('must be the id of a line').optional(),
      isArrival: z.boolean().optional(),
    })
    .transform((row, context): ImportedSource => {
      const { date, sourceKind, source, referrerRef, referrerEmail, channel, hops, ...more } = row;
      const { lineId, isArrival, ...who } = more;
      const wrong = (path: string, message: string): void =>
        context.addIssue({ code: 'custom', path: [path], message });
      const moment = instantOf([date], wall.zone);
      if (!moment) wrong('date', 'must say the day');
      if (moment && isAhead(moment, wall)) wrong('date', 'must not lie in the future');
      const isClient = Boolean(referrerRef) || Boolean(referrerEmail);
      const told = source === undefined ? null : sourceIn(source);
      const kind = isClient ? 'client' : (sourceKind ?? told?.kind);
      if (!kind && !lineId) wrong('source', 'must not be empty');
      if (isClient && sourceKind && sourceKind !== 'client')
        wrong('sourceKind', `a client is named as the referrer, so that it cannot be ${sourceKind}`);
      if (namesAnybody(who) && !namesClient(who))
        wrong('clientRef', 'name the client by reference, e-mail address or full name');
      return {
        at: moment?.at ?? wall.now,
        kind: kind ?? 'other',
        name: isClient || kind === 'not_said' ? null : nameOf(source, sourceKind, told?.name ?? null),
        referrer: isClient ? { clientRef: referrerRef, email: referrerEmail } : null,
        channel: channel ?? FROM_A_FILE,
        hops: hops && hops.length > 0 ? hops : null,
        who: namesAnybody(who) ? who : null,
        lineId: lineId ?? null,
        isPassedOver: isArrival === false || !kind,
      };
    });
}

/** Beside an explicit kind the other cell is the name, unless it repeats that kind. */
function nameOf(source: string | undefined, kind: string | undefined, told: string | null): string | null {
  if (source === undefined || kind === undefined) return told;
  return told ?? (sourceIn(source).kind === kind ? null : source);
}
