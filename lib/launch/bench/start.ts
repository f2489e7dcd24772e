/**
 * From starting a built app to its address, to the verdict on the experiment that ships in the browser of who opens it at once, and
 * to models that answer: `npm run bench -- start`, after one `npm start`. Each time on an empty data folder.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { printRatios, yardstickMs } from './ratios';

const port = '3471';
const address = `http://127.0.0.1:${port}`;
const executablePath = process.env.LONGTHINK_CHROMIUM;
const starts = 5;

interface Start {
  /** From the command, in milliseconds. */
  readonly ready: number;
  readonly well: number;
  /** From the page's being asked for. */
  readonly verdict: number;
}

const times: Start[] = [];
for (let i = 0; i < starts; i++) {
  const time = await start();
  times.push(time);
  console.log(
    `ready after ${time.ready.toFixed(0)} ms, models after ${time.well.toFixed(0)} ms; the verdict ${time.verdict.toFixed(0)} ms after it was asked for`,
  );
}
const yardstick = yardstickMs();
const median = (key: keyof Start) => times.map((time) => time[key]).toSorted((one, other) => one - other)[2]!;
printRatios({
  'ready / yardstick': median('ready') / yardstick,
  'models / yardstick': median('well') / yardstick,
  'the first verdict / yardstick': median('verdict') / yardstick,
});

async function start(): Promise<Start> {
  const data = mkdtempSync(join(tmpdir(), 'longthink-start-'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const began = performance.now();
  const app = spawn(process.execPath, ['lib/launch/start.mjs'], {
    env: { ...process.env, PORT: port, LONGTHINK_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface(app.stdout)) if (line.includes(address)) break;
    app.stdout.resume();
    const ready = performance.now();
    const well = wellAt();
    await page.goto(`${address}/experiments/tiny-math-500`, { waitUntil: 'commit' });
    await page.locator('[data-testid="verdict"] h2').waitFor();
    const seen = performance.now();
    return { ready: ready - began, well: (await well) - began, verdict: seen - ready };
  } finally {
    await browser.close();
    const gone = new Promise((resolve) => app.once('exit', resolve));
    app.kill('SIGTERM');
    await gone;
    rmSync(data, { recursive: true, force: true });
  }
}

async function wellAt(): Promise<number> {
  for (;;) {
    const reply = await fetch(`${address}/api/health`).catch(() => undefined);
    if (reply?.status === 200) return performance.now();
    await sleep(50);
  }
}
