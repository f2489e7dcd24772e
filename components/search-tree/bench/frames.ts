/**
 * Frame times of the tree in a real browser, on the page that opens recorded runs: start the app, then
 * `npm run bench -- frames [address]`. Simulated beam searches of about 500, 2,500 and 10,000 nodes.
 * A frame time is the distance of two animation frames on the main thread; large trees are drawn in a worker beside it.
 */
import { chromium, type Page } from '@playwright/test';
import { printRatios } from '@/lib/launch/bench/ratios';
import { simulateLog } from '@/lib/tree/testing/simulate-log';

const [address = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const executablePath = process.env.LONGTHINK_CHROMIUM;
/** One picture of a screen. */
const screenMs = 1_000 / 60;
const ratios: Record<string, number> = {};
const sizes = [
  { n: 16, steps: 31 },
  { n: 64, steps: 39 },
  { n: 256, steps: 39 },
] as const;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
for (const { n, steps } of sizes) {
  const entries = simulateLog({ strategy: 'beam-search', n, steps, seed: 1, pieces: 1 });
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  // The compiler that runs this script wraps functions in a helper of its own, which the page does not have.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.goto(`${address}/replay`);
  await page.setInputFiles('input[type=file]', {
    name: 'run.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(entries.map((entry) => JSON.stringify(entry)).join('\n')),
  });
  await page.waitForFunction(
    (end) => document.querySelector('[data-testid=run]')?.getAttribute('data-end') === String(end),
    entries.length,
    { timeout: 120_000 },
  );
  // What is over opens folded; measured is the whole tree.
  if ((await page.getByTestId('search-tree').getAttribute('data-bundles')) !== '0') await page.keyboard.press('x');
  await page.waitForTimeout(800);
  const nodes = await page.getByTestId('search-tree').getAttribute('data-nodes');
  const results: string[] = [];
  const measure = async (name: string, act: () => Promise<void>) => {
    const { p50, p95 } = await frames(page, act);
    results.push(`${name} ${Math.round(p50)}/${Math.round(p95)} ms`);
    ratios[`n = ${n}, ${name}, p95 / screen`] = p95 / screenMs;
  };
  await measure('overview pan', () => pan(page));
  await measure('zoom', () => zoom(page));
  await measure('detail pan', () => pan(page));
  await page.keyboard.press('0');
  await page.waitForTimeout(600);
  await page.getByLabel('Replay speed').selectOption('25');
  await page.getByRole('button', { name: 'To the start' }).click();
  await measure('growth while playing', async () => {
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForTimeout(2_500);
  });
  console.log(`${nodes} nodes: ${results.join('; ')}`);
  await page.close();
}
await browser.close();
printRatios(ratios);

/** p50 and p95 of the frames during `act`, in milliseconds. */
async function frames(page: Page, act: () => Promise<void>): Promise<{ p50: number; p95: number }> {
  await page.evaluate(() => {
    const times: number[] = [];
    let before = performance.now();
    const tick = (now: number) => {
      times.push(now - before);
      before = now;
      handle = requestAnimationFrame(tick);
    };
    let handle = requestAnimationFrame(tick);
    Object.assign(window, {
      stopFrames: () => {
        cancelAnimationFrame(handle);
        return times.slice(1);
      },
    });
  });
  await act();
  const times = await page.evaluate(() => (window as unknown as { stopFrames: () => number[] }).stopFrames());
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

async function pan(page: Page): Promise<void> {
  await page.mouse.move(600, 450);
  await page.mouse.down();
  for (let i = 1; i <= 90; i++) await page.mouse.move(600 + 220 * Math.sin(i / 9), 450 + 120 * Math.cos(i / 7));
  await page.mouse.up();
}

async function zoom(page: Page): Promise<void> {
  await page.mouse.move(500, 400);
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, -40);
}
