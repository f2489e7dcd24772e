/**
 * How long curves take from the digests of runs: `npm run bench -- aggregation`. 500 problems x 256 candidates x 4 methods,
 * all readings, bands, differences, slices and bins; prints the median of several runs and the largest growth of the heap.
 */
import { printRatios, yardstickMs } from '@/lib/launch/bench/ratios';
import { curvesOf } from '../index';
import { madeData } from '../testing/made-data';

const runs = 7;
const data = madeData({ problems: 500, n: 256 });
const times: number[] = [];
const processorTimes: number[] = [];
let growth = 0;
let yardstick = Infinity;
for (let run = 0; run < runs; run++) {
  yardstick = Math.min(yardstick, yardstickMs());
  const heap = process.memoryUsage().heapUsed;
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const curves = curvesOf(data, { id: 'made', origin: 'measured' });
  times.push(performance.now() - startedAt);
  const { user, system } = process.cpuUsage(before);
  processorTimes.push((user + system) / 1000);
  growth = Math.max(growth, process.memoryUsage().heapUsed - heap);
  if (run === 0)
    console.log(
      `${data.digests.length} runs, ${data.digests.reduce((sum, { solutions }) => sum + solutions, 0)} solutions, ${curves.series.length} series, ${curves.series.reduce((sum, { points }) => sum + points.length, 0)} points`,
    );
}
const [sorted, processor] = [times, processorTimes].map((each) => each.toSorted((left, right) => left - right)) as [
  number[],
  number[],
];
console.log(
  `median ${sorted[Math.floor(runs / 2)]!.toFixed(0)} ms, first ${times[0]!.toFixed(0)} ms, fastest ${sorted[0]!.toFixed(0)} ms; processor time ${processor[Math.floor(runs / 2)]!.toFixed(0)} ms (a busy machine does not lengthen it); heap grew by at most ${(growth / 1e6).toFixed(0)} MB`,
);
printRatios({ 'processor time of the curves / yardstick': processor[0]! / yardstick });
