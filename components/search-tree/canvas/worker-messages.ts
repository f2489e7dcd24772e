/** What the page tells the tree's worker, and what it hears back. */
import type { Camera } from './camera';
import type { Marks } from './paint-live';
import type { SceneChange } from './scene';
import type { TreeTheme } from './theme';
import type { ScreenSize } from './settled-picture';

export type ToWorker =
  | { readonly type: 'start'; readonly canvas: OffscreenCanvas }
  | { readonly type: 'size'; readonly size: ScreenSize }
  | { readonly type: 'theme'; readonly theme: TreeTheme }
  | { readonly type: 'marks'; readonly marks: Marks }
  | { readonly type: 'change'; readonly change: SceneChange }
  | { readonly type: 'draw'; readonly camera: Camera; readonly now: number };

/** One per `draw`. */
export interface FromWorker {
  readonly type: 'drawn';
  /** As `TreeCanvas.draw` says it. */
  readonly nextInMs: number | undefined;
  readonly ms: number;
}
