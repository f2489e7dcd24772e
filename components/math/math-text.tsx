import { memo } from 'react';
import { siteWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { splitMath, type MathPart } from './split-math';
import { typeset } from './typeset';

/** Beyond this a text is shown up to here only; no step of a solution is as long. */
const maxText = 20_000;

interface MathTextProps {
  readonly text: string;
  /** The text is still being written: a caret stands at its end. */
  readonly isOpen?: boolean;
}

/** Text with its formulas typeset. Line breaks are kept; anything else in the text is text, whatever it looks like. */
export const MathText = memo(function MathText({ text, isOpen = false }: MathTextProps) {
  const shown = text.length > maxText ? text.slice(0, maxText) : text;
  return (
    <span className="break-words whitespace-pre-wrap">
      {withTails(splitMath(visible(shown))).map(({ part, tail }, index) =>
        tail === '' ? (
          <Part key={index} part={part} />
        ) : (
          <span key={index} className="whitespace-nowrap">
            <Part part={part} />
            {tail}
          </span>
        ),
      )}
      {shown === text ? null : <Rest characters={text.length - maxText} />}
      {isOpen ? <span aria-hidden="true" className="caret" /> : null}
    </span>
  );
});

/** Of its own, so that texts that are shown whole do not listen for the language. */
function Rest({ characters }: { readonly characters: number }) {
  const say = useSay();
  return (
    <span className="text-mute"> … {say(siteWords.moreCharacters, { count: characters.toLocaleString('en') })}</span>
  );
}

interface Tailed {
  readonly part: MathPart;
  /** Punctuation right after a formula, which never begins a line of its own. */
  readonly tail: string;
}

function withTails(parts: readonly MathPart[]): readonly Tailed[] {
  const tailOf = (next: MathPart | undefined) =>
    next?.type === 'text' ? (/^[.,;:!?)\]]+/.exec(next.text)?.[0] ?? '') : '';
  return parts.map((part, i) => {
    const before = parts[i - 1];
    const isAfterFormula = before?.type === 'formula' && !before.isDisplay;
    return {
      part: part.type === 'text' && isAfterFormula ? { ...part, text: part.text.slice(tailOf(part).length) } : part,
      tail: part.type === 'formula' && !part.isDisplay ? tailOf(parts[i + 1]) : '',
    };
  });
}

function Part({ part }: { readonly part: MathPart }) {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'open':
      return <span className="font-mono text-[0.92em]">{part.text}</span>;
    case 'formula': {
      const html = typeset(part.tex, part.isDisplay);
      if (html === undefined)
        return <code className="text-[0.92em] break-all">{part.isDisplay ? `$$${part.tex}$$` : `$${part.tex}$`}</code>;
      // KaTeX's own output, with `trust` off: no links, no images, no classes or styles of the author's.
      return (
        <span
          className={part.isDisplay ? 'math-box math-display' : 'math-box'}
          dangerouslySetInnerHTML={{ __html: html }}
        />
      );
    }
  }
}

/** Control characters as their pictures, and marks that turn the reading direction as nothing; line breaks and tabs stay. */
function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
  return text
    .replace(control, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
    .replace(/[\u007f\u202a-\u202e\u2066-\u2069]/g, '');
}
