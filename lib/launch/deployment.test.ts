/** What containers are made and started from: the files that it names are there, and nothing private goes along. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { heapFlag } from './heap.mjs';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it.each(['Dockerfile', 'compose.yaml', 'README.md'])('%s names files that are there', (file) => {
  const named = [...read(file).matchAll(/(?<![\w/])lib\/[\w/-]+\.(?:mjs|ts)\b/g)].map(([path]) => path);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
});

it('an image holds no data, keys or configuration of the machine that it was made on', () => {
  const left = read('.dockerignore').split('\n');
  expect(left).toEqual(expect.arrayContaining(['data', '.env*', 'keys.env', '*.log', 'longthink.config.json', '.git']));
});

it('the app keeps its tokens over a new container, and every service says whether it is well', () => {
  const services = read('compose.yaml');
  expect(services).toContain('- data:/longthink/data');
  expect(services.match(/^ {4}healthcheck:$/gm)).toHaveLength(3);
  // A password of any characters stands in no address.
  expect(services).not.toMatch(/:\/\/[^\s@]*\$\{/);
});

it('whatever makes searches has the same room for what a token needs', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const command of [scripts.experiment, scripts.worker]) expect(command).toContain(` ${heapFlag} `);
  expect(read('compose.yaml')).toContain(`command: [node, ${heapFlag}, `);
});
