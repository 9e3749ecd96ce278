/**
 * What a report counted, month by month: `groupings.kind.client.booked` are the clients' bookings of each month. Every
 * grouping adds up to the same total. All of it can be stored as JSON.
 */
export type CellTable = {
  /** YYYY-MM, one after another, none left out. */
  months: string[];
  measures: string[];
  /** `[k, n]`: of the n, k; what is missing to n can be counted too. */
  pairs: [k: string, n: string][];
  /**
   * Measures that are sums over the people in `of`, each of whom adds `least` to `most`, whole numbers from nought, in
   * steps of `step` (one unless said).
   */
  means: Mean[];
  groupings: Record<string, Record<string, Cells>>;
};

type Mean = { sum: string; of: string; least: number; most: number; step?: number };
/** By measure, one number for each month. */
export type Cells = Record<string, number[]>;

/** The cells of a measure, noughts where nothing was counted. */
export function cellsOf(
  table: Pick<CellTable, 'months'>,
  cells: Cells | undefined,
  measure: string,
): number[] {
  return cells?.[measure] ?? table.months.map(() => 0);
}

/** The total of a measure by month, from one grouping. */
export function totalsOf(table: CellTable, grouping: string, measure: string): number[] {
  const rows = Object.values(table.groupings[grouping] ?? {}).map((cells) => cellsOf(table, cells, measure));
  return table.months.map((_, month) => rows.reduce((sum, row) => sum + (row[month] ?? 0), 0));
}

/** The table without the cells that are `known`, which has the same groupings; null: nothing is. */
export function without(table: CellTable, known: CellTable['groupings'] | null): CellTable {
  if (known === null) return table;
  const groupings = Object.entries(table.groupings).map(([grouping, rows]) => {
    const left = Object.entries(rows).map(([key, cells]): [string, Cells] => {
      const less = (measure: string) => {
        const mine = cellsOf(table, known[grouping]?.[key], measure);
        return cellsOf(table, cells, measure).map((count, month) => count - (mine[month] ?? 0));
      };
      return [key, Object.fromEntries(table.measures.map((measure) => [measure, less(measure)]))];
    });
    return [grouping, Object.fromEntries(left)];
  });
  return { ...table, groupings: Object.fromEntries(groupings) };
}

/**
 * Throws unless the table can be read without a contradiction: months in a row, whole numbers from nought, k ≤ n, sums
 * between their least and most, and the same total in every grouping. A table that contradicts itself can hide nothing.
 */
export function checkCellTable(table: CellTable): void {
  const { months, measures, pairs, means, groupings } = table;
  months.slice(1).forEach((month, index) => {
    const next = Temporal.PlainYearMonth.from(months[index] ?? '').add({ months: 1 });
    if (next.toString() !== month) throw new Error(`${month} does not follow ${months[index]}`);
  });
  for (const { sum, least, most } of means) {
    if (least < 0 || most <= least) throw new Error(`${sum}: from ${least} to ${most}`);
  }
  const [first] = Object.keys(groupings);
  for (const [grouping, rows] of Object.entries(groupings)) {
    for (const [key, cells] of Object.entries(rows)) {
      const of = (measure: string) => cellsOf(table, cells, measure);
      const check = (isRight: (month: number) => boolean, what: string) => {
        const wrong = months.find((_, month) => !isRight(month));
        if (wrong !== undefined) throw new Error(`${grouping} ${key}, ${wrong}: ${what}`);
      };
      for (const measure of measures) {
        if (of(measure).length !== months.length) throw new Error(`${grouping} ${key}: months of ${measure}`);
        check((month) => Number.isInteger(of(measure)[month]), `${measure} is no whole number`);
        check((month) => (of(measure)[month] ?? -1) >= 0, `${measure} is below nought`);
      }
      for (const [k, n] of pairs) {
        check((month) => (of(k)[month] ?? 0) <= (of(n)[month] ?? 0), `more ${k} than ${n}`);
      }
      for (const { sum, of: people, least, most } of means) {
        const within = (month: number, value = of(sum)[month] ?? 0, n = of(people)[month] ?? 0) =>
          least * n <= value && value <= most * n;
        check((month) => within(month), `${sum} is no sum over ${people}`);
      }
    }
    for (const measure of measures) {
      const differs =
        totalsOf(table, grouping, measure).join() !== totalsOf(table, first ?? '', measure).join();
      if (differs) throw new Error(`${grouping} and ${first} have different totals of ${measure}`);
    }
  }
}
