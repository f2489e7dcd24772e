/** Which scripts a policy names: those that stand in the pages of a build, as the browser reads them. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { scriptsOfBuild } from './page-scripts';

const named = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

it('all that stand in pages are named once, files are not', () => {
  const root = mkdtempSync(join(tmpdir(), 'longthink-pages-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  expect(scriptsOfBuild(root)).toEqual([]);
  const pages = join(root, '.next', 'server', 'app');
  mkdirSync(join(pages, 'runs'), { recursive: true });
  const first = '<script>first()</script><script async="" src="/a.js"></script>';
  writeFileSync(join(pages, 'index.html'), `${first}<body><script id="x">say("é <b>")\nagain()</script>`);
  writeFileSync(join(pages, 'runs', 'new.html'), `${first}<script>other()</script>`);
  writeFileSync(join(pages, 'index.js'), '<script>none()</script>');
  expect(new Set(scriptsOfBuild(root))).toEqual(
    new Set(['first()', 'say("é <b>")\nagain()', 'other()'].map((script) => named(script))),
  );
  expect(scriptsOfBuild(root)).toHaveLength(3);
});
