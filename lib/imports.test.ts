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
  /** Rooms this one may import: files of its own subsystem, the face of another. */
  readonly rooms: readonly string[];
  /** Packages; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
  /** A pure room sees no clock, no Math.random, no fetch, no process. */
  readonly isPure?: true;
}

const core = ['base', 'answers', 'words', 'search'];
/** What crosses HTTP, and the models that pages and statistics share: one file each, for server and browser. */
const shapes = [
  'runs/wire',
  'problems/wire',
  'backends/status',
  'experiments/model',
  'experiments/report/curve-model',
  'experiments/report/verdict-model',
  'experiments/map/wire',
  'experiments/wire',
  'verifier-lab/wire',
  'server/wire',
];
const browser = ['base', 'words', 'search', 'lessons', 'tree', 'metrics', 'race', ...shapes, 'client'];
const parts = ['components/ui', 'components/math', 'components/app'];
/** Charts by what they show, and the frame that a figure of a paper has. */
const charts = [
  'components/charts',
  'components/charts/line',
  'components/charts/heat',
  'components/charts/shares',
  'components/charts/figure',
];
const pagePackages = ['react', 'next', 'zod', '@tanstack/react-query'];
const wireToServers = [
  'backends/config',
  'backends/http',
  'backends/admission',
  'backends/server-habits',
  'backends/context',
  'backends/tell-habits',
];

/** A page under `components`: it draws with the shared parts, and knows no other page. */
function page(...rooms: readonly string[]): Room {
  return { rooms: [...browser, ...parts, ...rooms], packages: pagePackages };
}

/** A panel beside the tree: it draws with what all panels share. */
function panel(...rooms: readonly string[]): Room {
  return page('components/strategies', 'components/run/playback', 'components/run/inspector', ...rooms);
}

const house: Readonly<Record<string, Room>> = {
  base: { rooms: [], packages: ['zod'] },

  answers: {
    rooms: ['base', 'answers/tree', 'answers/compare', 'answers/find'],
    packages: [],
    isPure: true,
  },
  'answers/numbers': { rooms: ['base'], packages: [], isPure: true },
  'answers/tree': { rooms: ['base', 'answers/numbers'], packages: [], isPure: true },
  'answers/read': { rooms: ['base', 'answers/numbers', 'answers/tree'], packages: [], isPure: true },
  'answers/values': {
    rooms: ['base', 'answers/numbers', 'answers/tree', 'answers/read'],
    packages: [],
    isPure: true,
  },
  'answers/compare': {
    rooms: ['base', 'answers/numbers', 'answers/tree', 'answers/read', 'answers/values'],
    packages: [],
    isPure: true,
  },
  'answers/find': { rooms: ['base'], packages: [], isPure: true },
  'answers/testing': { rooms: ['answers'], packages: [] },

  'search/shapes': { rooms: ['base'], packages: ['zod'], isPure: true },
  'search/strategies': { rooms: ['base', 'words', 'search/shapes'], packages: ['zod'], isPure: true },
  'search/log': { rooms: ['base', 'answers', 'search/shapes', 'search/strategies'], packages: ['zod'], isPure: true },
  'search/choose': {
    rooms: ['base', 'answers', 'search/shapes', 'search/strategies', 'search/log'],
    packages: [],
    isPure: true,
  },
  'search/engine': {
    rooms: ['base', 'search/shapes', 'search/strategies', 'search/log', 'search/choose'],
    packages: [],
    isPure: true,
  },
  'search/hindsight': {
    rooms: ['base', 'words', 'search/shapes', 'search/strategies', 'search/log', 'search/choose', 'search/engine'],
    packages: [],
    isPure: true,
  },
  // Its face, and what is tested of it as a whole.
  search: {
    rooms: ['search/shapes', 'search/strategies', 'search/log', 'search/choose', 'search/engine', 'search/hindsight'],
    packages: [],
    isPure: true,
  },

  words: { rooms: [], packages: ['zod'], isPure: true },
  lessons: { rooms: ['search', 'words'], packages: ['zod'], isPure: true },

  'runs/wire': { rooms: core, packages: ['zod'], isPure: true },
  'runs/parse-entries': { rooms: [...core, 'runs/wire'], packages: ['zod'], isPure: true },
  'runs/log-columns': { rooms: [...core, 'runs/wire'], packages: ['zod'], isPure: true },
  'runs/log-lines': { rooms: [...core, 'runs/wire', 'runs/parse-entries'], packages: [] },
  'runs/work-time': { rooms: core, packages: [], isPure: true },
  tree: { rooms: [...core, 'runs/wire', 'runs/work-time'], packages: [], isPure: true },
  metrics: { rooms: core, packages: [], isPure: true },
  race: { rooms: [...core, 'runs/wire', 'runs/work-time', 'tree', 'metrics'], packages: [], isPure: true },
  runs: {
    rooms: [...core, 'runs/wire', 'runs/parse-entries', 'runs/log-columns', 'runs/log-lines', 'runs/work-time'],
    packages: ['node:', 'zod'],
  },

  'backends/status': { rooms: core, packages: ['zod'], isPure: true },
  'backends/shares': { rooms: [], packages: [], isPure: true },
  'backends/config': { rooms: core, packages: ['@huggingface/jinja'] },
  'backends/http': { rooms: [...core, 'backends/config'], packages: ['node:', 'zod', 'undici', 'eventsource-parser'] },
  'backends/admission': { rooms: [...core, 'backends/config', 'backends/http', 'backends/shares'], packages: [] },
  'backends/server-habits': { rooms: ['backends/config', 'backends/http'], packages: [] },
  'backends/context': { rooms: ['backends/http', 'backends/admission', 'backends/server-habits'], packages: [] },
  'backends/tell-habits': {
    rooms: [...core, 'backends/config', 'backends/http', 'backends/server-habits', 'backends/context'],
    packages: [],
  },
  'backends/policy': { rooms: [...core, ...wireToServers], packages: ['node:', 'zod'] },
  'backends/verifiers': { rooms: [...core, ...wireToServers, 'backends/policy'], packages: ['node:', 'zod'] },
  'backends/reading': { rooms: [...core, 'backends/config', 'backends/verifiers'], packages: ['zod'] },
  'backends/replicas': { rooms: [...core, ...wireToServers], packages: [] },
  'backends/create': {
    rooms: [...core, ...wireToServers, 'backends/policy', 'backends/verifiers', 'backends/replicas'],
    packages: [],
  },
  'backends/check': {
    rooms: [
      ...core,
      ...wireToServers,
      'backends/policy',
      'backends/verifiers',
      'backends/reading',
      'backends/create',
      'backends/status',
    ],
    packages: ['zod'],
  },
  backends: {
    rooms: [...core, ...wireToServers, 'backends/reading', 'backends/create', 'backends/check'],
    packages: [],
  },

  'problems/wire': { rooms: core, packages: ['zod'], isPure: true },
  'problems/row': { rooms: core, packages: [], isPure: true },
  problems: {
    rooms: [...core, 'problems/wire', 'problems/row'],
    packages: ['node:', 'zod', 'csv-parse', '@streamparser/json', 'hyparquet', 'fzstd'],
  },

  'experiments/model': { rooms: core, packages: ['zod'], isPure: true },
  'experiments/report/curve-model': { rooms: [...core, 'experiments/model'], packages: ['zod'], isPure: true },
  'experiments/wire': { rooms: [...core, 'experiments/model'], packages: ['zod'], isPure: true },
  'experiments/report/verdict-model': {
    rooms: [...core, 'experiments/model', 'experiments/report/curve-model'],
    packages: ['zod'],
    isPure: true,
  },
  'experiments/report': {
    rooms: [
      ...core,
      'metrics',
      'experiments/model',
      'experiments/report/curve-model',
      'experiments/report/verdict-model',
    ],
    packages: ['zod'],
    isPure: true,
  },
  'experiments/map/wire': { rooms: [...core, 'experiments/model'], packages: ['zod'], isPure: true },
  'experiments/map': {
    rooms: [...core, 'metrics', 'experiments/model', 'experiments/report'],
    packages: ['zod'],
    isPure: true,
  },
  'experiments/import': { rooms: [...core, 'experiments/model', 'problems/row'], packages: ['zod'], isPure: true },
  experiments: {
    rooms: [...core, 'runs/wire', 'experiments/model', 'experiments/report/curve-model', 'experiments/wire'],
    packages: ['zod'],
    isPure: true,
  },

  'verifier-lab/wire': { rooms: [...core, 'experiments/model'], packages: ['zod'], isPure: true },
  'verifier-lab': {
    rooms: [...core, 'metrics', 'experiments/model', 'experiments/report', 'verifier-lab/wire'],
    packages: [],
    isPure: true,
  },

  'store/database': {
    rooms: ['base', 'search', 'runs'],
    packages: ['node:', 'kysely', 'pg', '@photostructure/sqlite'],
  },
  'store/rows': {
    rooms: [
      'base',
      'search',
      'runs',
      'experiments/model',
      'experiments/wire',
      'experiments/import',
      'experiments',
      'store/database',
    ],
    packages: ['node:', 'kysely', 'zod'],
  },
  store: {
    rooms: [
      ...core,
      'store/database',
      'store/rows',
      'runs/wire',
      'runs',
      'experiments/model',
      'experiments/wire',
      'experiments',
      'problems/wire',
      'problems',
      'backends/shares',
    ],
    packages: ['node:', 'zod', 'kysely', '@photostructure/sqlite', 'pg', 'pg-boss'],
  },

  saved: {
    rooms: [
      ...core,
      'lessons',
      'runs/wire',
      'experiments/model',
      'experiments/wire',
      'experiments/report/curve-model',
      'experiments/report/verdict-model',
    ],
    packages: ['zod'],
  },

  'server/wire': { rooms: ['words'], packages: ['zod'], isPure: true },
  'server/side-work': { rooms: ['base'], packages: ['node:'] },
  'server/settings': { rooms: ['base', 'backends', 'problems'], packages: ['node:', 'zod'] },
  'server/http': {
    rooms: [...core, 'runs', 'runs/wire', 'backends', 'server/wire', 'server/settings'],
    packages: ['node:', 'zod'],
  },
  'server/door': { rooms: ['words', 'server/settings', 'server/http'], packages: ['node:', 'zod'] },
  'server/models': {
    rooms: [...core, 'runs', 'backends', 'backends/status', 'server/settings', 'server/http'],
    packages: ['node:'],
  },
  'server/problems': {
    rooms: [
      ...core,
      'experiments',
      'experiments/model',
      'problems',
      'problems/wire',
      'server/settings',
      'server/http',
      'server/imports',
    ],
    packages: ['node:', 'zod'],
  },
  'server/imports': {
    rooms: [
      ...core,
      'runs',
      'runs/log-lines',
      'problems',
      'experiments/model',
      'experiments/import',
      'server/side-work',
      'server/http',
    ],
    packages: ['node:', 'zod', 'tsx'],
  },
  'server/maps': { rooms: [...core, 'experiments/map/wire', 'server/http'], packages: ['node:', 'zod'] },
  'server/runs': {
    rooms: [
      ...core,
      'runs',
      'runs/wire',
      'runs/log-lines',
      'backends',
      'server/http',
      'server/models',
      'server/imports',
      'server/maps',
    ],
    packages: ['node:', 'zod'],
  },
  'server/experiments': {
    rooms: [
      ...core,
      'runs',
      'store',
      'experiments',
      'experiments/model',
      'experiments/wire',
      'experiments/report',
      'experiments/report/curve-model',
      'experiments/report/verdict-model',
      'experiments/import',
      'server/side-work',
      'server/http',
      'server/models',
      'server/problems',
      'server/imports',
      'server/maps',
      'server/runs',
    ],
    packages: ['node:', 'zod', 'tsx'],
  },
  'server/saved': { rooms: [...core, 'runs', 'runs/wire', 'saved', 'server/http'], packages: ['node:'] },
  'server/verifier-lab': {
    rooms: [
      ...core,
      'runs',
      'experiments',
      'experiments/model',
      'experiments/wire',
      'verifier-lab',
      'verifier-lab/wire',
      'server/side-work',
      'server/http',
      'server/models',
      'server/experiments',
    ],
    packages: ['node:', 'tsx'],
  },
  server: {
    rooms: [
      ...core,
      'runs',
      'store',
      'backends',
      'problems',
      'experiments/report',
      'server/settings',
      'server/http',
      'server/door',
      'server/models',
      'server/problems',
      'server/imports',
      'server/maps',
      'server/runs',
      'server/experiments',
      'server/saved',
      'server/verifier-lab',
    ],
    packages: ['node:', 'zod', 'next'],
  },

  'commands/experiment': {
    rooms: [
      'base',
      'search',
      'experiments',
      'experiments/model',
      'experiments/report/curve-model',
      'experiments/wire',
      'server',
    ],
    packages: ['node:', 'zod'],
  },
  'commands/map': {
    rooms: ['base', 'search', 'experiments/map', 'experiments/map/wire', 'experiments/model', 'server'],
    packages: ['node:', 'zod'],
  },
  'commands/models': { rooms: [], packages: ['node:'] },
  'commands/lessons': {
    rooms: [
      ...core,
      'lessons',
      'runs/wire',
      'backends',
      'experiments',
      'experiments/map/wire',
      'server',
      'commands/models',
    ],
    packages: ['node:', 'zod'],
  },
  'commands/worker': { rooms: ['runs', 'server'], packages: ['node:'] },
  'commands/database': { rooms: ['server'], packages: ['node:'] },
  'commands/gates': {
    rooms: [
      ...core,
      'metrics',
      'backends',
      'experiments',
      'experiments/model',
      'experiments/report',
      'server',
      'commands/models',
    ],
    packages: ['node:', 'zod', 'd3'],
  },

  'app/api': { rooms: ['server', ...shapes], packages: ['node:', 'next', 'zod'] },
  client: {
    rooms: [
      'base',
      'words',
      'search',
      'lessons',
      'tree',
      'metrics',
      'race',
      ...shapes,
      'runs/parse-entries',
      'runs/log-columns',
      'runs/log-lines',
      'saved',
    ],
    packages: ['zod', 'react', '@tanstack/react-query'],
  },

  'components/ui': { rooms: ['base', 'words'], packages: ['react', 'react-dom', 'next', 'd3'] },
  'components/math': { rooms: ['base', 'words', 'components/ui'], packages: ['react', 'katex'] },
  'components/charts': { rooms: ['base', 'words', 'components/ui'], packages: ['react', 'd3'] },
  'components/charts/figure': {
    rooms: ['base', 'words', 'components/ui', 'components/charts'],
    packages: ['react', 'react-dom', 'd3'],
  },
  'components/charts/line': {
    rooms: ['base', 'words', 'components/ui', 'components/charts', 'components/charts/figure'],
    packages: ['react', 'd3'],
  },
  'components/charts/heat': {
    rooms: [
      'base',
      'words',
      'components/ui',
      'components/charts',
      'components/charts/figure',
      'components/charts/line',
    ],
    packages: ['react', 'd3'],
  },
  'components/charts/shares': {
    rooms: ['base', 'words', 'components/ui', 'components/charts'],
    packages: ['react', 'd3'],
  },
  'components/search-tree': { rooms: [...browser, 'components/ui', 'components/math'], packages: ['react', 'd3'] },
  'components/app': { rooms: [...browser, 'components/ui'], packages: pagePackages },
  'components/strategies': { rooms: [...browser, ...parts, ...charts], packages: ['react'] },

  'components/backends': page(),
  'components/glossary': page('components/strategies'),
  'components/runs': page('components/strategies'),
  'components/verifiers': page('components/strategies', ...charts),
  'components/experiments': page('components/strategies'),
  'components/home': page('components/strategies'),
  'components/new-experiment': page('components/strategies'),
  'components/run': page(
    'components/strategies',
    'components/search-tree',
    'components/run/playback',
    'components/run/inspector',
    'components/run/inspector/account',
    'components/run/inspector/compare',
    'components/run/inspector/decision',
    'components/run/inspector/steer',
    'components/run/inspector/step',
    'components/run/inspector/votes',
    'components/run/predict',
  ),
  'components/run/playback': page('components/strategies'),
  'components/run/predict': page('components/run/playback'),
  'components/run/inspector': page('components/strategies', 'components/run/playback'),
  'components/run/inspector/account': panel(),
  'components/run/inspector/compare': { ...panel(), packages: [...pagePackages, 'diff'] },
  'components/run/inspector/decision': panel(),
  'components/run/inspector/steer': panel(),
  'components/run/inspector/votes': panel(),
  'components/run/inspector/step': panel(
    'components/run/inspector/compare',
    'components/run/inspector/decision',
    'components/run/inspector/steer',
  ),
  'components/run/race': page('components/strategies', 'components/search-tree', 'components/run/playback'),
  'components/run/live': page('components/run', 'components/run/playback', 'components/run/race'),
  'components/run/recorded': page('components/run', 'components/run/playback', 'components/run/race'),
  // The viewer of saved pages is the app’s own pages with nothing behind them.
  'components/saved': {
    rooms: [
      ...browser,
      ...parts,
      'saved',
      'components/run',
      'components/run/playback',
      'components/lessons',
      'components/experiment/curves',
      'components/experiment/view',
      'components/experiment/accuracy',
      'components/experiment/sections',
      'components/experiment/verdict',
    ],
    packages: [...pagePackages, 'react-dom'],
  },
  'components/lessons': page('components/strategies', 'components/run', 'components/run/playback'),
  'components/experiment/curves': { ...page('components/strategies', ...charts) },
  'components/experiment/view': page('components/experiment/curves', ...charts),
  'components/experiment/accuracy': page(...charts, 'components/experiment/curves', 'components/experiment/view'),
  'components/experiment/sections': page(...charts, 'components/experiment/curves', 'components/experiment/view'),
  'components/experiment/grid': page('components/experiment/curves', 'components/experiment/view'),
  'components/experiment/compare': page(...charts, 'components/experiment/curves', 'components/experiment/view'),
  'components/experiment/verdict': page(...charts, 'components/experiment/curves', 'components/experiment/view'),
  'components/experiment': page(
    ...charts,
    'components/experiment/curves',
    'components/experiment/view',
    'components/experiment/accuracy',
    'components/experiment/sections',
    'components/experiment/grid',
    'components/experiment/verdict',
  ),

  app: {
    rooms: [
      ...browser,
      ...parts,
      'components/search-tree',
      'server',
      'components/backends',
      'components/glossary',
      'components/runs',
      'components/verifiers',
      'components/experiments',
      'components/home',
      'components/new-experiment',
      'components/run/live',
      'components/run/race',
      'components/run/recorded',
      'components/lessons',
      'components/experiment',
      'components/experiment/compare',
    ],
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
  launch: { rooms: [], packages: ['node:', 'next', '@playwright/test', 'esbuild', 'postcss', '@tailwindcss/postcss'] },
  instrumentation: { rooms: ['server'], packages: [] },
  // Browser tests and configuration drive the product from outside.
  e2e: {
    rooms: ['base', ...shapes],
    packages: ['node:', '@playwright/test', 'axe-core', 'hyparquet-writer', '@photostructure/sqlite'],
  },
  'e2e/firefox': { rooms: ['lessons', 'runs/wire', 'saved'], packages: ['node:', 'undici', 'zod'] },
};

/** Tests and benchmarks may also use these, and reach for neighbours' testing doubles. */
const testPackages = [
  'node:',
  'hyparquet-writer',
  'vitest',
  'fast-check',
  'zod',
  'react-dom',
  '@playwright/test',
  'esbuild',
];

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

/** `backends/http` is of `backends`; of pages under `components` each is a subsystem. */
function subsystemOf(room: string): string {
  const parts = room.split('/');
  return parts.slice(0, parts[0] === 'components' ? 2 : 1).join('/');
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
  const isRelative = specifier.startsWith('.');
  if (subsystemOf(targetRoom) === subsystemOf(source.room))
    return isRelative ? undefined : `${source.path} imports ${specifier} of its own subsystem by its full path`;
  if (isRelative) return `${source.path} reaches ${specifier} by a relative path across subsystems`;
  const face = `lib/${targetRoom}`;
  const isLib = target.startsWith('lib/');
  return isLib && target !== face ? `${source.path} reaches inside ${targetRoom}: ${specifier}` : undefined;
}

/** A way that leaves the end of `path` and comes back to it, or undefined. `done`: rooms from which none does. */
function circleFrom(path: readonly string[], done: Set<string>): string | undefined {
  const room = path.at(-1)!;
  if (done.has(room)) return undefined;
  for (const next of house[room]?.rooms ?? []) {
    const place = path.indexOf(next);
    const circle = place < 0 ? circleFrom([...path, next], done) : [...path.slice(place), next].join(' → ');
    if (circle !== undefined) return circle;
  }
  done.add(room);
  return undefined;
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

  it('the table has no circle and names no room that is not there', () => {
    const done = new Set<string>();
    const circles = Object.keys(house).flatMap((room) => circleFrom([room], done) ?? []);
    expect(circles).toEqual([]);
    const peopled = new Set(sources.map((source) => source.room));
    expect(Object.keys(house).filter((room) => !peopled.has(room) && room !== 'instrumentation')).toEqual([]);
  });

  it('a new folder is a room of its own, or is named as part of one', () => {
    const parts = [
      'lib',
      'bundled/engine',
      'bundled/http',
      'bundled/model',
      'bundled/schedule',
      'commands/lessons/lessons',
      'components/search-tree/canvas',
      'components/saved/shims',
    ];
    const folders = new Set(sources.map(({ path }) => dirname(path).replace(/^lib\//, '')));
    const unnamed = [...folders].filter(
      (folder) => !/^(?:app|e2e)\b|\/(?:testing|bench)\b/.test(folder) && !(folder in house) && !parts.includes(folder),
    );
    expect(unnamed).toEqual([]);
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

  it('whether a run or an experiment is over is asked in one place each', () => {
    const answering = ['lib/search/shapes/run-status.ts', 'lib/experiments/model.ts'];
    const status = `'(?:running|paused|finished|cancelled|failed)'`;
    const asked = new RegExp(
      String.raw`([\w.?]+) === ${status}\s*\|\|\s*\1 === ${status}|([\w.?]+) !== ${status}\s*&&\s*\2 !== ${status}|\[${status}(?:,\s*${status})+\]\.includes\(`,
      'g',
    );
    const seen = sources
      .filter((source) => !source.isTest && !answering.includes(source.path))
      .flatMap((source) => [...source.text.matchAll(asked)].map(([text]) => `${source.path}: ${text}`));
    expect(seen).toEqual([]);
  });

  it('no test writes what it compares with: a golden that is missing fails', () => {
    const written = /\btoMatch(?:File|Inline)?Snapshot\(|\btoThrowErrorMatching\w*Snapshot\(/;
    const seen = sources.filter(({ isTest, text }) => isTest && written.test(text)).map(({ path }) => path);
    expect(seen).toEqual([]);
  });

  it('what crosses HTTP is in a wire file: no route has a schema of its own, and the browser types no query by hand', () => {
    const seen = sources.filter(
      ({ path, text, isTest }) =>
        !isTest &&
        ((/^(?:app\/api|lib\/server\/http)\//.test(path) && /\bz\.(?:strictObject|object)\(/.test(text)) ||
          (path.startsWith('lib/client/') && /\/api\/[^'`]*[?&]\w+=/.test(text))),
    );
    expect(seen.map(({ path }) => path)).toEqual([]);
  });

  it('keys stand in tables that the list of keys shows; a control alone has some for itself', () => {
    const own = [
      // Controls: tabs after the ARIA pattern, a tip that closes, a field that is kept or put into the address at Enter.
      'components/ui/tabs.tsx',
      'components/ui/explained.tsx',
      'components/app/note-field.tsx',
      'components/app/use-url-form.ts',
      // A dialog: whatever is open has the keys for itself, and says them.
      'components/run/predict/predict-panel.tsx',
      // What another tab has stored is no key of a keyboard.
      'components/ui/language.ts',
    ];
    const asked = /\bevent\.key\s*[!=]==|\[event\.key\]|\.test\(event\.key\)|\bcase 'Arrow/;
    const seen = sources
      .filter(({ path, text, isTest }) => path.startsWith('components/') && !isTest && asked.test(text))
      .map(({ path }) => path);
    expect(seen.sort()).toEqual(own.sort());
  });

  it('lib subsystems export by name only', () => {
    const stars = sources.filter((source) => /^export \*/m.test(source.text)).map((source) => source.path);
    expect(stars).toEqual([]);
  });
});
