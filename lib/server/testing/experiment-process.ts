/** A process that works on the experiments of a store until it is killed: `experiment-process.ts PATH`. */
import { toyHouse } from './toy-experiments';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('The path of the store is lacking.');
await toyHouse({ path, maxSearches: 6 });
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
