/** What works beside this thread, as a thread or as a process. Starts none. */

export interface WorkerOptions {
  /** The path of its first module; bundled, the file that asks lies elsewhere. */
  readonly entry: string;
  /** What it does, as in "The thread that makes curves". */
  readonly does: string;
  /**
   * What it may keep of values, in MiB; one that wants more ends, and nothing else with it. Then it is a process: where one value
   * alone takes far more, Node ends the process of a thread and not the thread.
   */
  readonly maxMemoryMb?: number | undefined;
}

export interface Worker {
  /** `transfer`: what of it nobody uses here any more. */
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  end(): Promise<unknown>;
}

export interface WorkerEvents {
  onMessage(message: unknown): void;
  /** May be told more than once. */
  onEnd(error: Error): void;
}

/** It needed more memory than it may have. */
export class SideMemoryError extends Error {
  override readonly name = 'SideMemoryError';
}
