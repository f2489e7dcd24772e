// @ts-check
/**
 * Reads a Parquet file in a process of its own and writes its rows as JSON lines: `parquet-process.mjs FILE COLUMNS`.
 * A file may claim anything (a page that unpacks to terabytes, a column of billions of equal values), so sizes are checked
 * before anything is unpacked, and what still goes wrong ends this process and not the app. COLUMNS is a JSON array of the
 * names that are wanted, without case and separators. The last line is `{"end": true}`.
 */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { once } from 'node:events';
import { Decompress } from 'fzstd';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, snappyUncompress } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import { decimalText, shortestHalf, shortestSingle, wholeOfBytes } from './parquet-numbers.mjs';

const maxPageBytes = 64_000_000;
const maxChunkBytes = 512_000_000;
const maxFooterBytes = 64_000_000;
const maxRows = 2_000_000;
const maxValuesPerRow = 64;

const [file = '', columnsJson = '[]'] = process.argv.slice(2);

/** What the file says of itself cannot be, or is too much. */
class Refusal extends Error {}

/** @param {number} length */
function checkedLength(length) {
  if (!(length >= 0 && length <= maxPageBytes))
    throw new Refusal(`a page unpacks to ${length} bytes, more than the ${maxPageBytes / 1e6} MB that are taken`);
  return length;
}

/** @type {Record<string, (input: Uint8Array, length: number) => Uint8Array>} */
const compressors = {
  SNAPPY(input, length) {
    const output = new Uint8Array(checkedLength(length));
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, length) => new Uint8Array(gunzipSync(input, { maxOutputLength: Math.max(1, checkedLength(length)) })),
  BROTLI: (input, length) =>
    new Uint8Array(brotliDecompressSync(input, { maxOutputLength: Math.max(1, checkedLength(length)) })),
  ZSTD(input, length) {
    const output = new Uint8Array(checkedLength(length));
    let size = 0;
    const stream = new Decompress((piece) => {
      if (size + piece.length > length) throw new Refusal('a page unpacks to more than it says');
      output.set(piece, size);
      size += piece.length;
    });
    stream.push(input, true);
    return output.subarray(0, size);
  },
};

/**
 * Walks over the page headers of a column and checks what they claim.
 * @param {ArrayBuffer} bytes
 * @param {number} rows
 */
function checkPages(bytes, rows) {
  const reader = { view: new DataView(bytes), offset: 0 };
  let unpacked = 0;
  let values = 0;
  while (reader.offset < bytes.byteLength - 1) {
    const {
      field_2: size,
      field_3: packed,
      field_5: data,
      field_7: dictionary,
      field_8: dataV2,
    } = deserializeTCompactProtocol(reader);
    const claimed = Number((data ?? dictionary ?? dataV2)?.field_1 ?? 0);
    if (!(packed >= 0) || !(claimed >= 0)) throw new Refusal('a page header is damaged');
    unpacked += checkedLength(size);
    values += claimed;
    if (unpacked > maxChunkBytes)
      throw new Refusal(
        `a column unpacks to more than ${maxChunkBytes / 1e6} MB in one row group; write it with smaller row groups`,
      );
    if (values > (rows + 1) * maxValuesPerRow) throw new Refusal(`a column claims ${values} values for ${rows} rows`);
    reader.offset += packed;
  }
}

async function main() {
  const source = await asyncBufferFromFile(file);
  const tail = new DataView(await source.slice(Math.max(0, source.byteLength - 8)));
  if (source.byteLength < 12 || tail.getUint32(0, true) > Math.min(maxFooterBytes, source.byteLength))
    throw new Refusal('its end is damaged or lacking');
  const metadata = await parquetMetadataAsync(source);
  const rows = Number(metadata.num_rows);
  if (rows > maxRows)
    throw new Refusal(
      `it has ${rows.toLocaleString('en')} rows, more than the ${maxRows.toLocaleString('en')} that are taken; split it`,
    );
  const wanted = new Set(/** @type {string[]} */ (JSON.parse(columnsJson)));
  const names = [
    ...new Set(
      metadata.row_groups.flatMap(({ columns }) => columns.map(({ meta_data }) => meta_data?.path_in_schema[0] ?? '')),
    ),
  ];
  const written = writersOf(metadata);
  const columns = names.filter((name) => wanted.has(name.toLowerCase().replaceAll(/[\s_-]/g, '')));
  await write({ columns: names.slice(0, 200) });
  let rowStart = 0;
  for (const group of columns.length === 0 ? [] : metadata.row_groups) {
    const groupRows = Number(group.num_rows);
    if (!(groupRows >= 0 && groupRows <= maxRows)) throw new Refusal('a row group has an impossible size');
    for (const { meta_data: meta } of group.columns) {
      if (meta === undefined || !columns.includes(meta.path_in_schema[0] ?? '')) continue;
      const start = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
      const end = start + Number(meta.total_compressed_size);
      if (!(start >= 4 && end >= start && end <= source.byteLength))
        throw new Refusal('a column lies outside of the file');
      checkPages(await source.slice(start, end), groupRows);
    }
    const found = await parquetReadObjects({
      file: source,
      metadata,
      columns,
      compressors,
      parsers: { ...DEFAULT_PARSERS, geometryFromBytes: wholeOfBytes },
      rowStart,
      rowEnd: rowStart + groupRows,
    });
    for (const value of found) {
      for (const { path, asWritten } of written)
        if (path[0] !== undefined && path[0] in value)
          value[path[0]] = everyCell(value[path[0]], path.slice(1), asWritten);
      await write({ value });
    }
    rowStart += groupRows;
  }
  await write({ end: true });
}

/**
 * By path, how its numbers are written where a double would lose digits or show some that nobody wrote. Decimals are read
 * as the whole numbers they are kept as: their annotation is taken away, and those kept as bytes go by way of a geometry.
 * @param {import('hyparquet').FileMetaData} metadata
 */
function writersOf(metadata) {
  /** @type {{ path: string[], asWritten: (cell: number | bigint) => unknown }[]} */
  const writers = [];
  for (const group of metadata.row_groups.slice(0, 1)) {
    for (const { meta_data: meta } of group.columns) {
      const path = meta?.path_in_schema ?? [];
      const element = leafOf(metadata.schema, path);
      if (element === undefined) continue;
      if (element.type === 'FLOAT') writers.push({ path, asWritten: (cell) => shortestSingle(Number(cell)) });
      if (element.logical_type?.type === 'FLOAT16')
        writers.push({ path, asWritten: (cell) => shortestHalf(Number(cell)) });
      if (element.converted_type !== 'DECIMAL' && element.logical_type?.type !== 'DECIMAL') continue;
      const scale = element.scale ?? 0;
      delete element.converted_type;
      delete element.logical_type;
      if (element.type !== 'INT32' && element.type !== 'INT64') element.logical_type = { type: 'GEOMETRY' };
      writers.push({ path, asWritten: (cell) => decimalText(BigInt(cell), scale) });
    }
  }
  return writers;
}

/**
 * @param {import('hyparquet').SchemaElement[]} schema depth first
 * @param {readonly string[]} path
 */
function leafOf(schema, path) {
  let at = 0;
  for (const name of path) {
    let children = schema[at]?.num_children ?? 0;
    at++;
    while (children > 0 && schema[at]?.name !== name) {
      at = behind(schema, at);
      children--;
    }
    if (children === 0) return undefined;
  }
  return schema[at];
}

/**
 * Behind an element and all that is in it.
 * @param {import('hyparquet').SchemaElement[]} schema
 * @param {number} at
 * @returns {number}
 */
function behind(schema, at) {
  let next = at + 1;
  for (let children = schema[at]?.num_children ?? 0; children > 0; children--) next = behind(schema, next);
  return next;
}

/**
 * @param {unknown} cell
 * @param {readonly string[]} path what is left of it within the cell; what lists are made of in the schema has no name in them
 * @param {(cell: number | bigint) => unknown} asWritten
 * @returns {unknown}
 */
function everyCell(cell, path, asWritten) {
  if (Array.isArray(cell)) return cell.map((each) => everyCell(each, path, asWritten));
  if (typeof cell === 'number' || typeof cell === 'bigint') return asWritten(cell);
  if (typeof cell !== 'object' || cell === null) return cell;
  const at = path.findIndex((name) => name in cell);
  const name = path[at];
  if (name === undefined) return cell;
  const inner = /** @type {Record<string, unknown>} */ (cell)[name];
  return { ...cell, [name]: everyCell(inner, path.slice(at + 1), asWritten) };
}

/**
 * A number where a double has all of its digits.
 * @param {bigint} value
 */
function wholeAsWritten(value) {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

/** @param {unknown} message */
async function write(message) {
  const line = `${JSON.stringify(message, (_, value) => (typeof value === 'bigint' ? wholeAsWritten(value) : value))}\n`;
  if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}

main().catch(async (error) => {
  const message = error instanceof Error ? error.message : String(error);
  const codec = /unsupported compression codec: (\w+)/.exec(message)?.[1];
  await write({
    error: codec === undefined ? message : `it is compressed with ${codec}; write it with snappy, gzip, brotli or zstd`,
  });
});
