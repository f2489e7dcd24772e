/**
 * The database as one file more, and back: `npm run backup -- FILE` while Longthink runs or not, `npm run restore -- FILE`
 * while it does not. What was there before a restore is kept beside it. Exit code 0: done; 2: refused, and nothing changed.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backupStore, readSettings, restoreStore } from '@/lib/server';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [action, file] = process.argv.slice(2);

try {
  if (file === undefined) throw new Error(`npm run ${action ?? 'backup'} -- FILE`);
  const { database } = readSettings(root, process.env);
  if (action === 'restore') {
    const kept = await restoreStore(database, resolve(file));
    console.log(`Restored from ${file}.${kept === undefined ? '' : ` What was there before is in ${kept}.`}`);
  } else {
    await backupStore(database, resolve(file));
    console.log(`Everything is in ${file}.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
