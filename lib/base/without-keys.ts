/** The environment that processes and threads of ours are given. */

const needed =
  /^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|APPDATA|LOCALAPPDATA|USERPROFILE|NODE_ENV)$/i;

/** What one needs of its surroundings. Keys of servers and databases lie there too, and are none of its business. */
export function withoutKeys<E extends Readonly<Record<string, string | undefined>>>(all: E): E {
  // Of the variables that it has some are left; which, the type does not say.
  return Object.fromEntries(Object.entries(all).filter(([name]) => needed.test(name))) as E;
}
