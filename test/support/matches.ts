/** Whether these fields are so. */
export function matches<Row extends object>(row: Row, wanted: Partial<Record<keyof Row, unknown>>): boolean {
  return Object.entries(wanted).every(([name, value]) => Reflect.get(row, name) === value);
}
