/**
 * The walls of the house: who may import whom, which packages, and who sees no clock and no chance. Deny by default:
 * a folder or package that is not in the table is an error. Reads the sources as text; runs none of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Room {
  /** Rooms whose face this one may import. */
  readonly rooms: readonly string[];
  /** Packages; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
  /** A pure room sees no clock, no Math.random, no fetch, no process. */
  readonly isPure?: true;
}

const core = ['base', 'answers', 'search'];
const server = [
  ...core,
  'runs/wire',
  'runs/log-lines',
  'experiments/wire',
  'experiments/report',
  'experiments/import',
  'tree',
  'metrics',
  'backends',
  'runs',
  'experiments',
  'problems',
  'store',
];
const browser = ['base', 'search', 'tree', 'metrics', 'runs/wire', 'experiments/wire', 'client'];

const house: Readonly<Record<string, Room>> = {
  base: { rooms: [], packages: [] },
  answers: { rooms: ['base'], packages: [], isPure: true },
  search: { rooms: ['base', 'answers'], packages: ['zod'], isPure: true },
  'runs/wire': { rooms: core, packages: ['zod'], isPure: true },
  'runs/log-lines': { rooms: [...core, 'runs/wire', 'runs'], packages: [] },
  tree: { rooms: [...core, 'runs/wire'], packages: [], isPure: true },
  metrics: { rooms: core, packages: [], isPure: true },
  backends: {
    rooms: [...core, 'runs/wire'],
    packages: ['node:', 'zod', 'undici', 'eventsource-parser', '@huggingface/jinja'],
  },
  runs: { rooms: [...core, 'runs/wire', 'runs/log-lines'], packages: ['node:', 'zod'] },
  problems: {
    rooms: [...core, 'experiments/wire'],
    packages: ['node:', 'zod', 'csv-parse', '@streamparser/json', 'hyparquet', 'fzstd'],
  },
  store: {
    rooms: [...core, 'runs/wire', 'runs', 'experiments/wire', 'experiments', 'problems'],
    packages: ['node:', 'zod', 'kysely', 'libsql', 'pg'],
  },
  'experiments/wire': { rooms: core, packages: ['zod'], isPure: true },
  'experiments/report': { rooms: [...core, 'metrics', 'experiments/wire'], packages: ['zod'], isPure: true },
  'experiments/import': { rooms: [...core, 'experiments/wire'], packages: ['zod'], isPure: true },
  experiments: { rooms: [...core, 'runs/wire', 'experiments/wire'], packages: ['zod'], isPure: true },
  'experiments/gates': { rooms: [...core, 'metrics', 'backends'], packages: ['node:', 'zod', 'd3'] },
  server: { rooms: server, packages: ['node:', 'zod', 'next'] },
  headless: { rooms: ['experiments/wire', 'server'], packages: ['node:', 'zod'] },
  'app/api': { rooms: ['server', 'runs/wire', 'experiments/wire'], packages: ['node:', 'next', 'zod'] },
  client: {
    rooms: ['base', 'search', 'tree', 'metrics', 'runs/wire', 'runs/log-lines', 'experiments/wire'],
    packages: ['zod', 'react', '@tanstack/react-query'],
  },
  'components/ui': { rooms: ['base'], packages: ['react', 'next', 'd3'] },
  'components/math': { rooms: ['base'], packages: ['react', 'katex'] },
  'components/charts': { rooms: ['base'], packages: ['react', 'react-dom', 'd3'] },
  'components/search-tree': { rooms: [...browser, 'components/ui', 'components/math'], packages: ['react', 'd3'] },
  components: {
    rooms: [...browser, 'components/ui', 'components/math', 'components/charts', 'components/search-tree'],
    packages: ['react', 'react-dom', 'next', 'd3', 'zod', '@tanstack/react-query'],
  },
  app: {
    rooms: [...browser, 'components', 'components/ui', 'components/math', 'components/search-tree', 'server'],
    packages: ['react', 'react-dom', 'next', 'geist', 'katex'],
  },
  // A server of its own: reached over HTTP like any other.
  bundled: {
    rooms: ['base'],
    packages: [
      'node:',
      'zod',
      'onnxruntime-node',
      'onnxruntime-web',
      'onnxruntime-common',
      '@huggingface/tokenizers',
      '@huggingface/jinja',
      'tsx',
    ],
  },
  launch: { rooms: [], packages: ['node:', '@playwright/test'] },
  instrumentation: { rooms: ['server'], packages: [] },
  // Browser tests and configuration drive the product from outside.
  e2e: {
    rooms: ['base', 'runs/wire'],
    packages: ['node:', '@playwright/test', '@axe-core/playwright', 'hyparquet-writer'],
  },
};

/** Tests and benchmarks may also use these, and reach for neighbours' testing doubles. */
const testPackages = ['node:', 'hyparquet-writer', 'vitest', 'fast-check', 'zod', '@playwright/test', 'esbuild'];

interface Source {
  readonly path: string;
  readonly room: string;
  readonly isTest: boolean;
  readonly text: string;
}

function sourcesUnder(folder: string): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesUnder(path);
    if (!/\.(tsx?|mjs)$/.test(entry.name)) return [];
    const isTest = /\.(test|bench)\.(tsx?|mjs)$|\/testing\/|\/bench\//.test(path) || path.endsWith('/bench.ts');
    return [{ path, room: roomOf(path), isTest, text: readFileSync(join(root, path), 'utf8') }];
  });
}

/** The longest name in the table that the path lies under. */
function roomOf(path: string): string {
  const inside = path.replace(/^lib\//, '').replace(/\.(tsx?|mjs)$/, '');
  const rooms = Object.keys(house).filter((room) => inside === room || inside.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? `unknown (${path})`;
}

function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const pattern =
    /(?:^|[;\n])\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return [...code.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What is wrong with one import, or undefined. */
function complaint(source: Source, specifier: string): string | undefined {
  const room = house[source.room];
  if (room === undefined) return `${source.path} is in no room of the table`;
  const isInside = specifier.startsWith('.') || specifier.startsWith('@/');
  if (!isInside) {
    const name = packageOf(specifier);
    const isAllowed = room.packages.includes(name) || (source.isTest && testPackages.includes(name));
    return isAllowed ? undefined : `${source.path} imports the package ${specifier}`;
  }
  const target = specifier.startsWith('@/')
    ? specifier.slice(2)
    : relative(root, resolve(root, dirname(source.path), specifier));
  const targetRoom = roomOf(target);
  if (targetRoom === source.room) return undefined;
  if (!room.rooms.includes(targetRoom) && !source.isTest)
    return `${source.path} (${source.room}) imports ${specifier} (${targetRoom})`;
  if (source.isTest) return undefined;
  if (!specifier.startsWith('@/')) return `${source.path} reaches ${specifier} by a relative path across rooms`;
  const face = `lib/${targetRoom}`;
  const isLib = target.startsWith('lib/');
  return isLib && target !== face ? `${source.path} reaches inside ${targetRoom}: ${specifier}` : undefined;
}

const sources = ['lib', 'app', 'components', 'e2e']
  .flatMap(sourcesUnder)
  .filter((source) => source.path !== 'lib/imports.test.ts');

describe('the walls of the house', () => {
  it('every import is in the table', () => {
    const complaints = sources.flatMap((source) =>
      importsOf(source.text).flatMap((specifier) => complaint(source, specifier) ?? []),
    );
    expect(complaints).toEqual([]);
  });

  it('pure rooms see no clock, no chance, no network and no process', () => {
    const impure = /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bfetch\(|\bprocess\.|\bsetTimeout\b|\bperformance\./;
    const seen = sources
      .filter((source) => house[source.room]?.isPure === true && !source.isTest)
      .flatMap((source) =>
        source.text
          .split('\n')
          .flatMap((line, i) =>
            impure.test(line.replace(/\/\/.*|^\s*\*.*/, '')) ? `${source.path}:${i + 1} ${line.trim()}` : [],
          ),
      );
    expect(seen).toEqual([]);
  });

  it('lib subsystems export by name only', () => {
    const stars = sources.filter((source) => /^export \*/m.test(source.text)).map((source) => source.path);
    expect(stars).toEqual([]);
  });
});
