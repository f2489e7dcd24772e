/**
 * The few pieces of the protobuf wire format that writing an ONNX file needs: varints, 32-bit floats and
 * length-delimited fields. It writes only, knows no schema and checks no field numbers.
 * Format: https://protobuf.dev/programming-guides/encoding/
 */

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

const textEncoder = new TextEncoder();

/** Collects one message as a list of chunks, so that megabytes of weights are copied once, at the very end. */
export class ProtobufMessage {
  readonly #chunks: Uint8Array[] = [];
  #byteLength = 0;

  /** An int32, int64, bool or enum field; `value` is a non-negative safe integer. */
  integer(field: number, value: number): this {
    return this.#push(varint(field * 8 + VARINT)).#push(varint(value));
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#push(varint(field * 8 + FIXED_32)).#push(bytes);
  }

  text(field: number, value: string): this {
    return this.bytes(field, textEncoder.encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#push(varint(field * 8 + LENGTH_DELIMITED))
      .#push(varint(value.byteLength))
      .#push(value);
  }

  message(field: number, value: ProtobufMessage): this {
    this.#push(varint(field * 8 + LENGTH_DELIMITED)).#push(varint(value.#byteLength));
    for (const chunk of value.#chunks) this.#push(chunk);
    return this;
  }

  /** The encoded message, written into `allocate(byteLength)` (for instance over shared memory). */
  encode(allocate: (byteLength: number) => Uint8Array = (byteLength) => new Uint8Array(byteLength)): Uint8Array {
    const out = allocate(this.#byteLength);
    let offset = 0;
    for (const chunk of this.#chunks) {
      out.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return out;
  }

  #push(chunk: Uint8Array): this {
    this.#chunks.push(chunk);
    this.#byteLength += chunk.byteLength;
    return this;
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
