/** The data folder of an installation as it is found when it is opened. */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDataFolder } from '.';

const parent = mkdtempSync(join(tmpdir(), 'longthink-data-folder-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
let folders = 0;

/** The mode afterwards, and what was told. */
function closed(mode: number, { sign }: { readonly sign?: string | undefined } = { sign: 'longthink.db' }) {
  const folder = join(parent, String(folders++));
  mkdirSync(folder);
  if (sign !== undefined) writeFileSync(join(folder, sign), '');
  chmodSync(folder, mode);
  const told: string[] = [];
  closeDataFolder(folder, (message) => told.push(message));
  return { folder, mode: statSync(folder).mode & 0o7777, told };
}

describe.skipIf(process.getuid === undefined)('a data folder', () => {
  it.each([
    ['that everybody could look into', 0o755, 0o700],
    ['that everybody could write in', 0o777, 0o700],
    ['of which only the names could be looked for', 0o711, 0o700],
    ['that a group was let into', 0o775, 0o770],
    ['that a group was let into, whose files stay its own', 0o2775, 0o2770],
  ])('%s is closed to others, in one sentence', (_, before, after) => {
    const { folder, mode, told } = closed(before);
    expect([mode, told]).toEqual([
      after,
      [
        `The data folder ${folder} was open to others on this machine (mode ${before.toString(8)}) and is closed to them now (${after.toString(8)}).`,
      ],
    ]);
    expect(closed(0o755, { sign: 'access.json' }).mode).toBe(0o700);
    expect(closed(0o755, { sign: undefined }).mode).toBe(0o700);
  });

  it.each([
    ['is closed already', 0o700, 'longthink.db'],
    ['is for a group alone', 0o750, 'longthink.db'],
    ['holds nothing of ours', 0o755, 'thesis.tex'],
  ])('that %s stays as it is', (_, mode, sign) => {
    expect(closed(mode, { sign })).toMatchObject({ mode, told: [] });
  });

  it('in which everybody writes is left as it is, with the command that closes it', () => {
    const { folder, mode, told } = closed(0o1777);
    expect([mode, told]).toEqual([
      0o1777,
      [
        `The data folder ${folder} is open to others on this machine (mode 1777). Its owner closes it: chmod o-rwx "${folder}"`,
      ],
    ]);
  });

  it.skipIf(process.getuid?.() !== 0)('of another user is left as it is, with the command that closes it', () => {
    const folder = join(parent, 'theirs');
    mkdirSync(folder, { mode: 0o755 });
    writeFileSync(join(folder, 'longthink.db'), '');
    chownSync(folder, 12_345, 12_345);
    const told: string[] = [];
    closeDataFolder(folder, (message) => told.push(message));
    expect([statSync(folder).mode & 0o7777, told]).toEqual([0o755, [expect.stringContaining('Its owner closes it')]]);
  });

  it('that is not there is not made', () => {
    const told: string[] = [];
    closeDataFolder(join(parent, 'none'), (message) => told.push(message));
    expect(told).toEqual([]);
  });
});
