/**
 * JSON as one document: an array of objects, or an object that holds such arrays (`{"data": [...]}`, the rows interface of
 * datasets' `{"rows": [{"row": {...}}]}`). Read piece by piece; never whole in memory.
 */
import { JSONParser } from '@streamparser/json';
import { isObject, maxRowBytes, ProblemFileError, type RawRow, type RawRows } from './raw-rows';

/** `isArray`: the document begins with `[`. */
export async function* readJsonDocument(bytes: AsyncIterable<Uint8Array>, isArray: boolean): RawRows {
  const parser = new JSONParser({ paths: [isArray ? '$.*' : '$.*.*'], keepStack: false });
  let row = 0;
  let found: RawRow[] = [];
  let failure: Error | undefined;
  parser.onValue = ({ value }) => {
    if (!isArray && !isObject(value)) return;
    row += 1;
    found.push(
      isObject(value)
        ? { row, value: isObject(value['row']) ? value['row'] : value }
        : { row, complaint: 'no JSON object' },
    );
  };
  parser.onError = (error) => {
    failure ??= error;
  };
  let sinceLast = 0;
  // Decoded here: what is no UTF-8 is to cost its own entry only.
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }));
    sinceLast = found.length > 0 ? 0 : sinceLast + chunk.byteLength;
    yield* found;
    found = [];
    if (failure !== undefined)
      throw new ProblemFileError(`after entry ${row} the file is no JSON: ${failure.message.slice(0, 160)}`);
    if (sinceLast > maxRowBytes)
      throw new ProblemFileError(
        `entry ${row + 1} is longer than ${maxRowBytes / 1_000_000} MB, or the file is not an array of problems`,
      );
  }
  if (!parser.isEnded) throw new ProblemFileError(`the file ends in the middle, after entry ${row}`);
}
