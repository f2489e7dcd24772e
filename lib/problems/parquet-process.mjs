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
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';

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
      rowStart,
      rowEnd: rowStart + groupRows,
    });
    for (const value of found) await write({ value });
    rowStart += groupRows;
  }
  await write({ end: true });
}

/** @param {unknown} message */
async function write(message) {
  const line = `${JSON.stringify(message, (_, value) => (typeof value === 'bigint' ? Number(value) : value))}\n`;
  if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}

main().catch(async (error) => {
  const message = error instanceof Error ? error.message : String(error);
  const codec = /unsupported compression codec: (\w+)/.exec(message)?.[1];
  await write({
    error: codec === undefined ? message : `it is compressed with ${codec}; write it with snappy, gzip, brotli or zstd`,
  });
});
