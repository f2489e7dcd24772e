/**
 * How many event streams this browser may hold at once, over all its tabs. HTTP/1.1 gives a browser six connections to
 * one server, so six tabs with a stream each would block every further request. Uses the Web Locks of the browser;
 * knows nothing of what is streamed.
 */
const slots = 3;

/** Gives the slot back; calling it again does nothing. */
export type ReleaseSlot = () => void;

/**
 * A free slot, or undefined when other tabs hold them all. Where the browser has no locks (plain HTTP to another
 * machine) there is always a slot; hidden tabs still close their streams.
 */
export async function takeStreamSlot(): Promise<ReleaseSlot | undefined> {
  if (!('locks' in navigator)) return () => {};
  for (let slot = 0; slot < slots; slot++) {
    const release = await tryLock(`longthink-stream-${slot}`);
    if (release !== undefined) return release;
  }
  return undefined;
}

function tryLock(name: string): Promise<ReleaseSlot | undefined> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(undefined);
          return undefined;
        }
        // The lock is held until this promise settles, or the tab dies.
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(reject);
  });
}
