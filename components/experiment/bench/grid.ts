/**
 * Frames of the grid of problems by methods while it scrolls: start the app, then
 * `npm run bench -- grid ADDRESS_OF_AN_EXPERIMENT`. Eight lines are shown, or as many as there are. Tells the distances of
 * animation frames, and the processor time of the main thread for each, which a busy machine changes less.
 */
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { curvesSchema } from '@/lib/experiments/report/curve-model';
import { printRatios } from '@/lib/launch/bench/ratios';

const [address] = process.argv.slice(2);
if (address === undefined)
  throw new Error('Name the address of an experiment, e.g. http://127.0.0.1:3000/experiments/ID');
const methods = 8;
const framesEach = 180;
/** One picture of a screen. */
const screenMs = 1_000 / 60;
/** Pixels a frame: a slow wheel, a fast one, and a thumb that is dragged, of which every row is new. */
const speeds = { slow: 12, fast: 120, dragged: 600 } as const;

const { origin, pathname } = new URL(address);
const reply = await fetch(`${origin}/api${pathname}/curves`);
const { series } = curvesSchema.parse(await reply.json());
const lines = series.filter(({ points }) => points.length > 0).slice(0, methods);
const query = new URLSearchParams([['grid', 'set'], ...lines.map(({ id }) => ['show', id])]);

const executablePath = process.env.LONGTHINK_CHROMIUM;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
// The compiler that runs this script wraps functions in a helper of its own, which the page does not have.
await page.addInitScript('globalThis.__name = (value) => value');
await page.goto(`${origin}${pathname}?${query}`);
const grid = page.getByRole('grid', { name: 'Problems by methods' });
await grid.scrollIntoViewIfNeeded();
await page.waitForLoadState('networkidle');
console.log(
  `${Number(await grid.getAttribute('aria-rowcount')) - 1} problems, ${Number(await grid.getAttribute('aria-colcount')) - 1} columns`,
);
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable', { timeDomain: 'threadTicks' });
const ratios: Record<string, number> = {};
for (const [name, pixels] of Object.entries(speeds)) {
  const before = await taskMs(session);
  const times = await scrolled(page, pixels);
  const processorMs = ((await taskMs(session)) - before) / times.length;
  const at = (share: number) => times.toSorted((one, other) => one - other)[Math.floor(share * times.length)]!;
  console.log(
    `${name}, ${pixels} px a frame: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, ${processorMs.toFixed(1)} ms of the main thread’s processor time a frame`,
  );
  ratios[`${name}, p95 of a frame / screen`] = at(0.95) / screenMs;
  ratios[`${name}, processor time of a frame / screen`] = processorMs / screenMs;
}
await browser.close();
printRatios(ratios);

/** Distances of frames in milliseconds, while the grid goes down and up again. */
function scrolled(of: Page, pixels: number): Promise<readonly number[]> {
  return of.evaluate(
    async ({ step, count }) => {
      const box = document.querySelector('[role=grid]')!;
      const times: number[] = [];
      let direction = 1;
      let last = performance.now();
      box.scrollTop = 0;
      while (times.length < count) {
        const now = await new Promise<number>((resolve) => {
          requestAnimationFrame(resolve);
        });
        times.push(now - last);
        last = now;
        if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) direction = -1;
        if (box.scrollTop <= 0) direction = 1;
        box.scrollTop += direction * step;
      }
      return times.slice(1);
    },
    { step: pixels, count: framesEach + 1 },
  );
}

async function taskMs(of: CDPSession): Promise<number> {
  const { metrics } = await of.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}
