/** Lets a worker thread read TypeScript: the loader of the main thread does not reach a thread's first module. */
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)) });
await import('./import-worker.ts');
