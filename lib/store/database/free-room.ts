/** How much room a disk has. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes that may still be written beside the file; Infinity where the file system does not say. */
export function freeBeside(file: string): number {
  const { bavail, bsize, blocks } = statfsSync(dirname(file));
  return blocks === 0 ? Infinity : bavail * bsize;
}
