/** Browser tests run the built app with the bundled models, exactly as `npm start` serves it, on a data folder of their own. */
import { defineConfig } from '@playwright/test';

/**
 * Two halves of about the same length, side by side, each with an app and a data folder of its own: neither lists or counts
 * what the other starts. Files that start a server of their own (`e2e/testing/server.ts`) are in the first: it has one port.
 */
const halves = [
  { name: 'one', port: 3417 },
  { name: 'two', port: 3419 },
] as const;
const ofTwo =
  /\/(?:answers|bundles|clicks|glossary|hall|hall-runs|home|language|lessons|race|replay|saved-page|steer|strategies|why)\.spec\.ts$/;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
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
      ? halves.map(({ name, port }) => ({
          name,
          workers: 1,
          use: { baseURL: `http://127.0.0.1:${port}` },
          ...(name === 'two' ? { testMatch: ofTwo } : { testIgnore: ofTwo }),
        }))
      : // On a machine that has it: no build of it can be had everywhere.
        [
          {
            name: 'webkit',
            workers: 1,
            use: { baseURL: `http://127.0.0.1:${halves[0].port}`, browserName: 'webkit', launchOptions: {} },
          },
        ],
  // One after the other: the first builds where nothing is built.
  webServer: halves.map(({ name, port }) => ({
    command: 'node lib/launch/start.mjs',
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 12_000 },
    stdout: 'pipe' as const,
    env: { PORT: String(port), LONGTHINK_DATA: `test-results/data-${name}` },
  })),
});
