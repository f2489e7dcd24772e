/**
 * Finds the library that runs ONNX graphs: the native binding, or its WebAssembly build (same interface, about a
 * third of the speed) where no native binary exists, for instance on Intel Macs and musl. It knows no models.
 */

import type * as Ort from 'onnxruntime-node';

/** `auto` tries native first; the others insist. */
export type RuntimeChoice = 'auto' | 'native' | 'wasm';

export interface Runtime {
  readonly kind: 'native' | 'wasm';
  readonly Tensor: typeof Ort.Tensor;
  readonly createSession: (model: Uint8Array) => Promise<Ort.InferenceSession>;
  /** Why the native binding was passed over, when it was. */
  readonly fallbackReason?: string;
}

// One thread per session: the sequences are spread over worker threads instead, which measured faster than two
// threads inside one product.
const SESSION_OPTIONS: Ort.InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
};

export async function loadRuntime(choice: RuntimeChoice): Promise<Runtime> {
  if (choice === 'wasm') return loadWasm();
  try {
    const { InferenceSession, Tensor } = await import('onnxruntime-node');
    return { kind: 'native', Tensor, createSession: (model) => InferenceSession.create(model, SESSION_OPTIONS) };
  } catch (cause) {
    if (choice === 'native') throw cause;
    return { ...(await loadWasm()), fallbackReason: cause instanceof Error ? cause.message : String(cause) };
  }
}

async function loadWasm(): Promise<Runtime> {
  const { InferenceSession, Tensor, env } = await import('onnxruntime-web');
  env.wasm.numThreads = 1;
  return {
    kind: 'wasm',
    Tensor: Tensor, // both packages re-export the one class of onnxruntime-common
    createSession: (model) => InferenceSession.create(model, SESSION_OPTIONS),
  };
}
