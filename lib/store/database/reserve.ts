/**
 * Room on the disk that is kept for the moment when there is none: whoever deletes writes first, and frees only then. A file
 * beside the database, of bytes that nobody reads. Knows no table.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { freeBeside } from './free-room';

/** Enough for taking runs out some at a time. */
const reserveBytes = 1_048_576;
const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

export interface Reserve {
  /**
   * Makes it where it is not, and the disk has room for it. False: it is spent, and what room there is belongs to those who
   * delete.
   */
  keep(): boolean;
  /** Gives its room away, where there is any left of it. */
  spend(): void;
}

/** For the database at `path`; only those whom `mode` lets in read it. */
export function createReserve(path: string, mode: number): Reserve {
  const file = `${path}-reserve`;
  return {
    keep() {
      if (sizeOf(file) >= reserveBytes) return true;
      try {
        if (freeBeside(file) < reserveBytes) return false;
        const written = openSync(file, 'w', mode);
        try {
          // No file system keeps these shorter than they are.
          if (writeSync(written, randomBytes(reserveBytes)) === reserveBytes) return true;
        } finally {
          closeSync(written);
        }
      } catch (error) {
        // Where no file can be made for another reason, all but deleting on a full disk works without.
        if (!fullCodes.includes((error as NodeJS.ErrnoException).code)) return true;
      }
      // Half of one is in the way.
      rmSync(file, { force: true });
      return false;
    },
    spend() {
      rmSync(file, { force: true });
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
