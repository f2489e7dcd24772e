// @ts-check
/**
 * Bundles what runs beside the pages, the model server and the threads, into a file each: read from TypeScript, module by module,
 * it starts two to ten times as slowly. Knows none of them but by its first module.
 */
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** From the top of the project. */
export const programsFolder = '.next/programs';

/** First modules by the names of their files. The model server looks for its `worker-entry` beside itself. */
const programs = {
  models: 'lib/bundled/main.ts',
  'worker-entry': 'lib/bundled/engine/worker.ts',
  curves: 'lib/server/experiments/curves-worker.ts',
  lab: 'lib/server/verifier-lab/lab-worker.ts',
  imports: 'lib/server/imports/import-worker.ts',
};

/** Writes them to `folder`, from the top of the project. Throws when one cannot be bundled. */
export async function buildPrograms(folder = programsFolder) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(root, path)])),
    outdir: join(root, folder),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    // They bring machine code along, and find it beside themselves.
    external: ['onnxruntime-node', 'onnxruntime-web'],
    // Packages of the older form ask for Node's own modules in this way.
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
  });
}
