/**
 * Tells what a model thinks from what it answers, in the text as it streams: `<think>…</think>`, `[THINK]`, the channels of
 * harmony with and without their marks, and Gemma's. Pure; knows no steps. A thought that is never closed stays a thought.
 */

interface Form {
  /** Where a thought begins. */
  readonly open: RegExp;
  readonly close: RegExp;
  /** Beginnings of `open` and `close` at the end of a piece, of which the rest may come with the next. */
  readonly marks: readonly string[];
  /** Only at the very beginning of a text. */
  readonly isFirst?: true;
}

const forms: readonly Form[] = [
  { open: /<think(?:ing)?>/, close: /<\/think(?:ing)?>/, marks: ['<think>', '<thinking>', '</think>', '</thinking>'] },
  { open: /\[THINK\]/, close: /\[\/THINK\]/, marks: ['[THINK]', '[/THINK]'] },
  {
    open: /(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)(?: (?:[^<]|<\|constrain\|>)*)?<\|message\|>/,
    close: /(?:<\|end\|>)?(?:<\|start\|>assistant)?<\|channel\|>final(?: [^<]*)?<\|message\|>/,
    marks: [
      '<|start|>assistant<|channel|>analysis<|message|>',
      '<|channel|>analysis<|message|>',
      '<|channel|>commentary<|message|>',
      '<|end|><|start|>assistant<|channel|>final<|message|>',
      '<|channel|>final<|message|>',
    ],
  },
  // The same where the server leaves special tokens out.
  { open: /^analysis/, close: /assistantfinal/, marks: ['analysis', 'assistantfinal'], isFirst: true },
  { open: /<\|channel>thought\n?/, close: /<channel\|>/, marks: ['<|channel>thought\n', '<channel|>'] },
];

export interface Thoughts {
  /** Whether what came last belongs to a thought. */
  readonly isThinking: boolean;
  /** A thought was closed that nothing opened: the text began within one. */
  readonly isStray: boolean;
  /** What of the text so far, not told before, is answer. */
  take(piece: string): string;
  /** What of it, not told before, is thought for sure. */
  takeThought(): string;
  /** What was held back and is answer after all, at the end of the text; `isWhole` when the model itself ended all of it. */
  end(isWhole: boolean): string;
}

/**
 * Whether the text begins within a thought, since the prompt opened one. Where the prompt is not to be seen, `presumed` if
 * the model was seen to close what nobody opened, `unsure` if it was never seen: then all is held back until the thought is
 * closed, or the text is over. `over` is right behind a thought.
 */
export type Opening = 'open' | 'presumed' | 'unsure' | 'over' | 'closed';

export function createThoughts(opening: Opening = 'closed'): Thoughts {
  const isPresumed = opening === 'presumed' || opening === 'unsure';
  let within: Form | undefined = opening === 'open' || isPresumed ? forms[0] : undefined;
  let hasThought = opening !== 'closed';
  let isStray = false;
  /** Of a thought that is only presumed: an answer, if nothing closes it. */
  let presumed = isPresumed ? '' : undefined;
  let isAtStart = true;
  let held = '';
  let thought = '';

  /** Moves on over one mark in `held`; the answer before it, undefined when there is no whole mark. */
  function pass(): string | undefined {
    if (within !== undefined) {
      const end = within.close.exec(held);
      if (end === null) return undefined;
      thought += held.slice(0, end.index);
      held = held.slice(end.index + end[0].length).replace(/^\s+/, '');
      if (presumed !== undefined) {
        const own = /^\s*<think(?:ing)?>/.exec(thought)?.[0] ?? '';
        thought = thought.slice(own.length);
        isStray = own === '';
      }
      within = undefined;
      presumed = undefined;
      return '';
    }
    const [first] = forms
      .filter((form) => form.isFirst !== true || isAtStart)
      .flatMap((form) => {
        const found = form.open.exec(held);
        // A word is a mark only where its counterpart can follow: see `isSure`.
        return found === null || !isSure(form, held)
          ? []
          : [{ form, at: found.index, end: found.index + found[0].length }];
      })
      .toSorted((one, other) => one.at - other.at);
    if (first === undefined) return undefined;
    const before = held.slice(0, first.at);
    held = held.slice(first.end);
    within = first.form;
    hasThought = true;
    return before;
  }

  /** Of `held`, what can be told now; the rest may be the beginning of a mark. */
  function release(): string {
    if (within !== undefined) {
      thought += held.slice(0, -longestMark);
      held = held.slice(-longestMark);
      return '';
    }
    const kept = beginningOfMark(held, isAtStart);
    const text = held.slice(0, held.length - kept);
    held = held.slice(held.length - kept);
    return text;
  }

  return {
    get isThinking() {
      return within !== undefined;
    },
    get isStray() {
      return isStray;
    },
    take(piece) {
      // Most pieces by far.
      if (held === '' && within === undefined && !isAtStart && !mayMark.test(piece)) return piece;
      held += piece;
      if (presumed !== undefined) presumed += piece;
      let text = '';
      for (let passed = pass(); passed !== undefined; passed = pass()) text += passed;
      text += release();
      // White space before a thought, and after it, is no part of the answer.
      if (hasThought && isAtStart) text = text.replace(/^\s+/, '');
      if (text.trim() !== '') isAtStart = false;
      isStray ||= isClosing(text);
      return text;
    },
    takeThought() {
      if (presumed !== undefined) return '';
      const taken = thought;
      thought = '';
      return taken;
    },
    end(isWhole) {
      if (within !== undefined && presumed !== undefined && (isWhole || opening === 'unsure')) {
        // Nothing was open; a thought that the text opened by itself is in it with its marks.
        const plain = createThoughts();
        const text = plain.take(presumed) + plain.end(isWhole);
        thought = plain.takeThought();
        within = plain.isThinking ? within : undefined;
        presumed = undefined;
        held = '';
        return text;
      }
      const text = within === undefined ? held : '';
      if (within !== undefined) thought += held;
      isStray ||= isClosing(text);
      presumed = undefined;
      held = '';
      return text;
    },
  };
}

/** True when a prompt ends within a thought that it opened. */
export function opensThought(prompt: string): boolean {
  return /(<think(ing)?>|\[THINK\])\s*$/.test(prompt);
}

function isClosing(text: string): boolean {
  return /<\/think(ing)?>/.test(text);
}

const longestMark = 64;

/** With which every mark begins that may come behind the beginning of a text. */
const mayMark = /[<[]/;

/** “analysis” may be the first word of an answer; as a mark it is followed by a capital, without a space. */
function isSure({ isFirst }: Form, text: string): boolean {
  return isFirst !== true || /^analysis[A-Z]/.test(text);
}

/** Characters at the end of `text` with which a mark may begin. */
function beginningOfMark(text: string, isAtStart: boolean): number {
  const own = forms.flatMap(({ isFirst, marks }) => (isFirst === true ? [] : marks));
  const begins = (mark: string) => {
    for (let length = Math.min(mark.length, text.length); length > 0; length--)
      if (text.endsWith(mark.slice(0, length))) return length;
    return 0;
  };
  const first = isAtStart && text === 'analysis' ? text.length : 0;
  // Harmony says more of a channel before its message begins: who is called, in which form.
  const [header = ''] = /(?:<\|start\|>assistant)?<\|channel\|>(?:(?!<\|message\|>)[^]){1,200}$/.exec(text) ?? [];
  return Math.max(first, header.length, ...own.map(begins));
}
