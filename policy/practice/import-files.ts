import { DAY_MS } from '../calendar/units.ts';

/** What a file that is imported can hold, in the order in which a practice brings them in. */
export const IMPORT_FILES = ['clients', 'sessions', 'professionals', 'source-log', 'satisfaction'] as const;
export type ImportFileKind = (typeof IMPORT_FILES)[number];

/** How long a file is kept for whoever looks at it before they import it. */
export const IMPORT_FILE_MS = DAY_MS;
