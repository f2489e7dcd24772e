/**
 * Entry point of a worker thread: one engine per model, ticked in turn while there is work. It speaks the messages of
 * `./messages` with the main thread and knows nothing else of it.
 */

import { parentPort, workerData } from 'node:worker_threads';
import { assertDefined } from '@/lib/base';
import { Decoder } from './decoder';
import type { FromWorker, ToWorker, WorkerModel, WorkerSetup } from './messages';
import { ModelEngine } from './model-engine';
import { Outbox } from './outbox';
import { loadRuntime } from './runtime';
import type { TokenBytes } from './text-stream';

const port = assertDefined(parentPort, 'the worker runs in a worker thread');
const setup = workerData as WorkerSetup;
const send = (message: FromWorker): void => port.postMessage(message);

const runtime = await loadRuntime(setup.runtime);
const engines: ModelEngine[] = [];
for (const model of setup.models) {
  // A copy out of shared memory, which the runtime does not read.
  const session = await runtime.createSession(new Uint8Array(model.onnx));
  engines.push(
    new ModelEngine({
      model,
      decoder: new Decoder(model.config, runtime, session),
      tokenBytes: tokenBytesOf(model),
      maxRows: setup.maxRows,
      cacheBytes: setup.cacheBytes / setup.models.length,
      pace: setup.pace,
    }),
  );
}

let isTicking = false;
port.on('message', (message: ToWorker) => {
  if (message.type === 'add') {
    for (const sequence of message.sequences) engines[sequence.model]!.add(sequence);
  } else {
    const ids = new Set(message.ids);
    pendingAborts.push(ids);
  }
  if (!isTicking) {
    isTicking = true;
    void tickWhileBusy();
  }
});
const pendingAborts: ReadonlySet<number>[] = [];
const outbox = new Outbox();
send({ type: 'ready', runtime: runtime.kind, fallbackReason: runtime.fallbackReason });

async function tickWhileBusy(): Promise<void> {
  for (;;) {
    // Aborts are taken between ticks only: rows must not move while the graph reads them.
    for (const ids of pendingAborts.splice(0)) {
      for (const engine of engines) engine.abort(ids);
      outbox.drop(ids);
    }
    const busy = engines.filter((engine) => !engine.isIdle);
    if (busy.length === 0) break;
    for (const engine of busy) for (const output of await engine.tick(performance.now())) outbox.add(output);
    const now = performance.now();
    const delayMs = Math.min(...busy.map((engine) => engine.delayMs(now)));
    const outputs = outbox.take(now, delayMs);
    if (outputs.length > 0)
      send({ type: 'tick', outputs, statistics: { cacheUse: engines.map((engine) => engine.cacheUse) } });
    // Back to the event loop, so that new sequences and aborts are heard before the next tick.
    await new Promise((resolve) => (delayMs > 0 ? setTimeout(resolve, Math.min(delayMs, 20)) : setImmediate(resolve)));
  }
  isTicking = false;
}

function tokenBytesOf(model: WorkerModel): TokenBytes {
  const { bytes, offsets, special } = model.tokenBytes;
  return {
    bytesOf: (id) => bytes.subarray(offsets[id], offsets[id + 1]),
    isSpecial: (id) => special[id] === 1,
  };
}
