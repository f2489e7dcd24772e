// @ts-check
/** `npm start`: install, build and serve, each only when needed. */
import { ensureBuilt, ensureInstalled, requireNode } from './prepare.mjs';
import { serve } from './serve.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();
await serve('start');
