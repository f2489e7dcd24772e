/** One thing that must hold of a server of a certain sort, live or played back. */
import { probeBackend, type Backend, type BackendContext } from '../../index';
import type { BackendStatus } from '../../status';
import { neverAborted } from '../setup';
import type { ServerName } from './servers';

export interface Target {
  readonly url: string;
  readonly context: BackendContext;
}

export interface Check {
  /** Unique; recordings are kept under it. */
  readonly name: string;
  readonly server: ServerName;
  /** What it sends differs from time to time, so that no recording could answer it. */
  readonly isLiveOnly?: true;
  /** Expects what must hold. What it sends must be the same every time, or a recording cannot answer it. */
  readonly run: (target: Target) => Promise<void>;
}

/** Asked again while a cold server is still finding out what it can do; a server that was used before is asked once. */
export async function probeUntilKnown(backend: Backend, context: BackendContext): Promise<BackendStatus> {
  for (;;) {
    const status = await probeBackend(backend, context, neverAborted);
    const { metrics: _, ...known } = status.capabilities;
    if (!status.isReachable || Object.keys(known).length > 0) return status;
  }
}
