import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundleWorkflowCode, type BundleOptions } from '@temporalio/worker';
import { BUNDLE_FILE, BUNDLER_OPTIONS, toBundleText } from './bundle-file.ts';

type WebpackConfig = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

/**
 * Bundles the workflow code into the file that its argument names. A process of its own, because webpack and swc would
 * stay in the memory of the program that loaded them: `node worker/build-bundle.ts [file]`.
 */
await buildBundle(process.argv[2] ?? BUNDLE_FILE);

async function buildBundle(file: string): Promise<void> {
  const modules: string[] = [];
  const quiet = () => undefined;
  const { code } = await bundleWorkflowCode({
    ...BUNDLER_OPTIONS,
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: console.error },
    webpackConfigHook: (config) => collectModules(config, modules),
  });
  const text = await toBundleText(withoutSources(code), modules.filter(existsSync));
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function collectModules(config: WebpackConfig, into: string[]): WebpackConfig {
  config.plugins?.push({
    apply(compiler) {
      compiler.hooks.done.tap('kindword', ({ compilation }) => {
        for (const module of compilation.modules) {
          const path = module.nameForCondition();
          if (path !== null) into.push(path);
        }
      });
    },
  });
  return config;
}

/** The source map keeps its positions and drops the copies of all sources, half of the size, which the worker never shows. */
function withoutSources(code: string): string {
  const mark = 'base64,';
  const start = code.indexOf(mark, code.lastIndexOf('//# sourceMappingURL=data:')) + mark.length;
  const map: unknown = JSON.parse(Buffer.from(code.slice(start), 'base64').toString());
  const slim = JSON.stringify({ ...Object(map), sourcesContent: undefined });
  return code.slice(0, start) + Buffer.from(slim).toString('base64');
}
