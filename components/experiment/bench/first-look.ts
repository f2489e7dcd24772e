/**
 * From the click on a link to the sentence of the verdict, and to curves that answer to the pointer: start the app, then
 * `npm run bench -- first-look ADDRESS_OF_AN_EXPERIMENT`. Tells wall-clock time and the processor time
 * of the page's main thread, which a busy machine changes less.
 */
import { chromium } from '@playwright/test';
import { printRatios, yardstickMs } from '@/lib/launch/bench/ratios';

const [address] = process.argv.slice(2);
const executablePath = process.env.LONGTHINK_CHROMIUM;
if (address === undefined)
  throw new Error('Name the address of an experiment, e.g. http://127.0.0.1:3000/experiments/ID');
const looks = 9;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
const session = await context.newCDPSession(page);
// The compiler that runs this script wraps functions in a helper of its own, which the page does not have.
await page.addInitScript('globalThis.__name = (value) => value');
// The page tells by itself when the sentence was first painted: whoever asks it from outside waits for its scripts.
await page.addInitScript(() => {
  const look = () => {
    if (document.querySelector('[data-testid="verdict"] h2') === null) requestAnimationFrame(look);
    // In the frame after the one that had it.
    else requestAnimationFrame(() => performance.mark('sentence'));
  };
  if (window.location.protocol.startsWith('http')) requestAnimationFrame(look);
});
const times: { readonly sentenceMs: number; readonly wallMs: number; readonly processorMs: number }[] = [];
for (let look = 0; look < looks; look++) {
  await page.goto('about:blank');
  await session.send('Performance.disable');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address, { waitUntil: 'commit' });
  const mark = page.getByTestId('accuracy').locator('[data-point]').last();
  await mark.waitFor();
  await mark.dispatchEvent('focusin');
  await page.getByTestId('tip').waitFor();
  const wallMs = await page.evaluate(() => performance.now());
  const sentenceMs = await page.evaluate(() => performance.getEntriesByName('sentence')[0]!.startTime);
  const { metrics } = await session.send('Performance.getMetrics');
  times.push({
    sentenceMs,
    wallMs,
    processorMs: 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0),
  });
}
const median = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
// The first look fetches the page's scripts; a reader does so once.
const [first, ...later] = times;
const sentenceMs = median(later.map((each) => each.sentenceMs));
const wallMs = median(later.map((each) => each.wallMs));
const processorMs = median(later.map((each) => each.processorMs));
console.log(
  `first: the sentence after ${first!.sentenceMs.toFixed(0)} ms, curves after ${first!.wallMs.toFixed(0)} ms; then ${later.length} times, median: the sentence after ${sentenceMs.toFixed(0)} ms, curves after ${wallMs.toFixed(0)} ms, of them ${processorMs.toFixed(0)} ms of the main thread’s processor time`,
);
const yardstick = await page.evaluate(yardstickMs);
await browser.close();
printRatios({
  'the sentence / yardstick': sentenceMs / yardstick,
  'processor time of a look / yardstick': processorMs / yardstick,
});
