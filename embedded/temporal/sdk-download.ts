import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedError, reasonOf } from '../embedded-error.ts';
import { TEMPORAL } from './pinned-wheels.ts';

type Testing = typeof import('@temporalio/testing');

/** Downloads the server through the SDK; needs internet access and @temporalio/testing (a dev dependency). */
export async function downloadWithSdk(into: string, say: (line: string) => void): Promise<string> {
  const { TestWorkflowEnvironment } = await loadTesting();
  mkdirSync(dirname(into), { recursive: true });
  const draft = mkdtempSync(`${into}.fetching-`);
  try {
    say(`Fetching the Temporal server once, from temporal.download (about ${TEMPORAL.megabytes} MB) …`);
    const executable = {
      type: 'cached-download',
      version: `v${TEMPORAL.version}`,
      downloadDir: draft,
    } as const;
    const once = await TestWorkflowEnvironment.createLocal({ server: { executable } });
    await once.teardown();
    const [file] = readdirSync(draft);
    if (file === undefined) throw new EmbeddedError('nothing was downloaded');
    copyFileSync(join(draft, file), `${draft}.ready`);
    renameSync(`${draft}.ready`, into);
    return into;
  } catch (error) {
    throw new EmbeddedError(firstLine(reasonOf(error)), { cause: error });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function loadTesting(): Promise<Testing> {
  try {
    return await import('@temporalio/testing');
  } catch (error) {
    throw new EmbeddedError('@temporalio/testing is not installed (npm ci without --omit=dev brings it)', {
      cause: error,
    });
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
