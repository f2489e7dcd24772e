/**
 * The composition root: opens the store, starts the bundled model server, and puts the registry of runs on top of them.
 * One of these per process. Knows how the parts fit, not what they do.
 */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createBackendContext } from '@/lib/backends';
import { createOwner, RunFeed } from '@/lib/runs';
import { closeDataFolder, openStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { BundledServer } from './models/bundled-server';
import { CurvesThread } from './experiments/curves-thread';
import { ExperimentCurves } from './experiments/experiment-curves';
import { PublishedFigures } from './experiments/published-figures';
import { ExperimentReader } from './experiments/experiment-reader';
import { ExperimentRegistry } from './experiments/experiment-registry';
import { InProcessWork } from './experiments/in-process-work';
import { QueuedWork } from './experiments/queued-work';
import { Models } from './models/models';
import { StrategyMaps } from './maps/strategy-maps';
import { Problems, readBundledProblems } from './problems/problems';
import { RecordedExperiments } from './experiments/recorded-experiments';
import { ImportProcesses } from './imports/import-processes';
import { programFile } from './programs';
import { LabThread } from './verifier-lab/lab-thread';
import { SecondOpinions } from './verifier-lab/second-opinions';
import { VerifierLab } from './verifier-lab/verifier-lab';
import { keepFor } from './runs/retention';
import { RunRegistry } from './runs/run-registry';
import { readConfiguredBackends } from './settings/settings';
import type { Settings } from './settings/settings';

/** Once start-up has made way. */
const recordedAfterMs = 1_000;
/** They wait no longer for the models. */
const recordedAtLatestMs = 20_000;

export interface App {
  readonly settings: Settings;
  readonly store: Store;
  readonly feed: RunFeed;
  readonly registry: RunRegistry;
  readonly experiments: ExperimentRegistry;
  readonly experimentReader: ExperimentReader;
  readonly experimentCurves: ExperimentCurves;
  /** What others published. */
  readonly figures: Pick<PublishedFigures, 'rows'>;
  readonly verifierLab: VerifierLab;
  readonly secondOpinions: SecondOpinions;
  readonly importProcesses: ImportProcesses;
  /** Those of problem sets. */
  readonly setProcesses: ImportProcesses;
  readonly models: Models;
  readonly problems: Problems;
  readonly maps: StrategyMaps;
  /** Aborts when the process is about to stop; open streams end with it. */
  readonly closing: AbortSignal;
  readonly report: (message: string, error?: unknown) => void;
  /** Gives runs back, ends streams and the model server. Calling it again waits for the same. */
  close(): Promise<void>;
}

/** A loopback address is another server on every machine. */
function sharedAddressOf(url: string): string {
  const { hostname: host } = new URL(url);
  return /^(localhost|127\.|\[?::1)/.test(host) ? `${hostname()}|${url}` : url;
}

/** Throws StoreError or BackendConfigError in words; nothing is left running then. */
export async function openApp(
  settings: Settings,
  report: App['report'],
  { hasPages = true }: { readonly hasPages?: boolean } = {},
): Promise<App> {
  // First what can be wrong without anybody being started.
  readConfiguredBackends(settings, undefined);
  const bundledProblems = readBundledProblems(settings.modelsFolder);
  closeDataFolder(settings.dataFolder, report);
  const store = await openStore(settings.database);
  const problems = new Problems(bundledProblems, store.problems);
  const closing = new AbortController();
  const owner = createOwner();
  const jobs = await store
    .openJobs((error) => report('The jobs of experiments met a problem; going on.', error))
    .catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  const context = createBackendContext(
    store.shares === undefined ? {} : { sharing: { table: store.shares, owner, addressOf: sharedAddressOf } },
  );
  const feed = new RunFeed();
  const now = () => Date.now();
  const bundled =
    settings.bundledUrl === undefined
      ? await BundledServer.start({
          root: settings.root,
          file: programFile(settings.root, 'models'),
          modelsFolder: settings.modelsFolder,
          report,
        })
      : undefined;
  const read = () => readConfiguredBackends(settings, settings.bundledUrl ?? bundled?.url);
  const models = new Models({ read, context, bundled, now });
  const maps = new StrategyMaps({ shipped: join(settings.root, 'public', 'maps'), own: settings.mapsFolder, report });
  const registry = new RunRegistry({
    log: store.runs,
    feed,
    now,
    report,
    owner,
    maxRunning: settings.maxRunning,
    modelsFor: (spec, signal, priority) => models.forRun(spec, signal, priority),
    isRepaired: (failure, signal) => models.isRepaired(failure, signal),
  });
  const making = {
    store: store.experiments,
    log: store.runs,
    runs: registry,
    now,
    report,
    maxSearches: settings.maxExperimentRuns,
    room: (policy: string, verifier: string | undefined) => models.room(policy, verifier),
  };
  const work =
    jobs === undefined
      ? new InProcessWork({ ...making, owner })
      : new QueuedWork({ ...making, jobs, kinds: () => models.kinds });
  const experiments = new ExperimentRegistry({ store: store.experiments, work, models, problems, maps, now });
  const recorded = new RecordedExperiments({ folder: join(settings.root, 'public', 'demo'), report });
  const experimentReader = new ExperimentReader({
    store: store.experiments,
    recorded,
    now,
    workingSince: (id) => experiments.workingSince(id),
    standsBecause: (id) => experiments.standsBecause(id),
  });
  const curvesThread = new CurvesThread(programFile(settings.root, 'curves'));
  const figures = new PublishedFigures({ file: join(settings.root, 'public', 'published-results.json'), report });
  const experimentCurves = new ExperimentCurves(experimentReader, {
    curves: (data, query) => curvesThread.curves(data, query),
    verdict: (data, query) => curvesThread.verdict(data, query),
    published: () => figures.rows(),
  });
  const labThread = new LabThread(programFile(settings.root, 'lab'));
  const verifierLab = new VerifierLab({
    log: store.runs,
    store: store.experiments,
    reader: experimentReader,
    thread: labThread,
    now,
  });
  const secondOpinions = new SecondOpinions({
    log: store.runs,
    store: store.experiments,
    reader: experimentReader,
    thread: labThread,
    verifierPort: (name, signal) => models.verifierPort(name, signal, 'experiment'),
    closing: closing.signal,
    now,
  });
  const importEntry = programFile(settings.root, 'imports');
  const importProcesses = new ImportProcesses(importEntry);
  // A set is read as it comes: while one comes slowly, no other kind of file waits for it.
  const setProcesses = new ImportProcesses(importEntry);
  let closed: Promise<void> | undefined;
  /** What ships is what everybody opens first: the verdicts on it, then its curves. */
  const makeRecorded = async () => {
    // The models come first: what one may try beats what one may read.
    await bundled?.whenReady(recordedAtLatestMs, closing.signal);
    const ids = (await recorded.list()).map(({ id }) => id);
    for (const make of [(id: string) => experimentCurves.verdict(id), (id: string) => experimentCurves.at(id)])
      for (const id of ids) if (!closing.signal.aborted) await make(id);
  };
  const early = setTimeout(() => {
    if (!hasPages) return;
    makeRecorded().catch((error: unknown) => {
      if (!closing.signal.aborted)
        report('The curves of the recorded experiments could not be made beforehand.', error);
    });
  }, recordedAfterMs).unref();
  const keeping = keepFor(settings.keepDays, { registry, store, now, report });
  const close = async () => {
    clearTimeout(early);
    keeping.stop();
    closing.abort();
    await curvesThread.close();
    await labThread.close();
    await importProcesses.close();
    await setProcesses.close();
    await experiments.stop();
    await registry.stop();
    await bundled?.stop();
    await context.close();
    await store.close();
  };
  try {
    await registry.open();
    await experiments.open();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    settings,
    store,
    feed,
    registry,
    experiments,
    experimentReader,
    experimentCurves,
    figures,
    verifierLab,
    secondOpinions,
    importProcesses,
    setProcesses,
    models,
    problems,
    maps,
    closing: closing.signal,
    report,
    close: () => (closed ??= close()),
  };
}
