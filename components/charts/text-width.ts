/** How wide a text will be, near enough to leave room for it: measured means of the typeface, in shares of its size. */
const narrow = /[ .,:;|!'’ijlt()[\]]/;
const wide = /[MWmw@%–—]/;

export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text)
    ems += narrow.test(letter) ? 0.3 : wide.test(letter) ? 0.86 : /[A-Z]/.test(letter) ? 0.68 : 0.575;
  return ems * size;
}

/** The text itself, or as much of it as fits with an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let end = text.length - 1;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Lines of at most `width`, broken at spaces. */
export function wrapText(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
