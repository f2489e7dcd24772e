/** The benches as `npm run bench` knows them. None of them is run here. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { printRatios } from './bench/ratios';
import { benches } from './benches.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const files = ['lib', 'components'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\/bench\/[^/]+\.ts$/.test(file)),
);
const keptSchema = z.strictObject({
  date: z.iso.date(),
  commit: z.string().regex(/^[0-9a-f]{7,}\+?$/),
  node: z.string(),
  cores: z.int().min(1),
  args: z.array(z.string()).optional(),
  ratios: z.record(z.string(), z.number()),
});

describe('the benches', () => {
  it('are those of the table, and what only they use', () => {
    const parts = [
      'lib/backends/bench/lockstep.ts',
      'lib/launch/bench/ratios.ts',
      'lib/server/bench/reference-loops.ts',
      'lib/server/bench/served-app.ts',
    ];
    expect(files.toSorted()).toEqual([...Object.values(benches).map(({ file }) => file), ...parts].toSorted());
  });

  it.each(Object.entries(benches))(
    '%s says how it is run, ends with its ratios, and its kept lines can be read',
    (name, { file }) => {
      const text = read(file);
      expect(text.slice(0, text.indexOf('*/'))).toMatch(new RegExp(`npm run bench -- ${name}\\b`));
      expect(text).toMatch(/^printRatios\(/m);
      const kept = file.replace(/\.ts$/, '.jsonl');
      if (!existsSync(join(root, kept))) return;
      for (const line of read(kept).trim().split('\n')) keptSchema.parse(JSON.parse(line));
    },
  );

  it('are named by the command, with what each measures', () => {
    const said = execFileSync(process.execPath, ['lib/launch/bench.mjs'], { cwd: root, encoding: 'utf8' });
    for (const [name, { measures, ratios }] of Object.entries(benches)) {
      expect(said).toContain(`\n  ${measures}\n  ratios: ${ratios}\n`);
      expect(said).toMatch(new RegExp(`^${name}\\b`, 'm'));
    }
  });
});

describe('ratios', () => {
  it('are one line of JSON, to four digits; what was not measured is none', () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      printRatios({ 'a / b': 2 / 3, c: 12_345.6 });
      expect(write.mock.calls).toEqual([['ratios {"a / b":0.6667,"c":12350}\n']]);
      expect(() => printRatios({ 'a / b': 0 / 0 })).toThrow(/“a \/ b” is NaN/);
    } finally {
      write.mockRestore();
    }
  });
});
