/**
 * Lists and structures that a program printed into a cell of a table: as JSON, or as Python and numpy do (`['x', 'y']`,
 * `['x' 'y']`, `{'text': array(['x'], dtype=object)}`). One pass over the text; it knows no column.
 */

/** Lists within lists. */
const maxLevels = 4;
const TOKEN =
  /\s*(?:([[\](){},:])|'([^'\\]*(?:\\.[^'\\]*)*)'|"([^"\\]*(?:\\.[^"\\]*)*)"|(-?\d[\d.]*(?:[eE][+-]?\d+)?)|(array|np\.array)(?=\()|dtype=\S+(?=\)))/sy;
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

type Token = { readonly mark: string } | { readonly value: string | number };

/** undefined for a text that is no list or structure from its first character to its last. */
export function writtenList(text: string): unknown {
  if (!/^\s*[[({]/.test(text)) return undefined;
  const tokens = tokensOf(text.trim());
  if (tokens === undefined) return undefined;
  let at = 0;
  const mark = (): string | undefined => {
    const token = tokens[at];
    return token !== undefined && 'mark' in token ? token.mark : undefined;
  };
  const read = (levels: number): unknown => {
    const token = tokens[at++];
    if (token === undefined) return undefined;
    if ('value' in token) return token.value;
    const closing = CLOSING[token.mark];
    if (closing === undefined || levels === 0) return undefined;
    const list: unknown[] = [];
    const named: Record<string, unknown> = {};
    while (mark() !== closing) {
      const item = read(levels - 1);
      if (item === undefined) return undefined;
      if (token.mark === '{') {
        if (typeof item !== 'string' || mark() !== ':') return undefined;
        at++;
        const value = read(levels - 1);
        if (value === undefined) return undefined;
        Object.defineProperty(named, item, { value, enumerable: true });
      } else list.push(item);
      if (mark() === ',') at++;
    }
    at++;
    // What is in round brackets alone is it (`array([…])`).
    return token.mark === '{' ? named : token.mark === '(' && list.length === 1 ? list[0] : list;
  };
  const value = read(maxLevels);
  return at === tokens.length && typeof value === 'object' ? value : undefined;
}

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    at = TOKEN.lastIndex;
    const [, mark, single, double, digits] = match;
    const quoted = single ?? double;
    if (mark !== undefined) tokens.push({ mark });
    else if (quoted !== undefined) tokens.push({ value: quoted.replaceAll(/\\(u[\da-fA-F]{4}|.)/gs, unescaped) });
    // Its own text where a double would be written otherwise.
    else if (digits !== undefined) tokens.push({ value: String(Number(digits)) === digits ? Number(digits) : digits });
  }
  return tokens;
}

function unescaped(whole: string, code: string): string {
  if (code.length === 5) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
  const plain: Readonly<Record<string, string>> = {
    n: '\n',
    t: '\t',
    r: '\r',
    "'": "'",
    '"': '"',
    '\\': '\\',
    '/': '/',
  };
  return plain[code] ?? whole;
}
