/** Lets a worker thread read TypeScript: the loader of the main thread does not reach a thread's first module. */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
