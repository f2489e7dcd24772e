// @ts-check
/**
 * The benches by name: what each measures, which of its numbers are ratios, and what must be there before it can run.
 * Runs none of them.
 */

/**
 * @typedef {object} Bench
 * @property {string} file from the top of the project
 * @property {string} measures
 * @property {string} ratios what is kept of it, and whether less or more is better
 * @property {string} [needs] what to give it: the app has to be started first
 * @property {true} [isInBrowser]
 */

/** @type {Readonly<Record<string, Bench>>} */
export const benches = {
  schedules: {
    file: 'lib/backends/bench/schedules.ts',
    measures: 'many searches as Longthink schedules them, against the reference toolkit’s lockstep; minutes',
    ratios: 'time a token, ours to lockstep; wall-clock to that of a server kept full (less is better)',
  },
  cost: {
    file: 'lib/server/bench/cost.ts',
    measures: 'processor time that a token and a step cost this process, on servers that answer at once; a minute',
    ratios: 'processor time a token to that of a bare client of the same streams, by strategy and n (less is better)',
  },
  filling: {
    file: 'lib/server/bench/filling.ts',
    measures:
      'an experiment with the usual settings on a server of 256 rows, and the reference toolkit’s own loops; minutes',
    ratios:
      'wall-clock to that of a server kept full (less is better); time a token of the reference to ours (more is better)',
  },
  beside: {
    file: 'lib/server/bench/beside.ts',
    measures: 'an experiment and the reference toolkit’s own loops on the same two vLLM, in turns; minutes',
    ratios: 'time a token of the reference to ours, by strategy (more is better)',
    needs:
      '[--policy URL] [--verifier URL], vLLM of the bundled policy and PRM that nobody else asks: serve.sh starts them',
  },
  fuzz: {
    file: 'lib/server/bench/fuzz.ts',
    measures: 'how 10,000 requests that are none are answered, by status; minutes, on a data folder of its own',
    ratios:
      'share that was answered by a failure (0 is right; without a network one is told 503, which asks for a dataset by its name)',
    needs: '[address, http://127.0.0.1:3000 unless said] [number] [seed]',
  },
  kills: {
    file: 'lib/server/bench/kills.ts',
    measures:
      'an experiment over an app and three workers that are killed and stopped at 100 random moments, the database with them; minutes',
    ratios:
      'sequences in flight to the limit (1 at most); searches that came out otherwise than alone (0); appends under an old fence (0)',
    needs: 'PostgreSQL and Node 22.12 or newer have to be installed',
  },
  workers: {
    file: 'lib/server/bench/workers.ts',
    measures:
      'searches a second of one, two and three workers on servers that have room, and what a search costs beside one process over a file; minutes',
    ratios:
      'searches a second to those of one worker (more is better); processor time of a search as a job to that in one process (less is better)',
    needs: 'PostgreSQL and Node 22.12 or newer have to be installed',
  },
  jobs: {
    file: 'lib/server/bench/jobs.ts',
    measures: '100,000 jobs that wait: adding them, taking some of them, and the memory of who does; a minute',
    ratios:
      'time of a job added to that of a plain row; time of a job taken with all of them waiting to that with few (1 is constant)',
    needs: 'PostgreSQL and Node 22.12 or newer have to be installed',
  },
  viewers: {
    file: 'lib/server/bench/viewers.ts',
    measures:
      'a run that 200 watch: what each of them has of it, when, and the processor time of the app; half a minute',
    ratios: 'entries that somebody lacks (0 is right); delay, p50 and p95, to that of one viewer (less is better)',
    needs: 'the app has to be built: npm start, once',
  },
  'first-tree': {
    file: 'lib/server/bench/first-tree.ts',
    measures: 'what somebody waits for between a model server’s address and the first tree over it; half a minute',
    ratios: 'time from the address to the first tree, to two minutes (less is better)',
    needs: '[address of a model server, the bundled one unless said]',
  },
  'stored-runs': {
    file: 'lib/server/bench/stored-runs.ts',
    measures: 'lists, filters and starts with 1,000 and with 10,000 stored runs; half a minute',
    ratios: 'time with ten times as many runs (1 is constant)',
  },
  imports: {
    file: 'lib/server/bench/imports.ts',
    measures: 'the longest stall of the event loop while logs, solutions and problems of 40 to 60 MB come in; a minute',
    ratios: 'longest stall to a tenth of a second (less is better)',
  },
  forks: {
    file: 'lib/server/bench/forks.ts',
    measures: 'whether 50 runs of the bundled models, left somewhere without an edit, come out the same again; minutes',
    ratios: 'share that did (1 is right)',
    needs: '[address, http://127.0.0.1:3000 unless said] [runs]',
  },
  fold: {
    file: 'lib/search/bench/fold.ts',
    measures:
      'folding logs of 10,000, 20,000 and 40,000 children and pieces of text, and a beat of text in such trees; seconds',
    ratios: 'time of the longer logs to that of the shortest (2 and 4 are linear), and of the beats (1 is constant)',
  },
  throughput: {
    file: 'lib/bundled/bench/throughput.ts',
    measures: 'tokens per second of the bundled server, writing 1, 16 and 64 sequences and judging 64; half a minute',
    ratios: 'tokens per second of 16 and of 64 sequences, and of judging, to those of one (more is better)',
  },
  aggregation: {
    file: 'lib/experiments/report/bench/aggregation.ts',
    measures: 'curves from the digests of 500 problems x 256 solutions x 4 methods, and of 5,000 x 64; seconds',
    ratios: 'processor time of the curves to the yardstick (less is better)',
  },
  answers: {
    file: 'lib/answers/bench/answers.ts',
    measures: 'agreement and time of the grader on labelled pairs of answers; a second',
    ratios: 'share agreed, by kind (more is better); time of a pair, p50 and p99, to the yardstick (less is better)',
  },
  coverage: {
    file: 'lib/metrics/bench/coverage.ts',
    measures: 'how often the 95 % intervals hold the truth on simulated experiments; a minute',
    ratios: 'share that held it to the 95 % promised (1 is right)',
  },
  frames: {
    file: 'components/search-tree/bench/frames.ts',
    measures: 'frame times of trees of 500, 2,500 and 10,000 nodes in a browser; a minute',
    ratios: 'p95 of a frame to the 16.7 ms of a screen, by size and movement (less is better)',
    needs: '[address, http://127.0.0.1:3000 unless said]',
    isInBrowser: true,
  },
  latency: {
    file: 'components/run/bench/latency.ts',
    measures: 'from the look at a piece of text to the frame that shows it, over five live searches',
    ratios: 'delay, p50 and p95, to the 25 ms from one look to the next (less is better)',
    needs: '[address, http://127.0.0.1:3000 unless said]',
    isInBrowser: true,
  },
  opening: {
    file: 'components/run/bench/opening.ts',
    measures: 'from the address of a run that is over to all of its log on the page, and what went over the wire',
    ratios:
      'bytes over the wire to those of the log; processor time of the page to the yardstick in the same page (less is better)',
    needs: 'address of a run',
    isInBrowser: true,
  },
  start: {
    file: 'lib/launch/bench/start.ts',
    measures:
      'from starting a built app to its address, to models that answer, and to the verdict for who asks for it at once; a minute',
    ratios: 'each to the yardstick (less is better)',
    needs: 'the app has to be built: start it once',
    isInBrowser: true,
  },
  'first-look': {
    file: 'components/experiment/bench/first-look.ts',
    measures: 'from the click on a link to the sentence of the verdict, and to curves that answer to the pointer',
    ratios: 'the sentence, and the processor time of the page, to the yardstick in the same page (less is better)',
    needs: 'address of an experiment',
    isInBrowser: true,
  },
  grid: {
    file: 'components/experiment/bench/grid.ts',
    measures: 'frames of the grid of problems by eight methods while it scrolls; seconds',
    ratios: 'p95 of a frame, and the main thread’s processor time for one, to the 16.7 ms of a screen (less is better)',
    needs: 'address of an experiment',
    isInBrowser: true,
  },
};
