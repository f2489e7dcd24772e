/** Starts servers of `server.ts` as processes of their own, so that their time is nobody else's. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface GpuOptions {
  /** Sequences at a time; default 256. */
  readonly rows?: number;
  /** Milliseconds a token; 0: all at once. */
  readonly ms: number;
  /** Prompt tokens read a second. */
  readonly readRate: number;
}

export interface GpuStatistics {
  readonly tokens: number;
  readonly ticks: number;
  readonly rowTicks: number;
  readonly busyMs: number;
  readonly calls: Readonly<Record<string, number>>;
}

export interface GpuServer {
  readonly url: string;
  statistics(): Promise<GpuStatistics>;
  end(): void;
}

/** Resolves when it listens on a free port of loopback. */
export async function startGpu({ rows = 256, ms, readRate }: GpuOptions): Promise<GpuServer> {
  const path = fileURLToPath(new URL('server.ts', import.meta.url));
  const flags = ['--rows', String(rows), '--ms', String(ms), '--read-rate', String(readRate)];
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...flags], { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error('The server of the bench ended before it was ready.')));
  });
  const url = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  return {
    url,
    statistics: async () => (await (await fetch(`${url}/statistics`)).json()) as GpuStatistics,
    end: () => void child.kill(),
  };
}
