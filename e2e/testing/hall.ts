/** What is seen from the back row of a lecture hall: how high letters are, what is in view, and what scrolls. */
import { expect, type Page } from '@playwright/test';

/** In CSS pixels: a small projector, and what is left of it at 125 % zoom. */
export const screens = [
  { width: 1280, height: 720 },
  { width: 1024, height: 576 },
] as const;

/** Of the screen's height, in per cent: the least that letters of what is said, and of the tree, may have. */
const leastWords = 3.5;
const leastTree = 1.9;
/** Of the screen's height, in per cent: what the tree has at least. */
const leastRoom = 25;

/** Heights in per cent of the screen's. */
interface Seen {
  /** Letters of what is said. */
  readonly words: number;
  /** The smallest letters in the tree that are meant to be read. */
  readonly tree: number;
  /** What is said, with its question. */
  readonly said: number;
  /** The tree as a whole. */
  readonly room: number;
  /** What scrolls, or stands outside of the screen; empty where all is well. */
  readonly faults: readonly string[];
}

/** Before anything is opened: canvases tell nobody what they write, so the size of each text is noted since the picture was last painted afresh. */
export async function openHall(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const noted: number[] = [];
    Object.assign(window, { noted });
    const { fillText, fillRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillRect = function (...rest) {
      // The tree is painted on a canvas of its own, and copied to the page from there.
      if (!this.canvas.isConnected && rest[2] > window.innerWidth / 3) noted.length = 0;
      fillRect.apply(this, rest);
    };
    CanvasRenderingContext2D.prototype.fillText = function (...rest) {
      if (rest[0] !== '') noted.push(Number.parseFloat(/([\d.]+)px/.exec(this.font)?.[1] ?? '0'));
      fillText.apply(this, rest);
    };
  });
}

/** What stands on the screen now, and is said in the part `saidIn`; runs in the page. */
function look(saidIn: string): Seen {
  const high = window.innerHeight;
  const wide = window.innerWidth;
  const share = (pixels: number) => (100 * pixels) / high;
  const one = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)!;
  const said = one(saidIn);
  const tree = one('search-tree');
  const faults: string[] = [];
  if (document.documentElement.dataset['present'] === undefined) faults.push('not presented');
  for (const [name, element] of [
    ['words', said],
    ['tree', tree],
  ] as const) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (left < -0.5 || top < -0.5 || right > wide + 0.5 || bottom > high + 0.5) faults.push(`${name} out of view`);
  }
  const page = document.scrollingElement!;
  if (page.scrollHeight > high + 1 || page.scrollWidth > wide + 1)
    faults.push(`page is ${page.scrollWidth} x ${page.scrollHeight}`);
  for (const element of document.querySelectorAll<HTMLElement>('#main *')) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const scrolls =
      (/auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1) ||
      (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1);
    // Of what stands beside the tree, the part that is spoken of is shown, and the rest lies below.
    if (scrolls && element.getAttribute('role') !== 'tabpanel' && element.checkVisibility({ visibilityProperty: true }))
      faults.push(
        `${element.tagName.toLowerCase()} scrolls (${element.scrollHeight} in ${element.clientHeight}): ${element.innerText.slice(0, 40)}`,
      );
  }
  const spoken = document.querySelector<HTMLElement>('[data-pointed]')?.dataset['pointed'];
  const part = document.querySelector(`[data-part="${spoken}"]`)?.getBoundingClientRect();
  if (part !== undefined && (part.top > high - 40 || part.bottom < 40)) faults.push(`${spoken} out of view`);
  // Letters with what they are scaled by; only those that can be seen.
  const frame = tree.getBoundingClientRect();
  const letters: number[] = [];
  const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    const element = text.parentElement!;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    const isIn = box.right > frame.left && box.left < frame.right && box.bottom > frame.top && box.top < frame.bottom;
    // A formula has small letters of its own, and text for those who listen.
    const isRead = element.closest('.katex, .sr-only, [data-chrome], [role="tree"]') === null;
    if (text.textContent!.trim() === '' || box.width < 2 || !isIn || !isRead) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const scale = element.offsetHeight > 0 ? element.getBoundingClientRect().height / element.offsetHeight : 1;
    letters.push(Number.parseFloat(getComputedStyle(element).fontSize) * scale);
  }
  const { noted } = window as unknown as { readonly noted: readonly number[] };
  return {
    words: share(Number.parseFloat(getComputedStyle(said.querySelector('p') ?? said).fontSize)),
    tree: share(Math.min(...letters, ...noted)),
    said: share(said.getBoundingClientRect().height),
    room: share(frame.height),
    faults,
  };
}

/** Looks that agree one after the other, before what is seen is taken to stay. */
const agreeing = 3;

/** What is seen once looks agree: the tree finds its place in a few frames, which on a busy machine are far apart. */
async function settled(page: Page, saidIn: string): Promise<Seen> {
  let seen = await page.evaluate(look, saidIn);
  let alike = 0;
  await expect
    .poll(
      async () => {
        const before = JSON.stringify(seen);
        seen = await page.evaluate(look, saidIn);
        const isAlike = JSON.stringify(seen) === before && !seen.faults.includes('not presented');
        alike = isAlike ? alike + 1 : 0;
        return alike;
      },
      { intervals: [150] },
    )
    .toBeGreaterThanOrEqual(agreeing);
  return seen;
}

/** Looks from the back row, as often as is wished, and tells in the end. */
export class BackRow {
  readonly #rows: string[] = [];
  readonly #faults: string[] = [];

  /** `saidIn`: by its test id, the part that is read; `place`: what this look is called. */
  constructor(
    private readonly page: Page,
    private readonly saidIn: string,
  ) {}

  /** On every screen; the page stays at the last of them. */
  async look(place: string): Promise<void> {
    for (const screen of screens) {
      await this.page.setViewportSize(screen);
      const { words, tree, said, room, faults } = await settled(this.page, this.saidIn);
      const at = `${place} ${screen.width}x${screen.height}`;
      this.#rows.push(
        `${at.padEnd(24)} words ${words.toFixed(1)} %  tree ${tree.toFixed(1)} %  said ${said.toFixed(0)} %  room ${room.toFixed(0)} %`,
      );
      this.#faults.push(...faults.map((fault) => `${at}: ${fault}`));
      if (words < leastWords) this.#faults.push(`${at}: words of ${words.toFixed(1)} %`);
      if (tree < leastTree) this.#faults.push(`${at}: letters in the tree of ${tree.toFixed(1)} %`);
      if (room < leastRoom) this.#faults.push(`${at}: a tree of ${room.toFixed(0)} %`);
    }
  }

  /** Prints how high everything was; fails where something was too low, out of view, or scrolled. */
  tell(what: string): void {
    console.log(`${what}, of the screen’s height:\n${this.#rows.join('\n')}`);
    expect(this.#faults).toEqual([]);
  }
}
