/** The bundled model server for a command of its own: started on a free port, ended with the command. Knows no search. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';

export interface BundledServer {
  readonly url: string;
  readonly close: () => void;
}

/** Serves the models in the folder `models`. Throws when the server ends before it is ready. */
export async function startBundledServer(root: string, models: string): Promise<BundledServer> {
  const server = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'lib/bundled/main.ts',
      '--port',
      '0',
      '--models',
      models,
      '--workers',
      String(availableParallelism()),
    ],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [ready] = await new Promise<string[]>((resolve, reject) => {
    createInterface(server.stdout).once('line', (line) => resolve([line]));
    server.once('exit', () => reject(new Error('The bundled model server ended before it was ready.')));
  });
  return {
    url: `http://127.0.0.1:${(JSON.parse(ready!) as { port: number }).port}`,
    close: () => server.kill(),
  };
}
