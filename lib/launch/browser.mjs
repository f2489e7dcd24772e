// @ts-check
/**
 * Finds a browser for the tests: Playwright's own when it is there or can be downloaded, else a Chromium of the system,
 * else Debian's package when this is a Debian with root rights.
 */
import { existsSync } from 'node:fs';
import { run } from './prepare.mjs';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns {Promise<string>} path of an executable */
export async function findBrowser() {
  const chosen = process.env.LONGTHINK_CHROMIUM;
  if (chosen) return chosen;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  console.log('Getting a browser for the tests …');
  await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], { quiet: true });
  if (existsSync(own)) return own;
  const system = systemBrowsers.find((path) => existsSync(path));
  if (system !== undefined) return system;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    await run('apt-get', ['update', '-qq'], { quiet: true });
    await run('apt-get', ['install', '-y', '-qq', 'chromium'], { quiet: true });
  }
  const found = systemBrowsers.find((path) => existsSync(path));
  if (found !== undefined) return found;
  console.error(
    'No browser for the tests: Playwright could not download one. Install Chromium, or set LONGTHINK_CHROMIUM to its path.',
  );
  process.exit(1);
}
