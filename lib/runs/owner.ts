/**
 * Names of processes that own runs: where and which process, and a random part so that no two starts share one.
 */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** `<host>/<process id>/<random>` */
export function createOwner(): string {
  return `${hostname().replaceAll('/', '-')}/${process.pid}/${randomBytes(6).toString('hex')}`;
}

/**
 * True when `owner` was a process of this machine that is surely gone. `own` is the asking process's name: another owner
 * with our own process id must have had it before us. An id that was given to some other program since looks alive;
 * then the lease has to run out.
 */
export function isDeadOwner(owner: string, own: string): boolean {
  const [host, pid] = owner.split('/');
  const [ownHost, ownPid] = own.split('/');
  if (owner === own || host !== ownHost || !/^\d+$/.test(pid ?? '')) return false;
  if (pid === ownPid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
