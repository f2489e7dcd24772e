/** Where what runs beside the pages is to be found: in one file each, where the app was built, else as it is written. Starts nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const written = {
  models: 'lib/bundled/main.ts',
  curves: 'lib/server/experiments/curves-entry.mjs',
  lab: 'lib/server/verifier-lab/lab-entry.mjs',
  imports: 'lib/server/imports/import-entry.mjs',
};

export type Program = keyof typeof written;

/** The path of its first module. `root`: the top of the project. */
export function programFile(root: string, program: Program): string {
  // Files of their own, no part of what the pages are bundled to.
  const built = join(/* turbopackIgnore: true */ root, '.next', 'programs', `${program}.mjs`);
  // Only what was built together with this module is as new as it is.
  return process.env.NODE_ENV === 'production' && existsSync(built)
    ? built
    : join(/* turbopackIgnore: true */ root, written[program]);
}
