/** Every kind of verifier says all that is asked of it, is listed, and is in the README; nothing here names a kind. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createVerifier, readBackends } from '../index';
import { testContext, verifierAt } from '../testing/setup';
import { kindOfModel, verifierKinds } from './verifier-kinds';

const folder = fileURLToPath(new URL('.', import.meta.url));
const readme = readFileSync(join(folder, '../../../README.md'), 'utf8');
const table = /### Verifiers\n\n([^]*?)\n\n/.exec(readme)?.[1] ?? '';
/** The kind in the first column, and the model that the row serves as an example. */
const rows = table
  .split('\n')
  .slice(2)
  .map((row) => ({ kind: /^\| `([^`]+)` \|/.exec(row)?.[1], model: /vllm serve (\S+?)[` ]/.exec(row)?.[1] }));

function read(entry: Readonly<Record<string, unknown>>) {
  const url = 'http://127.0.0.1:1';
  return readBackends(
    { policies: [{ name: 'policy', url }], verifiers: [{ name: 'verifier', url, ...entry }] },
    { env: {} },
  );
}

describe('the kinds of verifiers', () => {
  it('are those of the files in this folder', () => {
    const declaring = readdirSync(folder).filter((name) =>
      /: VerifierKind = \{/.test(readFileSync(join(folder, name), 'utf8')),
    );
    expect(declaring.filter((name) => !name.endsWith('.test.ts'))).toHaveLength(verifierKinds.length);
    expect(new Set(verifierKinds.map(({ kind }) => kind)).size).toBe(verifierKinds.length);
  });

  it('are those of the README’s table', () => {
    expect(rows).toHaveLength(verifierKinds.length);
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(verifierKinds.map(({ kind }) => kind)));
  });

  it('are told from the models that the README serves, by the names of one kind alone', () => {
    const served = rows.filter(({ model }) => model !== undefined);
    expect(served.length).toBeGreaterThan(0);
    for (const { kind, model = '' } of served) {
      expect([model, kindOfModel(model)?.kind]).toEqual([model, kind]);
      expect([model, verifierKinds.filter(({ names }) => names?.test(model)).length]).toEqual([model, 1]);
      expect(read({ model }).verifiers[0]!.kind).toBe(kind);
    }
  });

  it.each(verifierKinds)('$kind is served with a README example if a name tells it', ({ kind, names }) => {
    const model = rows.find((row) => row.kind === kind)?.model;
    expect(model !== undefined).toBe(names !== undefined);
  });

  it.each(verifierKinds)('$kind may be configured, with a system prompt where it takes one', (each) => {
    const { kind, takesSystemPrompt } = each;
    expect(read({ kind }).verifiers[0]!.kind).toBe(kind);
    const withPrompt = () => read({ kind, systemPrompt: 'Be strict.' });
    if (takesSystemPrompt) expect(withPrompt().verifiers[0]!.systemPrompt).toBe('Be strict.');
    else expect(withPrompt).toThrow(/systemPrompt: is not used/);
  });

  it.each(verifierKinds)('$kind can be created, and recommends its aggregation', ({ kind, aggregation }) => {
    const { ref } = createVerifier(verifierAt('http://127.0.0.1:1', kind), testContext().context, 'interactive');
    expect(ref).toEqual({ name: 'judge', model: 'tiny', kind, recommendedAggregation: aggregation });
  });

  it('stand as literals nowhere in this subsystem but in their own files', () => {
    const names = verifierKinds.map(({ kind }) => `'${kind}'`);
    const sources = readdirSync(join(folder, '..'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !/\.test\.ts$|^testing\/|^bench\/|^verifiers\//.test(path),
    );
    const found = sources.filter((path) => {
      const text = readFileSync(join(folder, '..', path), 'utf8');
      return names.some((name) => text.includes(name));
    });
    expect(found).toEqual([]);
  });
});
