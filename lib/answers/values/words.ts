/** Answers that are words: how they are compared, and when letters in mathematics spell one. */
import type { AnswerNode } from '../tree';
import type { Work } from '../numbers/work';

/** Lower-case letters and digits of a text, which is all that counts in comparing texts. Numbers stay apart from each other. */
export function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/\\(?:text|mbox|mathrm|textbf|mathbf|operatorname)\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, (gap, at: number, whole: string) =>
      isDigit(whole[at - 1]) && isDigit(whole[at + gap.length]) ? '_' : '',
    );
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

export interface Spelling {
  readonly letters: string;
  /** At least one part was written as text, so that case and spacing mean nothing. */
  readonly isText: boolean;
}

/** What a tree made of words and single letters spells; undefined when it holds anything else. */
export function spelling(node: AnswerNode, work: Work): Spelling | undefined {
  work.charge(1);
  switch (node.kind) {
    case 'words':
      return { letters: lettersOf(node.text), isText: true };
    case 'symbol':
      return { letters: lettersOf(node.name), isText: false };
    case 'constant':
      return node.name === 'infinity' || node.name === 'pi' ? undefined : { letters: node.name, isText: false };
    case 'product':
    case 'bracketed': {
      const parts = node.parts.map((part) => spelling(part, work));
      if (!parts.every((part) => part !== undefined)) return undefined;
      return { letters: parts.map((part) => part.letters).join(''), isText: parts.some((part) => part.isText) };
    }
    default:
      return undefined;
  }
}
