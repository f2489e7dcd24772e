/**
 * Agreement and time of the grader on a file of cases: `npm run bench -- answers [cases.jsonl] [--show]`.
 * A case is `{gold, pred, equal, kind: answer | expr | text}`; those marked `policy` or `suspect` are left out.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printRatios, yardstickMs } from '@/lib/launch/bench/ratios';
import { measureAgreement } from '../testing/agreement';

const path =
  process.argv.slice(2).find((argument) => !argument.startsWith('--')) ??
  fileURLToPath(new URL('../__fixtures__/cases.jsonl', import.meta.url));
const result = measureAgreement(readFileSync(path, 'utf8'), () => performance.now());
const lines = result.kinds.map(
  ({ kind, cases, agreed, falsePositives }) =>
    `${kind.padEnd(8)} ${agreed}/${cases} (${((100 * agreed) / cases).toFixed(1)} %), ${falsePositives.length} false positives`,
);
const at = (share: number): number =>
  result.times[Math.min(result.times.length - 1, Math.floor(share * result.times.length))]!;
lines.push(`per pair: p50 ${at(0.5).toFixed(3)} ms, p99 ${at(0.99).toFixed(3)} ms, max ${at(1).toFixed(3)} ms`);
if (process.argv.includes('--show'))
  lines.push(
    ...result.disagreements.map(
      ({ kind, equal, gold, pred }) =>
        `${kind} ${equal ? 'equal' : 'different'} | ${gold.slice(0, 120)} | ${pred.slice(-160)}`,
    ),
  );
process.stdout.write(`${lines.join('\n')}\n`);
const yardstick = yardstickMs();
printRatios({
  ...Object.fromEntries(result.kinds.map(({ kind, cases, agreed }) => [`agreed, ${kind}`, agreed / cases])),
  'time of a pair / yardstick, p50': at(0.5) / yardstick,
  'time of a pair / yardstick, p99': at(0.99) / yardstick,
});
