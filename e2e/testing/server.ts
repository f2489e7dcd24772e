/** A server of a test's own, on its own port and data, that can be stopped and started again while a page looks at it. */
import { spawn, type ChildProcess } from 'node:child_process';

/** Beside the app of its worker; files that run at the same time have one each. */
const port = process.env.TEST_PARALLEL_INDEX === '1' ? 3420 : 3418;
const startTimeoutMs = 60_000;

export class OwnServer {
  readonly address = `http://127.0.0.1:${port}`;
  readonly #data: string;
  readonly #environment: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;
  #said = '';

  constructor(data: string, environment: Readonly<Record<string, string>> = {}) {
    this.#data = data;
    this.#environment = environment;
  }

  /** What it has written so far. */
  get said(): string {
    return this.#said;
  }

  /** Resolves when it is well; with `isAnyState` when it answers, well or not. */
  async start({ isAnyState = false } = {}): Promise<void> {
    const child = spawn(process.execPath, ['lib/launch/start.mjs'], {
      env: { ...process.env, PORT: String(port), LONGTHINK_DATA: this.#data, ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        this.#said += text.toString();
      });
    this.#process = child;
    const until = Date.now() + startTimeoutMs;
    while (Date.now() < until) {
      const status = await fetch(`${this.address}/api/health`).then(
        (reply) => reply.status,
        () => 0,
      );
      if (status === 200 || (isAnyState && status > 0)) return;
      if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode} instead of starting.`);
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
    throw new Error('The server did not start in time.');
  }

  /** Resolves when it is gone; does nothing when it is already. */
  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
  }
}
