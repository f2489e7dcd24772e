/** A server of a test's own, on its own port and data, that can be stopped and started again while a page looks at it. */
import { spawn, type ChildProcess } from 'node:child_process';

/** Beside the port of the other browser tests. */
const port = Number(process.env.LONGTHINK_SECOND_PORT ?? 3418);
const startTimeoutMs = 60_000;

export class OwnServer {
  readonly address = `http://127.0.0.1:${port}`;
  readonly #data: string;
  #process: ChildProcess | undefined;

  constructor(data: string) {
    this.#data = data;
  }

  /** Resolves when it is well. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['lib/launch/start.mjs'], {
      env: { ...process.env, PORT: String(port), LONGTHINK_DATA: this.#data },
      stdio: 'ignore',
    });
    this.#process = child;
    const until = Date.now() + startTimeoutMs;
    while (Date.now() < until) {
      const status = await fetch(`${this.address}/api/health`).then((reply) => reply.status, () => 0);
      if (status === 200) return;
      if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode} instead of starting.`);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
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
