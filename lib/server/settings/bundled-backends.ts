/** The bundled models as a configuration: which there are, under which names, how large they are, and what shows them attempts. */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BackendsConfig } from '@/lib/backends';

/** The bundled models by the names under which their server knows them; undefined when there is no policy. */
export function bundledBackends(folder: string, url: string): BackendsConfig | undefined {
  const has = (model: string) => existsSync(join(folder, model, 'config.json'));
  const entry = (model: string) => {
    const parametersB = parametersOf(join(folder, model, 'model.safetensors'));
    return { name: model, url, model, ...(parametersB === undefined ? {} : { parametersB }) };
  };
  const policy = (model: string) => {
    const template = join(folder, model, 'revisions.jinja');
    const revisions = existsSync(template) ? { revisions: readFileSync(template, 'utf8').trimEnd() } : {};
    return { ...entry(model), kind: 'vllm' as const, ...revisions };
  };
  if (!has('policy')) return undefined;
  return {
    policies: ['policy', 'baseline', 'reviser'].filter(has).map(policy),
    verifiers: [
      ...(has('prm') ? [{ ...entry('prm'), kind: 'rlhflow-prm' as const }] : []),
      ...(has('baseline') ? [{ ...entry('baseline'), name: 'likelihood', kind: 'likelihood' as const }] : []),
    ],
  };
}

const headerSchema = z.record(z.string(), z.object({ shape: z.array(z.int()).optional() }));
/** Headers list tensors by name; those of the bundled models are a few kilobytes. */
const longestHeader = 1_000_000;

/** Billions of numbers in a safetensors file, from its header; undefined when it is not one. */
function parametersOf(path: string): number | undefined {
  if (!existsSync(path)) return undefined;
  const file = openSync(path, 'r');
  try {
    const lead = Buffer.alloc(8);
    readSync(file, lead, 0, lead.length, 0);
    const length = Number(lead.readBigUInt64LE());
    if (length > longestHeader) return undefined;
    const header = Buffer.alloc(length);
    readSync(file, header, 0, length, lead.length);
    const tensors = Object.values(headerSchema.parse(JSON.parse(header.toString('utf8'))));
    const count = tensors.reduce(
      (sum, { shape }) => sum + (shape?.reduce((product, size) => product * size, 1) ?? 0),
      0,
    );
    return count > 0 ? count / 1e9 : undefined;
  } catch {
    // The model server says what is wrong with the file; here it only means that the size is not known.
    return undefined;
  } finally {
    closeSync(file);
  }
}
