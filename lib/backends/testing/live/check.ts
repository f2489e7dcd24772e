/** One thing that must hold of a server of a certain sort, live or played back. */
import type { BackendContext } from '../../index';
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
