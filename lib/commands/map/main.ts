/**
 * A strategy map from experiments: `npm run map -- EXPERIMENT… --out FILE [--name NAME] [--bins K] [--policy MODEL]
 * [--verifier MODEL]`. An experiment is its id in the store or a recorded file; of several, one may have measured the pool
 * and another the searches. Prints what the map is worth on problems it was not made from. Files in public/maps ship; those
 * in the folder maps of the data are this installation's own. Exit code 0: written; 2: there is nothing to make it from.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeMap, rowsOf } from '@/lib/experiments/map';
import type { ExperimentData } from '@/lib/experiments/model';
import { strategyNames, strategyOf } from '@/lib/search';
import { measuredData, readSettings } from '@/lib/server';
import { mapFileOf } from './map-file';
import { mapTable, worthTable } from './tables';
import { madeFromWords } from './words';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const usage = 'npm run map -- EXPERIMENT… --out FILE [--name NAME] [--bins K] [--policy MODEL] [--verifier MODEL]';
/** Fewer say nothing of bins of them. */
const fewestProblems = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    name: { type: 'string' },
    bins: { type: 'string', default: '8' },
    policy: { type: 'string' },
    verifier: { type: 'string' },
  },
});
const scoredPools = strategyNames.filter((name) => {
  const { needsVerifier, pooling } = strategyOf(name);
  return needsVerifier && pooling === 'solutions';
});
const { out } = values;
const bins = Number(values.bins);
if (positionals.length === 0 || out === undefined || !Number.isInteger(bins) || bins < 1 || bins > 16) giveUp(usage);

const { database } = readSettings(root, process.env);
const experiments: ExperimentData[] = [];
for (const experiment of positionals)
  experiments.push(
    await measuredData(experiment, database).catch((error: unknown) =>
      giveUp(`${experiment}: ${error instanceof Error ? error.message : String(error)}`),
    ),
  );
const rows = rowsOf(experiments);
if (rows === undefined)
  giveUp(
    `None of these has a scored pool whose first solutions are known; measure ${scoredPools.join(' or ')}, and record it anew if it is a file.`,
  );
if (rows.problemCount < fewestProblems)
  giveUp(`Only ${rows.problemCount} problems have all runs; a map needs ${fewestProblems}.`);

const made = makeMap(rows, {
  name: values.name ?? basename(out, '.json'),
  madeFrom: madeFromWords(experiments, rows),
  bins,
});
const file = mapFileOf(made, { policy: values.policy ?? rows.policy, verifier: values.verifier ?? rows.verifier });
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(file, undefined, 2)}\n`);
console.log(`${mapTable(made.map)}\n\n${worthTable(made.budgets)}\n\nWritten to ${out}.`);

function giveUp(message: string): never {
  console.error(message);
  process.exit(2);
}
