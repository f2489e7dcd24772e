/**
 * The bundled model server as a process: `node --import tsx lib/bundled/main.ts --port N --models FOLDER`.
 * Says `{"ready":true,…}` on standard output when it can answer, and ends with its standard input, so that it never
 * outlives whoever started it.
 */

import { availableParallelism, constants, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { createModelServer } from './http/server';
import { ModelService } from './model-service';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    models: { type: 'string' },
    workers: { type: 'string' },
    rows: { type: 'string', default: '64' },
    waiting: { type: 'string', default: '8192' },
    'cache-mb': { type: 'string', default: '192' },
    runtime: { type: 'string', default: 'auto' },
    pace: { type: 'string' },
  },
});

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function count(name: string, text: string): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 ? value : fail(`--${name} must be a whole number, not “${text}”.`);
}

const port = count('port', values.port ?? fail('--port is missing.'));
const folder = values.models ?? fail('--models is missing: the folder whose sub-folders are models.');
const { runtime } = values;
if (runtime !== 'auto' && runtime !== 'native' && runtime !== 'wasm') fail('--runtime is auto, native or wasm.');
// One bit per worker is what the scheduler remembers a prefix with.
const workers = Math.max(
  1,
  Math.min(16, values.workers === undefined ? availableParallelism() : count('workers', values.workers)),
);

process.stdin
  .on('end', () => process.exit(0))
  .on('error', () => process.exit(0))
  .resume();
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

// Pages and whoever looks at them come before the models, which take what is left; threads begin with what their process has.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const service = await ModelService.start({
  models: folder,
  workers,
  maxRows: Math.max(1, count('rows', values.rows)),
  maxWaiting: count('waiting', values.waiting),
  cacheBytes: count('cache-mb', values['cache-mb']) * 1024 * 1024,
  runtime,
  pace: values.pace === undefined ? undefined : count('pace', values.pace),
  onFailure: (error) => fail(`A worker failed: ${error.message}`),
}).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
if (service.models.length === 0)
  fail(`${folder} holds no complete model (config.json, model.safetensors, tokenizer.json).`);

const server = createModelServer(service, (error) => console.error(error));
server.on('error', (error) => fail(`Cannot listen on 127.0.0.1:${port}: ${error.message}`));
server.listen(port, '127.0.0.1', () => {
  const address = server.address();
  console.log(
    JSON.stringify({
      ready: true,
      port: typeof address === 'object' ? address?.port : port,
      workers,
      runtime: service.runtime,
      models: service.models.map(({ name }) => name),
    }),
  );
});
