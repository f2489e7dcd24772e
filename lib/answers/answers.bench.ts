/**
 * Agreement and time of the grader on a file of cases: `npx tsx lib/answers/answers.bench.ts [cases.jsonl] [--show]`.
 * A case is `{gold, pred, equal, kind: answer | expr | text}`; those marked `policy` or `suspect` are left out.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measureAgreement } from './testing/agreement';

const path =
  process.argv.slice(2).find((argument) => !argument.startsWith('--')) ??
  fileURLToPath(new URL('__fixtures__/cases.jsonl', import.meta.url));
const result = measureAgreement(readFileSync(path, 'utf8'), () => performance.now());
const lines = result.kinds.map(
  ({ kind, cases, agreed, falsePositives }) =>
    `${kind.padEnd(8)} ${agreed}/${cases} (${((100 * agreed) / cases).toFixed(1)} %), ${falsePositives.length} false positives`,
);
const at = (share: number): string =>
  result.times[Math.min(result.times.length - 1, Math.floor(share * result.times.length))]!.toFixed(3);
lines.push(`per pair: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`);
if (process.argv.includes('--show'))
  lines.push(
    ...result.disagreements.map(
      ({ kind, equal, gold, pred }) =>
        `${kind} ${equal ? 'equal' : 'different'} | ${gold.slice(0, 120)} | ${pred.slice(-160)}`,
    ),
  );
process.stdout.write(`${lines.join('\n')}\n`);
