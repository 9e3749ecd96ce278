import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Keeps compiled code (types stripped) between starts; enabled before anything of ours is loaded, hence the import below. */
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/kindword/compiled', import.meta.url)));
const { runProgram } = await import('./program.ts');
await runProgram(process.env);
