/**
 * How often the 95 % intervals hold the truth on simulated experiments: `npm run bench -- coverage`. Each trial
 * draws new problems, so the truth is the mean over the population of problems; the Monte-Carlo error of a share is printed.
 */
import { createRng, mix } from '@/lib/base';
import { printRatios } from '@/lib/launch/bench/ratios';
import {
  bestOf,
  drawResamples,
  pairedDifference,
  passAt,
  percentileInterval,
  resampledMeans,
  votesResampled,
  wilson,
  type Candidate,
  type Interval,
} from '../index';

const trials = 2_000;
const problems = 200;

/** A problem's pool: its own chance of a right answer, wrong answers of three kinds, scores that know a little. */
function poolOf(random: () => number, size: number): Candidate[] {
  const ease = random() ** 1.5;
  return Array.from({ length: size }, () => {
    const isCorrect = random() < ease;
    return {
      isCorrect,
      key: isCorrect ? 'a' : `b${Math.floor(random() * 3)}`,
      value: 0.7 * random() + (isCorrect ? 0.3 : 0),
    };
  });
}

/** One number a problem, as an experiment would have it. */
type Value = (random: () => number, seed: number) => number;
const seeds =
  (count: number, value: Value): Value =>
  (random, seed) =>
    Array.from({ length: count }, (_, s) => value(random, seed + s)).reduce((sum, each) => sum + each, 0) / count;

const cases: readonly (readonly [string, Value])[] = [
  ['one answer a problem', (random) => Number(random() < 0.4)],
  [
    'three seeds a problem',
    (random) => {
      const ease = random();
      return seeds(3, () => Number(random() < ease))(random, 0);
    },
  ],
  ['best-of-4 of 16', (random) => bestOf(4, poolOf(random, 16))],
  ['pass@4 of 16', (random) => passAt(4, poolOf(random, 16))],
  [
    'majority of 4 of 16',
    (random, seed) =>
      votesResampled(
        [4],
        poolOf(random, 16).map((each) => [each]),
        { seed, subsets: 16 },
      ).majority[0]!,
  ],
];

const promised = 0.95;
const ratios: Record<string, number> = {};

function report(name: string, held: number): void {
  const share = held / trials;
  ratios[`${name}, held / promised`] = share / promised;
  console.log(
    `| ${name} | ${(100 * share).toFixed(1)} | ${(100 * Math.sqrt((share * (1 - share)) / trials)).toFixed(1)} |`,
  );
}

/** Mean over many more problems than a trial has. */
function truthOf(value: Value): number {
  const random = createRng(99);
  const draws = 200_000;
  let sum = 0;
  for (let i = 0; i < draws; i++) sum += value(random, i);
  return sum / draws;
}

const holds = ({ low, high }: Interval, truth: number) => low <= truth && truth <= high;

console.log(
  `${trials} trials of ${problems} problems, 400 resamples\n\n| interval | held the truth, % | +- |\n|---|---|---|`,
);
let held = 0;
for (let trial = 0; trial < trials; trial++) {
  const random = createRng(mix(trial + 1));
  let hits = 0;
  for (let i = 0; i < problems; i++) if (random() < 0.4) hits++;
  if (holds(wilson(hits, problems), 0.4)) held++;
}
report('Wilson, one answer a problem', held);

for (const [name, value] of cases) {
  const truth = truthOf(value);
  let found = 0;
  for (let trial = 0; trial < trials; trial++) {
    const random = createRng(mix(trial + 1));
    const values = Float64Array.from({ length: problems }, (_, i) => value(random, i));
    if (
      holds(percentileInterval(resampledMeans(values, drawResamples(problems, { seed: trial, resamples: 400 }))), truth)
    )
      found++;
  }
  report(`bootstrap, ${name}`, found);
}

let differs = 0;
let tied = 0;
for (let trial = 0; trial < trials; trial++) {
  const random = createRng(mix(trial + 1));
  const [first, second] = [new Float64Array(problems), new Float64Array(problems)];
  for (let i = 0; i < problems; i++) {
    const ease = random();
    first[i] = Number(random() < ease);
    second[i] = Number(random() < ease);
  }
  const found = pairedDifference(first, second, {
    resamples: drawResamples(problems, { seed: trial, resamples: 400 }),
    seed: trial,
  })!;
  if (holds(found, 0)) differs++;
  if (found.verdict === 'tied') tied++;
}
report('bootstrap, paired difference of equal methods', differs);
report('equal methods called tied', tied);
printRatios(ratios);
