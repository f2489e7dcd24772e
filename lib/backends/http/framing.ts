/**
 * How the values of one reply follow each other: as an event stream, one a line, or a single one. A body is what it opens as
 * and not what its label says, for proxies and small servers send event streams as JSON, lines as JSON, and JSON as events.
 * Knows no JSON beyond its first character and no words for what goes wrong.
 */
import { createParser } from 'eventsource-parser';
import { readText } from './connection';
import type { Connection } from './connection';

const endOfStream = '[DONE]';

export function isEndOfStream(text: string): boolean {
  return /^"?\[DONE\]"?$/i.test(text.trim());
}

/** Words that keep a connection open, where a comment should. */
function isKeepAlive(text: string): boolean {
  return /^(null|ping|heartbeat|keep-?alive)?$/i.test(text.trim());
}

/** What cannot be told apart into values. */
export type Unframed =
  | 'an HTML page'
  | 'it is not JSON'
  | 'an event without an end'
  | 'a line without an end'
  | 'too long';

/** One event holds a few tokens; a longer line is no event stream. */
const maxFrameLength = 16 * 1024 * 1024;

/**
 * The texts of the values, those that came together at once. A body that is one value is followed by `endOfStream`: it is
 * whole. Throws what `fail` makes of a body that is none of these, and a single value of more than `maxBytes`.
 */
export async function* framesOf(
  connection: Connection,
  maxBytes: number,
  fail: (why: Unframed) => Error,
): AsyncGenerator<readonly string[], void, undefined> {
  const label = connection.contentType;
  const { opening, read } = await openingOf(connection.read);
  if (/^[[{"]/.test(opening)) return yield* valuesOf(read, maxBytes, fail);
  if (opening.startsWith('<')) throw fail('an HTML page');
  const isLabelled = label.includes('event-stream') || !/json|html/.test(label);
  if (!isLabelled && opening !== '' && !/^(data|event|id|retry)?:/.test(opening))
    throw fail(label.includes('html') ? 'an HTML page' : 'it is not JSON');
  yield* eventsOf(read, fail);
}

/** The first characters that are not white space, as many as tell what a body is, and a reader of the whole. */
async function openingOf(read: Connection['read']): Promise<{ opening: string; read: Connection['read'] }> {
  const decoder = new TextDecoder();
  const seen: Uint8Array[] = [];
  let text = '';
  while (text.length < 'retry:'.length) {
    const piece = await read();
    if (piece === undefined) break;
    seen.push(piece);
    text = (text + decoder.decode(piece, { stream: true })).trimStart();
    if (/^[[{"<:]/.test(text)) break;
  }
  return { opening: text, read: () => (seen.length > 0 ? Promise.resolve(seen.shift()) : read()) };
}

async function* eventsOf(
  read: Connection['read'],
  fail: (why: Unframed) => Error,
): AsyncGenerator<readonly string[], void, undefined> {
  let texts: string[] = [];
  let isTooLong = false;
  const parser = createParser({
    maxBufferSize: maxFrameLength,
    onEvent: ({ data }) => {
      if (!isKeepAlive(data)) texts.push(data);
    },
    onError: (error) => {
      isTooLong ||= error.type === 'max-buffer-size-exceeded';
    },
  });
  const decoder = new TextDecoder();
  let opening: string | undefined = '';
  let isTight = false;
  for (let piece = await read(); piece !== undefined; piece = await read()) {
    let text = decoder.decode(piece, { stream: true });
    if (opening !== undefined) {
      text = opening + text;
      opening = text;
      if (opening.length < maxFrameLength && !/(\r\n|\n|\r(?!\n))[^]/.test(opening)) continue;
      isTight = hasNoBlankLines(opening);
      opening = undefined;
    }
    parser.feed(isTight ? text.replaceAll('\n', '\n\n') : text);
    if (isTooLong) throw fail('an event without an end');
    const taken = texts;
    texts = [];
    if (taken.length > 0) yield taken;
  }
  // The last event may lack the line behind it; one that was cut off is none.
  parser.feed(`${opening ?? ''}\n\n`);
  const last = texts.filter((text) => isJson(text) || isEndOfStream(text));
  if (last.length > 0) yield last;
}

/** Whether each line is an event of its own, which the format does not allow and some servers do. */
function hasNoBlankLines(opening: string): boolean {
  const [, first] = /^data:(.*)\ndata:/.exec(opening.trimStart()) ?? [];
  return first !== undefined && isJson(first);
}

/** One value a line, each as it comes, if the first line is a value and others follow; otherwise the body is one value. */
async function* valuesOf(
  read: Connection['read'],
  maxBytes: number,
  fail: (why: Unframed) => Error,
): AsyncGenerator<readonly string[], void, undefined> {
  const decoder = new TextDecoder();
  const seen: Uint8Array[] = [];
  let text = '';
  // A first line that is long is a value of its own; so is one that is not yet whole when the body ends.
  while (!text.includes('\n') && text.length < maxBytes) {
    const piece = await read();
    if (piece === undefined) break;
    seen.push(piece);
    text += decoder.decode(piece, { stream: true });
  }
  const again = () => (seen.length > 0 ? Promise.resolve(seen.shift()) : read());
  if (isJson(text.slice(0, text.indexOf('\n') + 1)) && text.trimEnd().includes('\n'))
    return yield* linesOf(again, fail);
  const whole = await readText(again, maxBytes);
  if (!whole.isWhole) throw fail('too long');
  yield [whole.text, endOfStream];
}

/** One JSON value a line, the last of which is the end of the stream (Ollama). */
async function* linesOf(
  read: Connection['read'],
  fail: (why: Unframed) => Error,
): AsyncGenerator<readonly string[], void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for (let piece = await read(); piece !== undefined; piece = await read()) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxFrameLength) throw fail('a line without an end');
    const values = lines.filter((line) => line.trim() !== '');
    if (values.length > 0) yield values;
  }
  if (rest.trim() !== '') yield [rest];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
