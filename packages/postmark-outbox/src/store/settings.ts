import { anything, json, object } from '../shape.ts';
import type { Database } from './database.ts';

const SettingRow = object({ value: json(anything) });
const DUPLICATES = 'fire-twice';

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
    duplicatesWebhooks: () => read(DUPLICATES) === true,
    setDuplicatesWebhooks: (isOn: boolean) => write(DUPLICATES, isOn),
  };
}
