import { wrongFields } from '../facts/refusal.ts';

/** The column names under which practice systems export each field, the best first. */
export type ColumnNames = {
  names: Readonly<Record<string, readonly string[]>>;
  /** Prefixes that any of these names may have: "Patient first name". */
  prefixes: readonly string[];
  /** Fields that are read from one column only: two columns may hold ids of different kinds. */
  single: readonly string[];
};

/** A column may feed a field only where every column before it is empty. */
export type Columns = {
  of: ReadonlyMap<string, readonly number[]>;
  /** The columns that feed no field. */
  unread: readonly { name: string; index: number }[];
  width: number;
};

/** The explicit mapping of fields to columns from `?map=`. */
export type ColumnMap = ReadonlyMap<string, string>;

/** Columns, and what words in them mean: `Status.Did Not Attend (DNA)=dna`, where `text` is all before the sign. */
export type FileMap = { columns: ColumnMap; words: readonly MappedWord[] };
export type MappedWord = { text: string; means: string };

/** Normalises a column name: case, spaces, accents and punctuation are ignored. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A column's name as words: "DoNotE-Mail" is "do not email", and "opted out" is "optout". */
export function columnWords(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\be mail(s?)\b/g, 'email$1')
    .replace(/\bdont\b/g, 'do not')
    .replace(/\bopt(?:ed|s|ing)? ?(out|in)\b/g, 'opt$1')
    .trim();
}

/** Pairs are apart by commas; a comma inside a column's name or a word does no harm. */
const NEXT_COLUMN = /,(?=\s*\w+\s*:)/;
const NEXT_WORD = /(?<=[=:][^=:]*),(?=[^=:,]+\.[^=]+=\s*\w+\s*(?:,|$))/;

/** `externalRef:Kundennummer,firstName:Vorname,Status.Did Not Attend (DNA)=dna` */
export function readFileMap(given: readonly string[]): FileMap {
  const pairs = given
    .flatMap((text) => text.split(NEXT_COLUMN))
    .flatMap((text) => text.split(NEXT_WORD))
    .filter((text) => text.trim() !== '');
  const columns = new Map<string, string>();
  const words: MappedWord[] = [];
  for (const pair of pairs) {
    const [, field, column] = /^\s*(\w+)\s*:(.+)$/s.exec(pair) ?? [];
    const [, text, means] = /^\s*([^.]+\..+)=\s*(\w+)\s*$/s.exec(pair) ?? [];
    if (field && column?.trim()) columns.set(field, column.trim());
    else if (text && means) words.push({ text: text.trim(), means });
    else
      throw wrongFields([
        {
          path: 'query.map',
          message: `"${pair}" is not of the form field:Column name, nor Column name.word in it=what it means`,
        },
      ]);
  }
  return { columns, words };
}

/** Whether a file that has this column is likely one of ours. */
export function isKnownColumn(table: ColumnNames, map: ColumnMap): (name: string) => boolean {
  const keys = new Set([...Object.values(table.names).flat(), ...map.values()].map(columnKey));
  return (name) => keysOf(name, table).some((key) => keys.has(key));
}

/** Chooses the columns of each field; `map` has precedence, and all its errors are reported at once. */
export function chooseColumns(header: readonly string[], table: ColumnNames, map: ColumnMap): Columns {
  refuseWrongMap(header, table, map);
  const mapped = new Set([...map.values()].map((column) => indexOf(header, column)));
  const of = new Map<string, readonly number[]>();
  for (const field of Object.keys(table.names)) {
    const column = map.get(field);
    const found =
      column === undefined ? knownIndexes(header, field, table, mapped) : [indexOf(header, column)];
    if (found.length > 0) of.set(field, found);
  }
  const used = new Set([...of.values()].flat());
  return {
    of,
    unread: header.flatMap((name, index) => (name !== '' && !used.has(index) ? { name, index } : [])),
    width: Math.max(-1, ...used) + 1,
  };
}

function knownIndexes(
  header: readonly string[],
  field: string,
  table: ColumnNames,
  taken: ReadonlySet<number>,
): number[] {
  const keys = header.map((name, index) => (taken.has(index) ? [] : keysOf(name, table)));
  const found = (table.names[field] ?? []).flatMap((name) => {
    const key = columnKey(name);
    return keys.flatMap((own, index) => (own.includes(key) ? [index] : []));
  });
  return [...new Set(table.single.includes(field) ? found.slice(0, 1) : found)];
}

/** The name's keys, with and without a prefix. */
function keysOf(name: string, table: Pick<ColumnNames, 'prefixes'>): string[] {
  const key = columnKey(name);
  const short = table.prefixes
    .filter((prefix) => key.startsWith(prefix) && key !== prefix)
    .map((prefix) => key.slice(prefix.length));
  return [key, ...short].filter((text) => text !== '');
}

/** Where a column of this name stands; -1: nowhere. */
export function indexOf(header: readonly string[], column: string): number {
  const exact = header.indexOf(column);
  return exact >= 0
    ? exact
    : header.findIndex((name) => columnKey(name) === columnKey(column) && name !== '');
}

function refuseWrongMap(header: readonly string[], table: ColumnNames, map: ColumnMap): void {
  const errors = [...map].flatMap(([field, column]) => [
    ...(Object.hasOwn(table.names, field)
      ? []
      : [
          {
            path: 'query.map',
            message: `"${field}" is no field of an import; these are: ${Object.keys(table.names).join(', ')}`,
          },
        ]),
    ...(indexOf(header, column) >= 0
      ? []
      : [
          {
            path: 'query.map',
            message: `the file has no column "${column}"; it has: ${header.filter((name) => name !== '').join(', ')}`,
          },
        ]),
  ]);
  if (errors.length > 0) throw wrongFields(errors);
}
