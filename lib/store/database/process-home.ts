/**
 * Names this process so that others on the same machine can tell when it is gone: by the start of the machine, the space in which
 * its number means something, its number, and when it began. Only Linux says all of that; elsewhere nobody is known to be gone.
 */
import { readFileSync, readlinkSync } from 'node:fs';

/** Undefined where the machine does not say. */
export function processHome(): string | undefined {
  const place = placeHere();
  const self = statusOf(process.pid);
  return place === undefined || self === undefined ? undefined : `${place} ${process.pid} ${self.began}`;
}

/** True when it was a process of this machine, and is no longer; false also where nobody knows. */
export function isGone(home: string): boolean {
  const [boot, space, pid = '', began] = home.split(' ');
  if (`${boot} ${space}` !== placeHere()) return false;
  const found = statusOf(Number(pid));
  // What may not be looked at is there nevertheless.
  return found === undefined ? !isThere(Number(pid)) : found.hasEnded || found.began !== began;
}

function placeHere(): string | undefined {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // No Linux.
    return undefined;
  }
}

/** `began` is in ticks since the machine started. Undefined when there is no such process, or it is hidden from this one. */
function statusOf(pid: number): { readonly began: string; readonly hasEnded: boolean } | undefined {
  try {
    // Its name may hold spaces and brackets; what follows it does not.
    const [state = '', ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { began: fields[18] ?? '', hasEnded: /[ZX]/.test(state) };
  } catch {
    return undefined;
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
