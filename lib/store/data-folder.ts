/** The folder in which everything of this installation lies: closed to others, also where it was made when that was not yet done. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { closeToOthers } from './database/rights';

/** What makes a folder ours: somebody may have named one that holds other things as well. */
const signs = ['longthink.db', 'access.json'];

/**
 * `report` is told in a sentence what was changed, or what is to be done where it cannot be. A folder that is not there, or in which
 * other things lie and nothing of ours, stays as it is.
 */
export function closeDataFolder(folder: string, report: (message: string) => void): void {
  // Elsewhere modes say nothing.
  if (process.getuid === undefined || !isOurs(folder)) return;
  const before = modeOf(folder);
  if (isStillOpen(folder))
    report(
      `The data folder ${folder} is open to others on this machine (mode ${before}). Its owner closes it: chmod o-rwx "${folder}"`,
    );
  else if (modeOf(folder) !== before)
    report(
      `The data folder ${folder} was open to others on this machine (mode ${before}) and is closed to them now (${modeOf(folder)}).`,
    );
}

/** An empty one is about to be. */
function isOurs(folder: string): boolean {
  if (signs.some((name) => existsSync(join(folder, name)))) return true;
  return existsSync(folder) && readdirSync(folder).length === 0;
}

function isStillOpen(folder: string): boolean {
  try {
    return closeToOthers(folder);
  } catch {
    // A file system that takes no mode; what is told says what to do.
    return true;
  }
}

function modeOf(folder: string): string {
  return (statSync(folder).mode & 0o7777).toString(8);
}
