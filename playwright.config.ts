/** Browser tests run the built app with the bundled models, exactly as `npm start` serves it, on a data folder of their own. */
import { defineConfig } from '@playwright/test';

const port = 3417;
/** These only read what ships: nothing that another test lists or counts comes of them, so that they run beside the others. */
const readers = /\/(?:glossary|hall)\.spec\.ts$/;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
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
  projects:
    process.env.LONGTHINK_WEBKIT === undefined
      ? [
          { name: 'pages', testIgnore: readers, workers: 1 },
          { name: 'readers', testMatch: readers, workers: 1 },
        ]
      : // On a machine that has it: no build of it can be had everywhere.
        [{ name: 'webkit', workers: 1, use: { browserName: 'webkit', launchOptions: {} } }],
  webServer: {
    command: 'node lib/launch/start.mjs',
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 12_000 },
    stdout: 'pipe',
    env: { PORT: String(port), LONGTHINK_DATA: 'test-results/data' },
  },
});
