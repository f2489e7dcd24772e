/** Marks out of a file: what is refused in words, and what becomes of the rest beside marks that there are. */
import { describe, expect, it } from 'vitest';
import { noMarks, noNodeMarks, runMarksSchema } from '@/lib/runs/wire';
import { joinedMarks, readMarksFile } from './marks-file';

const fileOf = (text: string) => new File([text], 'a.marks.json');
const noted = (note: string) => ({ ...noNodeMarks, note });
const mine = { isStarred: false, tags: ['mine', 'both'], note: 'My note.', nodes: { '0.0': noted('Here.') } };
const theirs = {
  isStarred: true,
  tags: ['both', 'theirs'],
  note: 'Their note.',
  nodes: { '0.0': { isStarred: true, tags: ['odd'], note: 'There.' }, '0.1': noted('X') },
};

describe('the side file of a log', () => {
  it('is read as it is downloaded', async () => {
    expect(await readMarksFile(fileOf(JSON.stringify(theirs)))).toEqual(theirs);
    expect(await readMarksFile(fileOf('{}'))).toEqual(noMarks);
  });

  it('is read as it was written while steps had notes alone', async () => {
    expect(await readMarksFile(fileOf('{"nodes":{"0.0":"Here.","0.1":""}}'))).toEqual({
      ...noMarks,
      nodes: { '0.0': noted('Here.') },
    });
  });

  it.each([
    ['no JSON', '{"tags":', 'is not JSON'],
    ['something else', '{"seq":1,"at":2}', 'does not hold the marks of a run'],
    ['a node that can be none', '{"nodes":{"a b":"x"}}', 'does not hold the marks of a run'],
  ])('is refused in words where it is %s', async (_, text, words) => {
    await expect(readMarksFile(fileOf(text))).rejects.toThrow(words);
  });

  it('comes to the marks that there are, and takes nothing of them away', () => {
    expect(joinedMarks(mine, theirs)).toEqual({
      isStarred: true,
      tags: ['mine', 'both', 'theirs'],
      note: 'My note.\n\nTheir note.',
      nodes: { '0.0': { isStarred: true, tags: ['odd'], note: 'Here.\n\nThere.' }, '0.1': noted('X') },
    });
    expect(joinedMarks(noMarks, theirs)).toEqual(theirs);
  });

  it('changes nothing when it is read twice', () => {
    const once = joinedMarks(mine, theirs);
    expect(joinedMarks(once, theirs)).toEqual(once);
  });

  it('never makes more than may be kept', () => {
    const long = { ...theirs, note: 'y'.repeat(4_000), tags: Array.from({ length: 20 }, (_, i) => `t${i}`) };
    expect(() => runMarksSchema.parse(joinedMarks(mine, long))).not.toThrow();
  });
});
