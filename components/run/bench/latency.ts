/**
 * From the moment at which a search looks at a piece of text (it is then made durable and streamed) to the frame that shows
 * it: start the app, then
 * `npm run bench -- latency [address]`. Both clocks are this machine's. Before, text waits for that moment, a beat at most.
 */
import { chromium } from '@playwright/test';
import { printRatios } from '@/lib/launch/bench/ratios';
import { beatsMs } from '@/lib/runs/beat';

const [address = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const executablePath = process.env.LONGTHINK_CHROMIUM;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addInitScript(() => {
  const seen: [at: number, delay: number][] = [];
  Object.assign(window, { seen });
  const Plain = window.EventSource;
  window.EventSource = class extends Plain {
    constructor(url: string | URL, init?: EventSourceInit) {
      super(url, init);
      this.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const entries = JSON.parse(data) as { at: number; event: { type: string } }[];
        const texts = entries.filter(({ event }) => event.type === 'node-text');
        // The page folds in the next frame and paints in it; the one after that begins when it is on the screen.
        if (texts.length > 0)
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              for (const { at } of texts) seen.push([at, Date.now() - at]);
            }),
          );
      });
    }
  };
});
const { problems } = (await (await fetch(`${address}/api/problems?level=4&limit=40`)).json()) as {
  problems: { set?: string }[];
};
await page.goto(address);
const all: number[] = [];
for (let i = 0; i < 5; i++) {
  const { set: _set, ...problem } = problems[i * 5]!;
  const reply = await fetch(`${address}/api/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ problem, strategy: 'dvts', config: { n: 128 }, seed: i }),
  });
  const { runId } = (await reply.json()) as { runId: string };
  await page.goto(`${address}/runs/${runId}`);
  await page.getByTestId('answer').waitFor({ timeout: 60_000 });
  // What had happened before the page was open is no delay.
  const { seen, openAt } = await page.evaluate(() => ({
    seen: (window as unknown as { seen: [number, number][] }).seen,
    openAt: performance.timeOrigin + performance.timing.loadEventEnd - performance.timing.navigationStart,
  }));
  all.push(...seen.filter(([at]) => at > openAt + 200).map(([, delay]) => delay));
}
const sorted = all.toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN;
console.log(`${sorted.length} pieces of text, from the app to the screen: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
await browser.close();
printRatios({ 'delay / beat, p50': at(0.5) / beatsMs.light, 'delay / beat, p95': at(0.95) / beatsMs.light });
