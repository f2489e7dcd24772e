/**
 * Keeps the bundled model server alive: starts it as a process of its own, notices when it dies or hangs, starts it
 * again on the same port, and takes it down with the app. Speaks to it only to ask whether it is well.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { doublingDelay, withoutKeys } from '@/lib/base';

const firstDelayMs = 250;
const longestDelayMs = 8_000;
/** A start that held this long was a good one: the next failure begins with the shortest delay again. */
const settledMs = 30_000;
/** Reading the models may take a while on a slow disk. */
const startTimeoutMs = 60_000;
const heartbeatMs = 2_000;
const heartbeatTimeoutMs = 10_000;
const missedHeartbeats = 3;
const stopGraceMs = 1_000;
const keptErrorLines = 5;

export interface BundledServerOptions {
  readonly root: string;
  /** Of the model server: its first module. */
  readonly file: string;
  readonly modelsFolder: string;
  readonly report: (message: string) => void;
  /** Instead of the model server: arguments for Node, for tests. */
  readonly command?: readonly string[];
}

export type BundledState = 'starting' | 'ready' | 'restarting' | 'stopped';

export class BundledServer {
  readonly url: string;
  readonly #port: number;
  readonly #options: BundledServerOptions;
  #state: BundledState = 'starting';
  #child: ChildProcess | undefined;
  #startedAt = 0;
  #failures = 0;
  #missed = 0;
  #errors: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting = new Set<() => void>();

  private constructor(port: number, options: BundledServerOptions) {
    this.#port = port;
    this.#options = options;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Finds a free port and starts; does not wait until the server is ready. */
  static async start(options: BundledServerOptions): Promise<BundledServer> {
    const server = new BundledServer(await findFreePort(), options);
    server.#spawn();
    return server;
  }

  get state(): BundledState {
    return this.#state;
  }

  /** Process id of the running server, for those who watch it. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** What a person should know about the state, for the pages that show it. */
  get words(): string {
    switch (this.#state) {
      case 'starting':
        return 'The bundled model server is starting.';
      case 'ready':
        return 'The bundled model server is running.';
      case 'restarting':
        return `The bundled model server stopped and is being started again (try ${this.#failures}).${this.#errors.length > 0 ? ` Its last words: ${this.#errors.join(' ')}` : ''}`;
      case 'stopped':
        return 'The bundled model server was stopped with the app.';
    }
  }

  /** True as soon as the server is ready; false when that takes longer than `timeoutMs`, or the signal aborts. */
  whenReady(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    if (this.#state === 'ready') return Promise.resolve(true);
    if (signal.aborted || this.#state === 'stopped') return Promise.resolve(false);
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        this.#waiting.delete(finish);
        resolve(this.#state === 'ready');
      };
      const timer = setTimeout(finish, timeoutMs);
      signal.addEventListener('abort', finish, { once: true });
      this.#waiting.add(finish);
    });
  }

  /** Ends the process, by force after a grace. */
  async stop(): Promise<void> {
    this.#setState('stopped');
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
    });
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
    await gone;
    clearTimeout(force);
  }

  #spawn(): void {
    const { root, file, modelsFolder, command } = this.#options;
    const program = command ?? (file.endsWith('.ts') ? ['--import', 'tsx', file] : [file]);
    const child = spawn(process.execPath, [...program, '--port', String(this.#port), '--models', modelsFolder], {
      cwd: root,
      env: withoutKeys(process.env),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#startedAt = performance.now();
    this.#missed = 0;
    const tooSlow = setTimeout(
      () => this.#kill(child, `was not ready within ${startTimeoutMs / 1000} s`),
      startTimeoutMs,
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!isReadyLine(line) || this.#child !== child) return;
      clearTimeout(tooSlow);
      this.#setState('ready');
      this.#watch(child);
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      this.#errors = [...this.#errors, line].slice(-keptErrorLines);
      this.#options.report(`[bundled models] ${line}`);
    });
    // The pipe breaks when the process dies; `exit` tells the same.
    child.stdin.on('error', () => undefined);
    const onGone = (why: string) => {
      clearTimeout(tooSlow);
      if (this.#child === child) this.#restart(why);
    };
    child.once('error', (error) => onGone(error.message));
    child.once('exit', (code, signal) => onGone(signal === null ? `exit code ${code}` : signal));
  }

  #restart(why: string): void {
    clearTimeout(this.#timer);
    this.#child = undefined;
    if (this.#state === 'stopped') return;
    this.#failures = performance.now() - this.#startedAt > settledMs ? 1 : this.#failures + 1;
    this.#setState('restarting');
    const delayMs = doublingDelay(this.#failures - 1, firstDelayMs, longestDelayMs);
    this.#options.report(`The bundled model server stopped (${why}); starting it again in ${delayMs / 1000} s.`);
    this.#timer = setTimeout(() => this.#spawn(), delayMs);
  }

  /** A process that is there but answers nothing is as good as dead. */
  #watch(child: ChildProcess): void {
    this.#timer = setTimeout(() => {
      fetch(`${this.url}/health`, { signal: AbortSignal.timeout(heartbeatTimeoutMs) })
        .then((reply) => reply.body?.cancel())
        .then(
          () => {
            this.#missed = 0;
          },
          () => {
            this.#missed += 1;
          },
        )
        .then(() => {
          if (this.#child !== child || this.#state !== 'ready') return;
          if (this.#missed >= missedHeartbeats) this.#kill(child, 'no longer answers');
          else this.#watch(child);
        })
        .catch((error: unknown) => this.#options.report(`Watching the bundled model server failed: ${String(error)}`));
    }, heartbeatMs);
  }

  #kill(child: ChildProcess, why: string): void {
    this.#options.report(`The bundled model server ${why} and is stopped.`);
    child.kill('SIGKILL');
  }

  #setState(state: BundledState): void {
    this.#state = state;
    if (state === 'ready') this.#errors = [];
    if (state === 'ready' || state === 'stopped') for (const finish of Array.from(this.#waiting)) finish();
  }
}

function isReadyLine(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'ready' in value && value.ready === true;
  } catch {
    // Something else that the process printed.
    return false;
  }
}

/** A port that was free a moment ago. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
