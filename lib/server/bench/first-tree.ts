/**
 * The time from an address to the first tree: what somebody waits for who types it into the form, takes what is proposed and
 * starts a search with the usual settings. `npm run bench -- first-tree [address]`; without one, over the bundled model server.
 * The page's own part, and the time to type, are not in it.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { printRatios } from '@/lib/launch/bench/ratios';
import { solutionsOf } from '@/lib/search';
import type { StrategyName } from '@/lib/search';
import { newcomer } from '../testing/first-tree';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const problem = { text: 'Evaluate $6 + 3 \\times 4 - 5$.', answer: '13' };
/** Within which the first search is to be watched. */
const promisedSeconds = 120;
/** The bundled server has several models. */
const bundledModels = { policy: 'policy', verifier: 'prm' } as const;

const [given] = process.argv.slice(2);
const own = given === undefined ? await bundledServer() : undefined;
const url = given ?? own?.url ?? '';
const person = newcomer();
let first: number | undefined;
try {
  const begun = performance.now();
  const seconds = (from: number) => (performance.now() - from) / 1_000;
  const asked = { url, ...(own === undefined ? {} : { model: bundledModels.policy }) };
  const found = await person.look(asked);
  if (found.failure !== undefined) throw new Error(found.failure.message);
  const looked = seconds(begun);
  await person.add(asked, found);
  console.log(`${found.name} (${found.kind}${found.software === undefined ? '' : `, ${found.software}`})`);
  console.log(`  looked at            ${looked.toFixed(2)} s`);
  console.log(`  written down         ${(seconds(begun) - looked).toFixed(2)} s`);
  const judged = own === undefined ? [] : (['beam-search'] as const);
  if (own !== undefined) {
    const { model = url, ...prm } = await person.look({ url, model: bundledModels.verifier });
    await person.add({ url, model }, { ...prm, model, role: 'verifier', kind: 'rlhflow-prm' });
  }
  for (const strategy of ['best-of-n', ...judged] satisfies readonly StrategyName[]) {
    // Chosen by majority where nothing scores.
    const method = judged.length === 0 ? 'majority' : strategy;
    const { state, firstStepMs = 0, endMs } = await person.run({ problem, strategy: method });
    first ??= looked + endMs / 1_000;
    console.log(
      `  ${method.padEnd(20)} first step ${(firstStepMs / 1_000).toFixed(2)} s, tree ${(endMs / 1_000).toFixed(2)} s, ${solutionsOf(state).length} solutions, ${state.nodes.size - 1} nodes`,
    );
  }
  console.log(`  from the address to the first tree: ${(first ?? 0).toFixed(2)} s`);
} finally {
  await person.leave();
  own?.stop();
}
printRatios({ 'first tree to the two minutes': (first ?? NaN) / promisedSeconds });

/** It ends when its input does. */
async function bundledServer(): Promise<{ readonly url: string; stop(): void }> {
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', 'lib/bundled/main.ts', '--port', '0', '--models', 'models', '--workers', '1'],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const line = await new Promise<Buffer>((resolve) => {
    server.stdout.once('data', resolve);
  });
  const { port } = JSON.parse(line.toString()) as { port: number };
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.kill() };
}
