/** A PostgreSQL of a test's own: a fresh cluster in a temporary folder, on a free port of this machine, gone afterwards. */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PrivatePostgres {
  readonly url: string;
  /** Makes a database of its own. */
  create(name: string): string;
  /** Ends it, as a power cut does or in good order, and starts it again on the same data. */
  restart(signal: 'SIGQUIT' | 'SIGINT'): Promise<void>;
  stop(): Promise<void>;
}

/** Folder of initdb and postgres; undefined where no server is installed. */
function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .filter((name) => Number(name) >= 15)
        .sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/usr/bin',
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Undefined where PostgreSQL 15 or newer is not installed. */
export async function startPostgres(): Promise<PrivatePostgres | undefined> {
  const binaries = findBinaries();
  if (binaries === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'longthink-postgres-'));
  // The server refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  const postgresUser = isRoot ? userId('postgres') : undefined;
  if (isRoot && postgresUser === undefined) return undefined;
  if (postgresUser !== undefined) chownSync(folder, postgresUser.uid, postgresUser.gid);
  const user = postgresUser ?? {};
  const data = join(folder, 'data');
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'longthink', '--auth=trust', '-E', 'UTF8', '--no-sync'], {
    ...user,
    stdio: 'ignore',
    cwd: folder,
  });
  const port = await freePort();
  const psql = (command: string) =>
    execFileSync(
      join(binaries, 'psql'),
      ['-h', '127.0.0.1', '-p', String(port), '-U', 'longthink', '-d', 'postgres', '-c', command],
      { stdio: 'ignore' },
    );
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
  const start = async () => {
    const server = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...user, cwd: folder, stdio: 'ignore' },
    );
    const ended = new Promise<void>((resolve) => {
      server.once('exit', () => resolve());
    });
    for (let tries = 0; ; tries++) {
      try {
        psql('select 1');
        return { server, ended };
      } catch (error) {
        if (tries === 100) throw error;
        await new Promise((resolve) => {
          setTimeout(resolve, 100);
        });
      }
    }
  };
  let { server, ended } = await start();
  const create = (name: string) => {
    psql(`create database ${name}`);
    return `postgres://longthink@127.0.0.1:${port}/${name}`;
  };
  return {
    url: create('longthink'),
    create,
    async restart(signal) {
      server.kill(signal);
      await ended;
      ({ server, ended } = await start());
    },
    async stop() {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function userId(name: string): { readonly uid: number; readonly gid: number } | undefined {
  try {
    return { uid: Number(execFileSync('id', ['-u', name])), gid: Number(execFileSync('id', ['-g', name])) };
  } catch {
    // There is no such user.
    return undefined;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
