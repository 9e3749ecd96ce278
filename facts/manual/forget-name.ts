import { ManualVersion } from '../../entities/manual-version.ts';
import type { Tx } from '../transaction.ts';

const SOMEBODY = 'somebody who left';

/** Takes the name of somebody who left, and the first name with which they signed, out of what is kept of every version. */
export async function forgetInManual(tx: Tx, name: string): Promise<void> {
  const [first = ''] = name.trim().split(/\s+/);
  const wanted = [name.trim(), first]
    .filter((word) => word !== '')
    .map((word) => JSON.stringify(word).slice(1, -1));
  const found = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${wanted.map((word) => RegExp.escape(word)).join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
  for (const version of await tx.em.find(ManualVersion, {})) {
    version.changes = version.changes.replaceAll(found, SOMEBODY);
    version.statements = version.statements?.replaceAll(found, SOMEBODY) ?? null;
  }
}
