/**
 * A limit on how long several calls may take together. Holds its own timer: on Node 20 a signal made of others, one of them
 * a time-out, may be forgotten before it fires.
 */
import { followAbort } from './async';

export interface TimeLimit {
  /** Aborts with the outer signal, or when the time is over. */
  readonly signal: AbortSignal;
  /** The time is over, and the outer signal did not abort. */
  readonly isOver: boolean;
  /** To be called when the calls are done. */
  release(): void;
}

export function limitTime(outer: AbortSignal, ms: number): TimeLimit {
  const { controller, release } = followAbort(outer);
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = !outer.aborted;
    controller.abort(new DOMException(`no answer within ${ms} ms`, 'TimeoutError'));
  }, ms);
  // Nobody has to wait for it where all else is done.
  if (typeof timer === 'object') timer.unref();
  return {
    signal: controller.signal,
    get isOver() {
      return isOver;
    },
    release() {
      clearTimeout(timer);
      release();
    },
  };
}
