/**
 * Tells what a model thinks from what it answers, in the text as it streams: `<think>…</think>` and its like, `[THINK]`, the
 * channels of harmony with and without their marks, Gemma's, Kimi's and Cohere's. Pure; knows no steps. A thought that is never
 * closed stays a thought.
 */

interface Form {
  /** Where a thought begins. */
  readonly open: RegExp;
  readonly close: RegExp;
  /** Beginnings of `open` and `close` at the end of a piece, of which the rest may come with the next. */
  readonly marks: readonly string[];
  /** What the server is to stop at, to be asked for the thought alone. */
  readonly end: string;
  /** Only at the very beginning of a text. */
  readonly isFirst?: true;
}

/** What stands between two marks of fixed words. */
function between(open: string, close: string): Form {
  return { open: literal(open), close: literal(close), marks: [open, close], end: close };
}

function literal(mark: string): RegExp {
  return new RegExp(mark.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
}

/** Names of tags for thoughts: DeepSeek's and Qwen's first, then those that others write, Seed's among them. */
const tagNames = ['think', 'thinking', 'thought', 'thoughts', 'reasoning', 'seed:think'] as const;
const tag = `(?:${tagNames.join('|')})`;
const closingTag = new RegExp(`</${tag}>`, 'i');

export const endOfThoughts = '</think>';

const forms: readonly Form[] = [
  {
    open: new RegExp(`<${tag}(?: [^<>]{0,100})?>`, 'i'),
    close: closingTag,
    marks: tagNames.flatMap((name) => [`<${name}>`, `</${name}>`]),
    end: endOfThoughts,
  },
  between('[THINK]', '[/THINK]'),
  between('<|begin_of_thought|>', '<|end_of_thought|>'),
  between('<|START_THINKING|>', '<|END_THINKING|>'),
  between('◁think▷', '◁/think▷'),
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
    end: '<|channel|>final<|message|>',
  },
  // The same where the server leaves special tokens out.
  {
    open: /^analysis/,
    close: /assistantfinal/,
    marks: ['analysis', 'assistantfinal'],
    end: 'assistantfinal',
    isFirst: true,
  },
  {
    open: /<\|channel>thought\n?/,
    close: /<channel\|>/,
    marks: ['<|channel>thought\n', '<channel|>'],
    end: '<channel|>',
  },
];

export interface Thoughts {
  /** Whether what came last belongs to a thought. */
  readonly isThinking: boolean;
  /** What closes the thought that is open, or would. */
  readonly closing: string;
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
  let within: Form | undefined = opening === 'open' || isPresumed ? unseen : undefined;
  let closing = endOfThoughts;
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
        const own = ownBeginning.exec(thought)?.[0] ?? '';
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
          : [{ form, at: found.index, end: found.index + found[0].length, mark: found[0] }];
      })
      .toSorted((one, other) => one.at - other.at);
    if (first === undefined) return undefined;
    const before = held.slice(0, first.at);
    held = held.slice(first.end);
    within = first.form;
    closing = closingOf(first.form, first.mark);
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
    get closing() {
      return closing;
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

/** What closes the thought that a prompt opened and ends within; undefined when it opened none. */
export function openedThought(prompt: string): string | undefined {
  const [, mark] = openedAtEnd.exec(prompt.slice(-promptEnd)) ?? [];
  const form = mark === undefined ? undefined : marked.find(({ open }) => open.test(mark));
  return form === undefined || mark === undefined ? undefined : closingOf(form, mark);
}

const marked = forms.filter(({ isFirst }) => isFirst !== true);
const anyOf = (patterns: readonly RegExp[]) => patterns.map(({ source }) => `(?:${source})`).join('|');
/** Of which only the end is to be seen: any of them. */
const unseen: Form = { ...forms[0]!, close: new RegExp(anyOf(marked.map(({ close }) => close)), 'i') };
const ownBeginning = new RegExp(`^\\s*(?:${anyOf(marked.map(({ open }) => open))})`, 'i');
const openedAtEnd = new RegExp(`(${anyOf(marked.map(({ open }) => open))})\\s*$`, 'i');
/** A tag with something behind its name that is not over yet. */
const begunTag = new RegExp(`<${tag} [^<>]{0,100}$`, 'i');

function isClosing(text: string): boolean {
  return closingTag.test(text);
}

/** A tag is closed by its own name. */
function closingOf({ end }: Form, mark: string): string {
  const name = /^<([a-z:]+)/i.exec(mark)?.[1];
  return end === endOfThoughts && name !== undefined ? `</${name}>` : end;
}

const longestMark = 64;
/** The mark stands in the last characters of a prompt. */
const promptEnd = 200;

/** With which every mark begins that may come behind the beginning of a text. */
const mayMark = /[<[◁]/;

/** “analysis” may be the first word of an answer; as a mark it is followed by a capital, without a space. */
function isSure({ isFirst }: Form, text: string): boolean {
  return isFirst !== true || /^analysis[A-Z]/.test(text);
}

/** Characters at the end of `text` with which a mark may begin. */
function beginningOfMark(text: string, isAtStart: boolean): number {
  const own = forms.flatMap(({ isFirst, marks }) => (isFirst === true ? [] : marks));
  const begins = (mark: string) => {
    for (let length = Math.min(mark.length, text.length); length > 0; length--)
      if (text.slice(-length).toLowerCase() === mark.slice(0, length).toLowerCase()) return length;
    return 0;
  };
  const first = isAtStart && text === 'analysis' ? text.length : 0;
  // Harmony says more of a channel before its message begins: who is called, in which form.
  const [header = ''] = /(?:<\|start\|>assistant)?<\|channel\|>(?:(?!<\|message\|>)[^]){1,200}$/.exec(text) ?? [];
  const [attributes = ''] = begunTag.exec(text) ?? [];
  return Math.max(first, header.length, attributes.length, ...own.map(begins));
}
