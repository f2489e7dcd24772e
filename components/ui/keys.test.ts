/** Which line of the tables a key belongs to, over elements that are none of a browser's. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actOf, joinedSections, type KeyLine } from './keys';

class Place {
  readonly isContentEditable = false;
  readonly #selectors: readonly string[];
  readonly #inner: readonly Place[];
  constructor(selectors: readonly string[] = [], inner: readonly Place[] = []) {
    this.#selectors = selectors;
    this.#inner = inner;
  }
  closest(selectors: string): Place | null {
    return selectors.split(', ').some((each) => this.#selectors.includes(each)) ? this : null;
  }
  contains(other: Place): boolean {
    return other === this || this.#inner.includes(other);
  }
}
class Field extends Place {
  readonly type = 'text';
}

class Area extends Place {
  readonly type = 'textarea';
}
class Choice extends Place {
  readonly type = 'select-one';
}

beforeAll(() => {
  vi.stubGlobal('Node', Place);
  vi.stubGlobal('HTMLElement', Place);
  vi.stubGlobal('HTMLInputElement', Field);
  vi.stubGlobal('HTMLTextAreaElement', Area);
  vi.stubGlobal('HTMLSelectElement', Choice);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const press = (key: string, target: Place, more: Partial<KeyboardEvent> = {}) =>
  ({
    key,
    target,
    defaultPrevented: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  }) as unknown as KeyboardEvent;
const line = (does: string, keys: KeyLine['keys'], within?: Place): KeyLine => ({
  does,
  keys,
  ...(within === undefined ? {} : { within: { current: within as unknown as HTMLElement } }),
});

describe('a key', () => {
  const [button, elsewhere] = [new Place(['button']), new Place()];
  const list = new Place([], [button]);
  const [page, inList] = [() => 'page', () => 'list'] as unknown as readonly [() => void, () => void];
  const sections = [
    { title: 'Page', lines: [line('moves on', { ArrowRight: page, ' ': page, 'Control+Enter': page })] },
    { title: 'List', lines: [line('next', { ArrowRight: inList }, list)] },
  ];

  it('belongs to the part that has the focus before it belongs to the page', () => {
    expect(actOf(press('ArrowRight', button), sections)).toBe(inList);
    expect(actOf(press('ArrowRight', elsewhere), sections)).toBe(page);
    expect(actOf(press('ArrowLeft', button), sections)).toBeUndefined();
  });

  it('belongs to the control in focus where that does something with it, and to nobody twice', () => {
    expect(actOf(press(' ', button), sections)).toBeUndefined();
    expect(actOf(press(' ', elsewhere), sections)).toBe(page);
    expect(actOf(press('ArrowRight', new Field()), sections)).toBeUndefined();
    expect(actOf(press('Enter', new Field(), { metaKey: true }), sections)).toBe(page);
    expect(actOf(press('ArrowRight', button, { defaultPrevented: true }), sections)).toBeUndefined();
  });

  it('of sections of one title is listed in one', () => {
    const joined = joinedSections([...sections, { title: 'Page', lines: [line('more', {})] }]);
    expect(joined.map(({ title, lines }) => [title, lines.map(({ does }) => does)])).toEqual([
      ['Page', ['moves on', 'more']],
      ['List', ['next']],
    ]);
  });
});
