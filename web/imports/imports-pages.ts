import { importPage } from './import-page.ts';
import { importsPage } from './imports-page.ts';
import { newImportPage } from './new-page.ts';

export const IMPORT_PAGES = [importsPage, newImportPage, importPage];
