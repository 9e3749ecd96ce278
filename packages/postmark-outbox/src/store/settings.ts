import { z } from 'zod';
import { jsonColumn, type Database } from './database.ts';

const SettingRow = z.object({ value: jsonColumn(z.unknown()) });

/** Switches that stay as they were set, over restarts. */
export function settingStore(database: Database) {
  function read(name: string): unknown {
    return database.one(SettingRow, 'select value from setting where name = ?', name)?.value;
  }

  function write(name: string, value: unknown): void {
    database.run(
      'insert into setting values (?, ?) on conflict (name) do update set value = excluded.value',
      name,
      JSON.stringify(value),
    );
  }

  return {
    read,
    write,
    isFiringTwice: () => read('fire-twice') === true,
    fireTwice: (isOn: boolean) => write('fire-twice', isOn),
  };
}
