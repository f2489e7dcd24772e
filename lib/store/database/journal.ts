/**
 * What SQLite committed last, in the file beside the database, brought to the disk off the event loop: within its statement
 * SQLite would hold up everything else for as long as a disk takes. Knows no statement and no table.
 */
import { closeSync, existsSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const bringToDisk = promisify(fdatasync);

export interface Journal {
  /** The last try failed: what it was about may be lost, though the file system says nothing of it a second time. */
  readonly isDoubtful: boolean;
  /** Resolves when all that was committed before is on the disk. Throws the errors of the file system. */
  sync(): Promise<void>;
  close(): void;
}

/**
 * Of the database at `path`, which has written something already; undefined where it keeps no such file, as on file systems
 * that cannot share memory. Whoever opens it closes it before the database.
 */
export function openJournal(path: string): Journal | undefined {
  if (!existsSync(`${path}-wal`)) return undefined;
  const file = openSync(`${path}-wal`, 'r+');
  syncFolder(dirname(path));
  let isDoubtful = false;
  return {
    get isDoubtful() {
      return isDoubtful;
    },
    async sync() {
      isDoubtful = true;
      await bringToDisk(file);
      isDoubtful = false;
    },
    close: () => closeSync(file),
  };
}

/** A new file survives a loss of power with its folder. Where folders cannot be opened the system sees to that itself. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // Windows.
  }
}
