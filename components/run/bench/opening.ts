/**
 * From the address of a run that is over to all of its log on the page: start the app, have a large search run to its end,
 * then `npm run bench -- opening ADDRESS_OF_A_RUN`. Tells wall-clock time to the whole log and to the picture of its tree, the processor
 * time of the page's main thread up to there, which a busy machine changes less, and what of the log went over the wire.
 */
import { chromium } from '@playwright/test';
import { printRatios, yardstickMs } from '@/lib/launch/bench/ratios';

const [address] = process.argv.slice(2);
const executablePath = process.env.LONGTHINK_CHROMIUM;
if (address === undefined) throw new Error('Name the address of a run, e.g. http://127.0.0.1:3000/runs/ID');
const looks = 7;
const log = await fetch(`${address.replace('/runs/', '/api/runs/')}/events`, {
  headers: { accept: 'application/x-ndjson' },
});
const text = await log.text();
const last = text.trimEnd().split('\n').length;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
const session = await context.newCDPSession(page);
const isLog = new Set<string>();
let wire = 0;
await session.send('Network.enable');
session.on('Network.requestWillBeSent', ({ requestId, request }) => {
  if (request.url.includes('/events')) isLog.add(requestId);
});
session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
  if (isLog.has(requestId)) wire += encodedDataLength;
});
interface Look {
  readonly wallMs: number;
  readonly picturedMs: number;
  readonly processorMs: number;
  readonly wire: number;
}
const times: Look[] = [];
/** The picture of a large tree lies on a canvas of its own, which is hidden until a worker has drawn it. */
const isPictured = () => {
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[data-testid=search-tree] canvas')];
  return canvases.length > 0 && canvases.at(-1)!.style.visibility !== 'hidden';
};
for (let look = 0; look < looks; look++) {
  await page.goto('about:blank');
  wire = 0;
  await session.send('Performance.disable');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator(`[data-testid=run][data-end="${last}"]`).waitFor();
  // Entries show in the frame after the one that took them in.
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  const wallMs = await page.evaluate(() => performance.now());
  await page.waitForFunction(isPictured, undefined, { polling: 'raf' });
  const picturedMs = await page.evaluate(() => performance.now());
  const { metrics } = await session.send('Performance.getMetrics');
  const processorMs = 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  times.push({ wallMs, picturedMs, processorMs, wire });
}
const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
// The first look fetches the page's scripts; a reader does so once.
const later = times.slice(1);
const processorMs = median(later.map((each) => each.processorMs));
const wireBytes = median(later.map((each) => each.wire));
console.log(
  `${last} entries, ${text.length} bytes: ${wireBytes} bytes over the wire, ` +
    `${median(later.map(({ wallMs }) => wallMs)).toFixed(0)} ms to all of it, ` +
    `${median(later.map(({ picturedMs }) => picturedMs)).toFixed(0)} to its picture (medians of ${later.length}), ` +
    `of them ${processorMs.toFixed(0)} ms of the main thread’s processor time`,
);
const yardstick = await page.evaluate(yardstickMs);
await browser.close();
printRatios({
  'bytes over the wire / bytes of the log': wireBytes / text.length,
  'processor time / yardstick': processorMs / yardstick,
});
