/** Draws large trees off the main thread: the same `TreeCanvas` on an OffscreenCanvas. */
import { TreeCanvas } from './tree-canvas';
import type { FromWorker, ToWorker } from './worker-messages';

let picture: TreeCanvas | undefined;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start': {
      const context = data.canvas.getContext('2d', { alpha: false });
      if (context !== null) picture = new TreeCanvas({ context, createContext });
      return;
    }
    case 'size':
      return picture?.resize(data.size);
    case 'theme':
      return picture?.setTheme(data.theme);
    case 'marks':
      return picture?.setMarks(data.marks);
    case 'change':
      return picture?.apply(data.change);
    case 'draw': {
      const start = performance.now();
      const nextInMs = picture?.draw(data.camera, data.now);
      const reply: FromWorker = { type: 'drawn', nextInMs, ms: performance.now() - start };
      return postMessage(reply);
    }
  }
});

function createContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });
  if (context === null) throw new Error('This browser gives no 2D context to workers.');
  return context;
}
