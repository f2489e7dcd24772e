/** Where runs are kept: SQLite in a file or PostgreSQL, behind one query layer. */
export { backupStore, restoreStore } from './backup';
export { closeDataFolder } from './data-folder';
export { openStore } from './store';
export type { Store } from './store';
