/** Browser tests run the built app with the bundled models, exactly as `npm start` serves it, on a data folder of their own. */
import { defineConfig } from '@playwright/test';

/** Two files at a time, each on an app and a data folder of its worker's own: neither lists or counts what the other starts. */
const ports = [3417, 3419] as const;
const port = ports[process.env.TEST_PARALLEL_INDEX === '1' ? 1 : 0];
const isWebKit = process.env.LONGTHINK_WEBKIT !== undefined;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  fullyParallel: false,
  workers: isWebKit ? 1 : ports.length,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'dark',
    // Writing a trace makes every test a third slower; whoever looks for a fault asks for it with --trace.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.LONGTHINK_CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  // On a machine that has it: no build of it can be had everywhere.
  projects: isWebKit ? [{ name: 'webkit', use: { browserName: 'webkit', launchOptions: {} } }] : [{ name: 'chromium' }],
  // One after the other: the first builds where nothing is built.
  webServer: ports.map((each) => ({
    command: 'node lib/launch/start.mjs',
    url: `http://127.0.0.1:${each}/api/health`,
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 12_000 },
    stdout: 'pipe' as const,
    env: { PORT: String(each), LONGTHINK_DATA: `test-results/data-${each}` },
  })),
});
