/**
 * The scripts that stand in pages, as a policy names them: those of pages that the build made by their hashes, those of a page
 * that is made for its reader by a number that is used once. Knows where the framework keeps what it built, and no policy.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stands between the tags, where no file is named. */
const standing = /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g;

/** Of all pages together: most of their scripts are the same, and one policy is then that of every page. Without a build none. */
export function scriptsOfBuild(root: string): readonly string[] {
  const folder = join(root, '.next', 'server', 'app');
  if (!existsSync(folder)) return [];
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
  const scripts = pages.flatMap((path) =>
    [...readFileSync(join(folder, path), 'utf8').matchAll(standing)].map(([, script = '']) => script),
  );
  return [...new Set(scripts)].map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
}

/** For one reply; the framework writes the number on every script of the page. */
export function scriptsOfReply(): string {
  return `'nonce-${randomBytes(16).toString('base64')}'`;
}
