/** In the place of the worker that draws large trees: a page from a disk has none, and draws them itself. */

export function canDrawInWorker(): boolean {
  return false;
}

export function startTreeWorker(): Worker {
  throw new Error('A saved page has no worker.');
}
