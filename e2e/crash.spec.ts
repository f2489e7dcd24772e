/**
 * kill -9 of the app in the middle of running searches. `LONGTHINK_KILLS=40 npx playwright test e2e/crash.spec.ts` tries more.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { createRng } from '@/lib/base';
import type { LogEntry } from '@/lib/runs/wire';
import { CrashingApp } from './testing/crashing-app';

const kills = Number(process.env['LONGTHINK_KILLS'] ?? 4);
const seed = Number(process.env['LONGTHINK_SEED'] ?? 7);

/** As it lies in the environment that the app is started with. */
const keyOfAnother = 'key-of-another-server';
process.env.ANOTHER_SERVER_KEY = keyOfAnother;
const data = 'test-results/crash';
const app = new CrashingApp(3431, data);
test.afterAll(() => app.kill());

/** Text and fate of every node: what a search comes to. */
function treeOf(entries: readonly LogEntry[]): ReadonlyMap<string, string> {
  const tree = new Map<string, string>();
  const add = (node: string, what: string) => tree.set(node, (tree.get(node) ?? '') + what);
  for (const { event } of entries) {
    if (event.type === 'node-text') add(event.node, event.text);
    if (event.type === 'round-decided') for (const { node, fate } of event.decisions) add(node, ` [${fate}]`);
  }
  return tree;
}

test('nothing that was shown is lost, every run goes on to its end, nothing is generated twice', async ({
  request,
}) => {
  // Searches of 64 solutions, four at a time and begun anew, beside the other half of these tests.
  test.setTimeout(150_000 + kills * 20_000);
  rmSync(data, { recursive: true, force: true });
  const random = createRng(seed);
  const { problems } = (await (await request.get('/api/problems?level=4&limit=60')).json()) as {
    problems: { set?: string }[];
  };
  const specs = (['dvts', 'beam-search', 'best-of-n', 'majority'] as const).map((strategy, i) => {
    const { set: _set, ...problem } = problems[(i * 7) % problems.length]!;
    return { problem, strategy, config: { n: 64 }, seed: 100 + i };
  });
  const specOf = new Map<string, (typeof specs)[number]>();
  const startRuns = async () => {
    for (const spec of specs) {
      const id = await app.post(spec);
      specOf.set(id, spec);
    }
  };
  await app.start();
  let killed = 0;
  let interrupted = 0;
  while (killed < kills) {
    const open: string[] = [];
    for (const id of specOf.keys()) if ((await app.status(id)) === 'running') open.push(id);
    if (open.length < 3) await startRuns();
    for (const id of specOf.keys()) if (app.acknowledged.get(id)?.at(-1)?.event.type !== 'run-ended') app.follow(id);
    await new Promise((resolve) => {
      setTimeout(resolve, 60 + random() * 900);
    });
    await app.kill();
    killed++;
    await app.start();
    for (const [id, seen] of app.acknowledged) {
      const log = await app.log(id);
      // Byte for byte what was shown.
      expect(JSON.stringify(log.slice(0, seen.length))).toBe(JSON.stringify(seen));
      if (seen.length > 1 && seen.at(-1)?.event.type !== 'run-ended') interrupted++;
    }
  }
  for (const id of specOf.keys()) await expect.poll(() => app.status(id), { timeout: 120_000 }).toBe('finished');
  let entries = 0;
  const undisturbed = new Map<(typeof specs)[number], ReadonlyMap<string, string>>();
  for (const spec of specs) {
    const id = await app.post(spec);
    await expect.poll(() => app.status(id), { timeout: 120_000 }).toBe('finished');
    undisturbed.set(spec, treeOf(await app.log(id)));
  }
  for (const [id, spec] of specOf) {
    const log = await app.log(id);
    entries += log.length;
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
    expect(log.filter(({ event }) => event.type === 'run-ended')).toHaveLength(1);
    const opened = log.flatMap(({ event }) => (event.type === 'node-opened' ? [event.node] : []));
    expect(new Set(opened).size).toBe(opened.length);
    // The same seed on the same models: had anything been generated anew, the trees would differ.
    expect(treeOf(log)).toEqual(undisturbed.get(spec));
  }
  console.log(
    `${killed} kills, ${specOf.size} runs, ${interrupted} times a run was interrupted after showing entries, ${entries} entries in their logs, none lost, none generated twice`,
  );
});

test('a model server is given no keys; one that dies is told, started again, and the searches go on', async ({
  request,
}) => {
  test.setTimeout(180_000);
  const { problems } = (await (await request.get('/api/problems?level=4&limit=20')).json()) as {
    problems: { set?: string }[];
  };
  const { set: _set, ...problem } = problems[5]!;
  await app.start();
  const ids = [
    await app.post({ problem, strategy: 'dvts', config: { n: 128 }, seed: 3 }),
    await app.post({ problem, strategy: 'best-of-n', config: { n: 128 }, seed: 3 }),
  ];
  await new Promise((resolve) => {
    setTimeout(resolve, 400);
  });
  const before = app.modelServer();
  const surroundings = `/proc/${before}/environ`;
  if (existsSync(surroundings)) {
    const given = readFileSync(surroundings, 'latin1');
    expect(given).toContain('PATH=');
    expect(given).not.toContain(keyOfAnother);
  }
  process.kill(before, 'SIGKILL');
  const backends = async () =>
    (
      (await (await fetch(`${app.url}/api/backends?recheck=1`)).json()) as {
        backends: { isReachable: boolean; failure?: { message: string } }[];
      }
    ).backends;
  const told = (await backends())[0]!;
  if (!told.isReachable) expect(told.failure?.message).toMatch(/is restarted|being started again|is starting/);
  for (const id of ids) await expect.poll(() => app.status(id), { timeout: 120_000 }).toBe('finished');
  expect((await backends()).every(({ isReachable }) => isReachable)).toBe(true);
  expect(app.modelServer()).not.toBe(before);
  await app.kill();
});
