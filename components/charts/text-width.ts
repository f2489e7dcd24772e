/** How wide a text will be, near enough to leave room for it: measured means of the typeface, in shares of its size. */
const narrow = /[ .,:;|!'’ijlt()[\]]/;
const wide = /[MWmw@%–—]/;
/** Han letters and their punctuation, each as wide as it is high. */
const han = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text)
    ems += han.test(letter)
      ? 1
      : narrow.test(letter)
        ? 0.3
        : wide.test(letter)
          ? 0.86
          : /[A-Z]/.test(letter)
            ? 0.68
            : 0.575;
  return ems * size;
}

/** The text itself, or as much of it as fits with an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let end = text.length - 1;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/**
 * What stays together on a line, with the space before it: a word, or a Han letter; with the punctuation that neither begins a
 * line nor ends one.
 */
const piece =
  /(\s*)([（《「]*(?:[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+)[，。；：、！？）》」]*)/g;

/** Lines of at most `width`, broken at spaces and between Han letters. */
export function wrapText(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [, space, word] of text.matchAll(piece)) {
    const longer = line === '' ? word! : `${line}${space === '' ? '' : ' '}${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line);
      line = word!;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
