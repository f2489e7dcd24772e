/**
 * Builds an ONNX model in memory, node by node. It knows the message layout of onnx.proto (IR version 8) and
 * nothing of what the graph computes; shapes are not inferred or checked here, the runtime does that on load.
 */

import { ProtobufMessage } from './protobuf';

const IR_VERSION = 8;
const OPSET_VERSION = 17;
/** Operators of ONNX Runtime beyond the standard: fused matrix product, fused residual + RMS norm. */
export const CONTRIB_DOMAIN = 'com.microsoft';

const ELEMENT_TYPE = { float32: 1, int64: 7 } as const;
export type ElementType = keyof typeof ELEMENT_TYPE;

/** A number is a fixed size, a name is a size known only when the graph runs. */
export type Dimension = number | string;

export interface FloatAttribute {
  readonly float: number;
}
/** A plain number is an INT attribute, an array INTS, `{ float }` a FLOAT. */
export type Attribute = number | readonly number[] | FloatAttribute;

export interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly domain?: string;
}

export class OnnxGraph {
  readonly #graph = new ProtobufMessage();
  #valueCount = 0;

  /** Adds a node with one output and returns that output's name. */
  node(operator: string, inputs: readonly string[], options: NodeOptions = {}): string {
    return this.nodeWithOutputs(operator, inputs, [this.freshName()], options)[0]!;
  }

  /** Adds a node whose outputs are named by the caller; an empty name skips an optional output. */
  nodeWithOutputs(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    options: NodeOptions = {},
  ): readonly string[] {
    const node = new ProtobufMessage();
    for (const input of inputs) node.text(1, input);
    for (const output of outputs) node.text(2, output);
    node.text(4, operator);
    for (const [name, value] of Object.entries(options.attributes ?? {})) node.message(5, attribute(name, value));
    if (options.domain) node.text(7, options.domain);
    this.#graph.message(1, node);
    return outputs;
  }

  freshName(): string {
    return `v${this.#valueCount++}`;
  }

  floats(shape: readonly number[], values: Float32Array): string {
    return this.#initializer('float32', shape, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  integers(values: readonly number[]): string {
    const wide = BigInt64Array.from(values.map(BigInt));
    return this.#initializer('int64', [values.length], new Uint8Array(wide.buffer));
  }

  input(name: string, type: ElementType, shape: readonly Dimension[]): string {
    this.#graph.message(11, valueInfo(name, type, shape));
    return name;
  }

  output(name: string, type: ElementType, shape: readonly Dimension[]): string {
    this.#graph.message(12, valueInfo(name, type, shape));
    return name;
  }

  /** The finished model as the bytes of an .onnx file. */
  encode(allocate?: (byteLength: number) => Uint8Array): Uint8Array {
    this.#graph.text(2, 'decoder');
    const model = new ProtobufMessage().integer(1, IR_VERSION).text(2, 'longthink').message(7, this.#graph);
    model.message(8, new ProtobufMessage().text(1, '').integer(2, OPSET_VERSION));
    model.message(8, new ProtobufMessage().text(1, CONTRIB_DOMAIN).integer(2, 1));
    return model.encode(allocate);
  }

  #initializer(type: ElementType, shape: readonly number[], raw: Uint8Array): string {
    const name = this.freshName();
    const tensor = new ProtobufMessage();
    for (const size of shape) tensor.integer(1, size);
    tensor.integer(2, ELEMENT_TYPE[type]).text(8, name).bytes(9, raw);
    this.#graph.message(5, tensor);
    return name;
  }
}

function attribute(name: string, value: Attribute): ProtobufMessage {
  const message = new ProtobufMessage().text(1, name);
  if (typeof value === 'number') return message.integer(3, value < 0 ? negative(value) : value).integer(20, 2);
  if ('float' in value) return message.float(2, value.float).integer(20, 1);
  for (const item of value) message.integer(8, item);
  return message.integer(20, 7);
}

/** Negative attributes (an axis of -1) would need a ten-byte varint; the graphs here name axes from the front. */
function negative(value: number): never {
  throw new Error(`Invariant broken: attribute ${value} is negative; count axes from the front`);
}

function valueInfo(name: string, type: ElementType, shape: readonly Dimension[]): ProtobufMessage {
  const dimensions = new ProtobufMessage();
  for (const size of shape) {
    dimensions.message(
      1,
      typeof size === 'number' ? new ProtobufMessage().integer(1, size) : new ProtobufMessage().text(2, size),
    );
  }
  const tensor = new ProtobufMessage().integer(1, ELEMENT_TYPE[type]).message(2, dimensions);
  return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
}
