/** Maps of both folders, and how they come into what is searched. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readBackends } from '@/lib/backends';
import { mapListSchema, type MapFile } from '@/lib/experiments/map/wire';
import { loadRun } from '@/lib/runs';
import type { CreateRunRequest } from '@/lib/runs/wire';
import { searchConfigSchema } from '@/lib/search';
import { specOf } from '../runs/create-run';
import { toyGrid, toyHouse } from '../testing/toy-experiments';
import { mappedConfig } from './mapped-config';
import { StrategyMaps } from './strategy-maps';

const folder = mkdtempSync(join(tmpdir(), 'longthink-maps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [shipped, own] = [join(folder, 'shipped'), join(folder, 'own')];

function fileOf(name: string, madeFrom: string, policy = 'toy'): MapFile {
  const methods = [{ budget: 4, strategy: 'best-of-n', n: 4, settings: {} }];
  return {
    type: 'strategy-map',
    version: 1,
    policy,
    verifier: 'toy',
    map: { name, madeFrom, estimate: 'score-and-agreement', share: 4, bins: [{ upTo: 1, methods }] },
    worth: [],
  };
}
for (const [place, name, file] of [
  [shipped, 'one', fileOf('one', 'as it ships')],
  [shipped, 'other', fileOf('other', 'as it ships', 'another')],
  [own, 'mine', fileOf('one', 'our own')],
] as const) {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, `${name}.json`), JSON.stringify(file));
}
const reports: string[] = [];
const maps = new StrategyMaps({ shipped, own, report: (message) => reports.push(message) });

describe('strategy maps', () => {
  it('are those of both folders, one’s own in the place of one that ships under the same name', async () => {
    expect((await maps.list()).map(({ map, origin }) => [map.name, map.madeFrom, origin])).toEqual([
      ['one', 'our own', 'own'],
      ['other', 'as it ships', 'shipped'],
    ]);
    expect(await new StrategyMaps({ shipped: join(folder, 'none'), own: '', report: () => undefined }).list()).toEqual(
      [],
    );
  });

  it('are listed in the shape that crosses HTTP, those that ship among them', async () => {
    const withApp = fileURLToPath(new URL('../../../public/maps', import.meta.url));
    const listed = { maps: await new StrategyMaps({ shipped: withApp, own, report: () => undefined }).list() };
    expect(listed.maps.length).toBeGreaterThan(1);
    expect(mapListSchema.parse(listed)).toEqual(listed);
  });

  it('are found by name and by models; a name that is none is refused with those there are', async () => {
    expect((await maps.named('other', 'map')).name).toBe('other');
    await expect(maps.named('no such', 'map')).rejects.toMatchObject({
      code: 'bad-request',
      message: 'The body: map: there is no strategy map “no such”; there are “one”, “other”.',
    });
    expect((await maps.madeWith('another', 'toy'))?.name).toBe('other');
    expect(await maps.madeWith('another', 'prm')).toBeUndefined();
  });

  it('that cannot be read are told and left out', async () => {
    writeFileSync(join(own, 'broken.json'), '{');
    writeFileSync(join(own, 'foreign.json'), JSON.stringify({ ...fileOf('foreign', 'x'), version: 2 }));
    expect((await maps.list()).map(({ map }) => map.name)).toEqual(['one', 'other']);
    expect(reports.map((message) => message.slice(message.indexOf('own/')).split(/[ :]/)[0])).toEqual([
      'own/broken.json',
      'own/foreign.json',
    ]);
    for (const name of ['broken', 'foreign']) rmSync(join(own, `${name}.json`));
  });

  it('that ship can be read, and go with the numbers that nobody changes', async () => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const all = new StrategyMaps({
      shipped: join(root, 'public', 'maps'),
      own: '',
      report: (message) => expect.fail(message),
    });
    for (const { policy, verifier, map } of await all.list()) {
      const search = { strategy: 'auto', config: searchConfigSchema.parse({}), policy, verifier } as const;
      expect((await mappedConfig(search, all)).map).toEqual(map);
    }
  });
});

describe('what is searched', () => {
  const search = { strategy: 'auto', policy: 'toy', verifier: 'toy' } as const;
  const config = searchConfigSchema.parse({ n: 8 });

  it('goes by the map of its models where nothing else is said and it goes with the numbers', async () => {
    expect((await mappedConfig({ ...search, config }, maps)).map?.madeFrom).toBe('our own');
    expect(await mappedConfig({ ...search, config, policy: 'unknown' }, maps)).toBe(config);
    expect(await mappedConfig({ ...search, config, strategy: 'dvts' }, maps)).toBe(config);
    const other = { ...config, share: 2 };
    expect(await mappedConfig({ ...search, config: other }, maps)).toBe(other);
    const named = { ...config, map: await maps.named('other', 'map') };
    expect(await mappedConfig({ ...search, config: named }, maps)).toBe(named);
  });

  it('in a run has the map that was asked for by name or whole, else that of its models', async () => {
    const { policies, verifiers } = readBackends(
      {
        policies: [{ name: 'small', url: 'http://127.0.0.1:9', model: 'toy', kind: 'vllm' }],
        verifiers: [{ name: 'prm', url: 'http://127.0.0.1:9', model: 'toy', kind: 'rlhflow-prm' }],
      },
      { env: {} },
    );
    const models = {
      policy: () => policies[0]!,
      verifier: () => verifiers[0]!,
      resolved: async <Backend>(backend: Backend) => backend,
      verifierRef: () => ({ name: 'prm', model: 'toy', kind: 'rlhflow-prm', recommendedAggregation: 'last' as const }),
      whyUnfit: async () => undefined,
      whyTooLong: async () => undefined,
    };
    const madeFrom = async (more: Partial<CreateRunRequest>) => {
      const request = { problem: { text: 'A problem.' }, strategy: 'auto', seed: 1, ...more } as const;
      return (await specOf(request, { models, maps }, new AbortController().signal)).config.map?.name;
    };
    expect(await madeFrom({})).toBe('one');
    expect(await madeFrom({ map: 'other' })).toBe('other');
    expect(await madeFrom({ config: { map: fileOf('whole', 'the request').map } })).toBe('whole');
    expect(await madeFrom({ strategy: 'dvts' })).toBeUndefined();
    await expect(madeFrom({ map: 'no such' })).rejects.toMatchObject({ code: 'bad-request' });
    await expect(madeFrom({ map: 'other', config: { share: 2 } })).rejects.toMatchObject({
      message: /config\.share: the map “other” was made with a first share of 4/,
    });
  });

  it('in an experiment has the map in its cells and so in every log, named or not', async () => {
    const house = await toyHouse({ path: join(folder, 'store.db'), maps });
    try {
      const numbers = { maxSteps: 5, maxTokens: 60, maxStepTokens: 12 };
      const grid = toyGrid({
        problems: { set: 'toy', limit: 2 },
        strategies: [
          { strategy: 'auto', budgets: [8], config: numbers },
          { strategy: 'auto', budgets: [8], config: numbers, map: 'other' },
        ],
        baselines: [],
        seeds: [1],
      });
      const id = await house.experiments.start(grid, new AbortController().signal);
      await expect.poll(async () => (await house.reader.detail(id)).status, { timeout: 30_000 }).toBe('finished');
      const { cells, spec } = await house.reader.detail(id);
      expect(spec).toEqual(grid);
      expect(cells.map((cell) => cell.config.map?.madeFrom)).toEqual(['our own', 'as it ships']);
      for (const { runId, cell } of await house.store.experiments.runs(id)) {
        const { state } = await loadRun(house.store.runs, runId);
        expect(state.spec?.config.map).toEqual(cells.find((each) => each.id === cell)!.config.map);
      }
      const unknown = { ...grid, strategies: [{ ...grid.strategies[0]!, map: 'no such' }] };
      await expect(house.experiments.estimate(unknown)).rejects.toMatchObject({
        message: /strategies\[0\]\.map: there is no strategy map “no such”/,
      });
    } finally {
      await house.close();
    }
  });
});
