/**
 * Where the rows of a file are: its lines, or the objects of a JSON document (an array, or written over several lines). It
 * finds objects by their braces and reads none of them.
 */

export interface RowSource {
  /** Of the beginning, from 1. */
  readonly line: number;
  readonly source: string;
}

const [newline, quote, backslash, open, close] = [0x0a, 0x22, 0x5c, 0x7b, 0x7d] as const;

/** In the order of the file; lines may be blank. `bytes` is UTF-8, with or without a byte order mark. */
export function rowSources(bytes: Uint8Array): Generator<RowSource, void> {
  return isDocument(bytes) ? objectsIn(bytes) : linesIn(bytes);
}

function* linesIn(bytes: Uint8Array): Generator<RowSource, void> {
  const decoder = new TextDecoder();
  for (let from = 0, line = 1; from < bytes.length; line++) {
    const end = bytes.indexOf(newline, from);
    const to = end < 0 ? bytes.length : end;
    yield { line, source: decoder.decode(bytes.subarray(from, to)) };
    from = to + 1;
  }
}

/** A line of its own that is no object begins a document, unless another object begins right behind it. */
function isDocument(bytes: Uint8Array): boolean {
  const found: string[] = [];
  for (const { source } of linesIn(bytes)) {
    const text = source.trim();
    if (text !== '') found.push(text);
    if (found.length === 2) break;
  }
  const [first = '', second = '{'] = found;
  if (first.startsWith('[')) return true;
  return first.startsWith('{') && !first.endsWith('}') && !second.startsWith('{');
}

function* objectsIn(bytes: Uint8Array): Generator<RowSource, void> {
  const decoder = new TextDecoder();
  let line = 1;
  let [depth, from, begun] = [0, 0, 1];
  let isString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === newline) line++;
    if (isString) {
      if (byte === backslash) at++;
      else if (byte === quote) isString = false;
    } else if (byte === quote) isString = true;
    else if (byte === open && depth++ === 0) [from, begun] = [at, line];
    else if (byte === close && depth > 0 && --depth === 0)
      yield { line: begun, source: decoder.decode(bytes.subarray(from, at + 1)) };
  }
  // The rest of an object that never ends is told as such.
  if (depth > 0) yield { line: begun, source: decoder.decode(bytes.subarray(from)) };
}
