/** The worker that draws large trees, where a browser has one for it. */

export function canDrawInWorker(): boolean {
  return typeof OffscreenCanvas !== 'undefined' && 'transferControlToOffscreen' in HTMLCanvasElement.prototype;
}

export function startTreeWorker(): Worker {
  return new Worker(new URL('./tree-worker.ts', import.meta.url), { type: 'module' });
}
