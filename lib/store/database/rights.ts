/** Who else on this machine may read what is kept: nobody, unless a group was let in. */
import { chmodSync, statSync } from 'node:fs';

const groupAndOthers = 0o077;
/** Of everybody who is neither the owner nor of the owner's group. */
const others = 0o007;
/** Many write there, and none may take it for itself. */
const sticky = 0o1000;

/** Rights without those of others. The group's go with them, unless it may do what they may not: then somebody let it in. */
function closed(mode: number): number {
  const isGroupLetIn = (mode & ~(mode << 3) & 0o070) !== 0;
  return mode & 0o7777 & ~(isGroupLetIn ? others : groupAndOthers);
}

/** Closes what is there and others may look into, if it belongs to this user. True where they still may. Throws the errors of the file system. */
export function closeToOthers(path: string): boolean {
  const { mode, uid } = statSync(path, { throwIfNoEntry: false }) ?? { mode: 0, uid: undefined };
  if ((mode & others) === 0) return false;
  if (uid !== process.getuid?.() || (mode & sticky) !== 0) return true;
  chmodSync(path, closed(mode));
  // Some file systems take every mode and keep their own.
  return (statSync(path).mode & others) !== 0;
}
