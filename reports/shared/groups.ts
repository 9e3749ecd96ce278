import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../facts/transaction.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { namesOf } from './names-of-sources.ts';

/** Where somebody came from: a kind and, where it is known and may be told, which one. */
export type SourceGroup = {
  kind: string;
  sourceId?: string;
  clientId?: string;
  professionalId?: string;
  name?: string;
};

/** What a row is about, as the API names it; by nothing, it is empty. */
export type Group = {
  practitionerId?: string | null;
  serviceLineId?: string | null;
  stage?: string | null;
  kind?: string;
  month?: string;
  source?: SourceGroup;
  moment?: string;
  carrier?: string | null;
  template?: string | null;
  version?: string | null;
};

/** Sources of these kinds are, or may be named after, a person. */
const PEOPLE = ['client', 'friend', 'professional', 'gp', 'therapist'];

/**
 * The columns to select and group by, of a table expression named `unit` that has the columns `practitioner`,
 * `service_line`, `stage`, `source_kind`, `source_ref`, `at` and `moment` (moment, carrier, template and version as a JSON
 * array), as far as they are asked for. Months are the practice's.
 */
export function groupedBy(
  by: readonly Grouping[],
  zone: string,
): { columns: RawBuilder<unknown>; groupBy: RawBuilder<unknown> } {
  const columns: Record<Grouping, RawBuilder<unknown>> = {
    practitioner: sql`unit.practitioner::text as practitioner`,
    service_line: sql`unit.service_line::text as service_line`,
    stage: sql`unit.stage as stage`,
    kind: sql`coalesce(unit.source_kind, 'unknown') as kind`,
    source: sql`coalesce(unit.source_kind, 'unknown') || ':' || coalesce(unit.source_ref::text, '') as source`,
    moment: sql`unit.moment::text as moment`,
    month: sql`to_char(unit.at at time zone ${zone}, 'YYYY-MM') as month`,
  };
  if (by.length === 0) return { columns: sql``, groupBy: sql`having count(*) > 0` };
  const list = by.map((one) => columns[one]);
  const positions = by.map((_, index) => sql.raw(String(index + 1)));
  return { columns: sql`${sql.join(list)},`, groupBy: sql`group by ${sql.join(positions)}` };
}

/** What every value of a grouping stands for; with names only for who may read them. */
export async function groupsOf(
  tx: Tx,
  by: Grouping | null,
  values: readonly (string | null)[],
  withNames: boolean,
): Promise<Map<string | null, Group>> {
  if (by === 'source') return sourcesOf(tx, values, withNames);
  return new Map(values.map((value) => [value, groupOf(by, value)]));
}

function groupOf(by: Grouping | null, value: string | null): Group {
  switch (by) {
    case 'practitioner':
      return { practitionerId: value };
    case 'service_line':
      return { serviceLineId: value };
    case 'stage':
      return { stage: value };
    case 'kind':
      return { kind: value ?? 'unknown' };
    case 'month':
      return { month: value ?? '' };
    case 'moment':
      return momentOf(value ?? '[]');
    case 'source':
    case null:
      return {};
  }
}

function momentOf(value: string): Group {
  const [moment = '', carrier = null, template = null, version = null] = JSON.parse(value) as string[]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- made by the statement
  return { moment, carrier, template, version };
}

/** The value of a source without who it is, for readers who may not know: all people of a kind become one. */
export function withoutPerson(source: string): string {
  const [kind = ''] = source.split(':');
  return PEOPLE.includes(kind) ? `${kind}:` : source;
}

async function sourcesOf(
  tx: Tx,
  values: readonly (string | null)[],
  withNames: boolean,
): Promise<Map<string | null, Group>> {
  const known = values.map((value) => {
    const [kind = 'unknown', ref = ''] = (value ?? 'unknown:').split(':');
    return { value, kind, ref };
  });
  const refs = known.flatMap(({ ref }) => (ref === '' ? [] : [ref]));
  const names = await namesOf(tx, refs, withNames);
  return new Map(
    known.map(({ value, kind, ref }) => {
      const found = names.get(ref);
      if (!found) return [value, { source: { kind } }];
      const name = found.name === '' ? {} : { name: found.name };
      return [value, { source: { kind, [found.as]: ref, ...name } }];
    }),
  );
}
