/**
 * How long curves take from the digests of runs: `npm run bench -- aggregation`. 500 problems x 256 candidates x 4 methods, and
 * 5,000 x 64; all readings, bands, differences, slices and bins; prints medians of several runs and the largest growth of the heap.
 */
import { printRatios, yardstickMs } from '@/lib/launch/bench/ratios';
import { curvesOf } from '../index';
import { madeData } from '../testing/made-data';

const runs = 7;
const sizes = [
  { problems: 500, n: 256 },
  { problems: 5_000, n: 64 },
] as const;

const median = (values: readonly number[]) =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;

const ratios: Record<string, number> = {};
for (const size of sizes) {
  const data = madeData(size);
  const times: number[] = [];
  const processorTimes: number[] = [];
  let growth = 0;
  let yardstick = Infinity;
  let counts = '';
  for (let run = 0; run < runs; run++) {
    yardstick = Math.min(yardstick, yardstickMs());
    const heap = process.memoryUsage().heapUsed;
    const before = process.cpuUsage();
    const startedAt = performance.now();
    const { series } = curvesOf(data, { id: 'made', origin: 'measured' });
    times.push(performance.now() - startedAt);
    const { user, system } = process.cpuUsage(before);
    processorTimes.push((user + system) / 1000);
    growth = Math.max(growth, process.memoryUsage().heapUsed - heap);
    counts = `${series.length} series, ${series.reduce((sum, { points }) => sum + points.length, 0)} points`;
  }
  const solutions = data.digests.reduce((sum, each) => sum + each.solutions, 0);
  console.log(
    `${size.problems} problems, n = ${size.n}: ${data.digests.length} runs, ${solutions} solutions, ${counts}: ` +
      `median ${median(times).toFixed(0)} ms, first ${times[0]!.toFixed(0)} ms, fastest ${Math.min(...times).toFixed(0)} ms; ` +
      `processor time ${median(processorTimes).toFixed(0)} ms (a busy machine does not lengthen it); ` +
      `heap grew by at most ${(growth / 1e6).toFixed(0)} MB`,
  );
  ratios[`processor time of the curves / yardstick, ${size.problems} problems`] =
    Math.min(...processorTimes) / yardstick;
}
printRatios(ratios);
