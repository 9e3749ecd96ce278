import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { WordsJob } from './words-jobs.ts';

/** The compile cache is each thread's own matter; with it the types need not be stripped again. */
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/kindword/compiled', import.meta.url)));
const { doWordsJob } = await import('./words-jobs.ts');

parentPort?.on('message', (job: WordsJob) => parentPort?.postMessage(doWordsJob(job), []));
parentPort?.postMessage('ready', []);
