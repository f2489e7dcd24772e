/** An app of its own that can be killed: the build at hand, its own port and data folder, followed like a page follows it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import type { LogEntry } from '@/lib/runs/wire';

export class CrashingApp {
  readonly url: string;
  readonly #port: number;
  readonly #data: string;
  #child: ChildProcess | undefined;
  /** What readers were shown, by run. */
  readonly acknowledged = new Map<string, LogEntry[]>();
  readonly #readers = new Set<AbortController>();

  constructor(port: number, data: string) {
    this.#port = port;
    this.#data = data;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Resolves when the app answers; milliseconds it took. */
  async start(): Promise<number> {
    await this.kill();
    if (
      await fetch(`${this.url}/api/health`).then(
        () => true,
        () => false,
      )
    )
      throw new Error(`Something else answers at ${this.url}; stop it.`);
    const from = performance.now();
    this.#child = spawn(process.execPath, ['lib/launch/front.mjs', 'start'], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(this.#port),
        LONGTHINK_LISTENS_AT: '127.0.0.1',
        LONGTHINK_DATA: this.#data,
      },
      stdio: 'ignore',
      detached: true,
    });
    for (;;) {
      const isUp = await fetch(`${this.url}/api/runs?limit=1`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (isUp) return performance.now() - from;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  }

  /** kill -9 of the app and everything it started. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
    });
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    for (const reader of this.#readers) reader.abort();
    this.#readers.clear();
  }

  /** Process id of the model server that this app started. */
  modelServer(): number {
    const rows = execFileSync('ps', ['-eo', 'pid=,pgid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((row) => row.trim().split(/\s+/));
    const own = rows.find(([, group, ...args]) => Number(group) === this.#child?.pid && args.includes('--models'));
    if (own === undefined) throw new Error('This app has no model server.');
    return Number(own[0]);
  }

  async post(body: unknown): Promise<string> {
    const reply = await fetch(`${this.url}/api/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { runId } = (await reply.json()) as { runId: string };
    return runId;
  }

  async status(runId: string): Promise<string> {
    return ((await (await fetch(`${this.url}/api/runs/${runId}`)).json()) as { status: string }).status;
  }

  async log(runId: string): Promise<LogEntry[]> {
    const text = await (await fetch(`${this.url}/api/runs/${runId}/events`)).text();
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LogEntry);
  }

  /** Reads the run's stream from where it was left, remembering every entry, until the stream or the app ends. */
  follow(runId: string): void {
    const seen = this.acknowledged.get(runId) ?? [];
    this.acknowledged.set(runId, seen);
    const reader = new AbortController();
    this.#readers.add(reader);
    void read(`${this.url}/api/runs/${runId}/events?after=${seen.length}`, reader.signal, (entries) =>
      seen.push(...entries),
    ).catch(() => undefined);
  }
}

async function read(
  url: string,
  signal: AbortSignal,
  onEntries: (entries: readonly LogEntry[]) => void,
): Promise<void> {
  const reply = await fetch(url, { headers: { accept: 'text/event-stream' }, signal });
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of reply.body as unknown as AsyncIterable<Uint8Array>) {
    const messages = (rest + decoder.decode(piece, { stream: true })).split('\n\n');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const data = message.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) onEntries(JSON.parse(data.slice(6)) as LogEntry[]);
    }
  }
}
