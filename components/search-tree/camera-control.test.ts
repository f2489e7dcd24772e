/** The camera: what is fitted stays fitted, whatever changes while it glides there. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CameraControl } from './camera-control';

const margin = { top: 20, right: 20, bottom: 20, left: 20 };
const extent = { depth: 5, top: 0, bottom: 15 };

describe('the camera', () => {
  const frames: FrameRequestCallback[] = [];
  beforeEach(() => {
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
    vi.stubGlobal('cancelAnimationFrame', (id: number) => {
      frames[id - 1] = () => undefined;
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    frames.length = 0;
  });
  /** All that glides has come to where it was going. */
  const arrive = () => {
    for (const frame of frames) frame(performance.now() + 10_000);
  };

  it('glides to all of the tree', () => {
    const control = new CameraControl();
    control.setFrame({ width: 600, height: 400 }, margin, 1);
    control.setExtent(extent, true);
    const before = control.camera;
    arrive();
    expect(control.camera).not.toEqual(before);
  });

  it('shows all of the tree in a frame that became lower while it was gliding', () => {
    const [glided, still] = [new CameraControl(), new CameraControl()];
    still.setExtent(extent, true);
    still.setFrame({ width: 600, height: 240 }, margin, 1);
    glided.setFrame({ width: 600, height: 400 }, margin, 1);
    glided.setExtent(extent, true);
    glided.setFrame({ width: 600, height: 240 }, margin, 1);
    arrive();
    expect(glided.camera).toEqual(still.camera);
  });
});
