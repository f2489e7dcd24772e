// @ts-check
/** `npm run dev`: install when needed, then Next's development server. */
import { ensureInstalled, requireNode } from './prepare.mjs';
import { serve } from './serve.mjs';

requireNode();
await ensureInstalled();
const { buildViewer } = await import('./viewer.mjs');
await buildViewer();
await serve('dev');
