/**
 * Loads a Hugging Face model folder: configuration, tokenizer, sampling defaults and the decoder graph built from its
 * weights. It runs nothing. The folder's name is the name the model is served under.
 */

import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { buildDecoderGraph } from './decoder-graph';
import { parseLlamaConfig, tokenIdList, type LlamaConfig } from './llama-config';
import { ModelFileError } from './model-file-error';
import { readSafetensors } from './safetensors';
import { Tokenizer } from './tokenizer';

/** Sampling values that hold when a request leaves them out (generation_config.json, as vLLM merges it). */
export interface SamplingDefaults {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly minP: number;
  readonly repetitionPenalty: number;
  readonly maxTokens?: number;
}

export interface LoadedModel {
  readonly name: string;
  readonly config: LlamaConfig;
  readonly tokenizer: Tokenizer;
  readonly defaults: SamplingDefaults;
  /** Ends a continuation with stop_reason null. */
  readonly endTokenId: number | undefined;
  /** Further end tokens; they end with their id as stop_reason. */
  readonly otherEndTokenIds: readonly number[];
  readonly parameterCount: number;
  /** The decoder as ONNX, in shared memory so that every worker reads the same bytes. */
  readonly onnx: Uint8Array;
}

const generationSchema = z.object({
  eos_token_id: z.union([z.number().int(), z.array(z.number().int())]).nullish(),
  temperature: z.number().min(0).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  top_k: z.number().int().nullish(),
  min_p: z.number().min(0).max(1).nullish(),
  repetition_penalty: z.number().positive().nullish(),
  max_new_tokens: z.number().int().positive().nullish(),
});

/** Folders directly under `root` that hold a complete model, by name. A folder still being written is left out. */
export async function findModelFolders(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders: string[] = [];
  for (const entry of entries.filter((entry) => entry.isDirectory()).toSorted((a, b) => a.name.localeCompare(b.name))) {
    const files = new Set(await readdir(join(root, entry.name)));
    if (['config.json', 'model.safetensors', 'tokenizer.json'].every((name) => files.has(name)))
      folders.push(join(root, entry.name));
  }
  return folders;
}

/** @throws ModelFileError naming the file and what is wrong with it. */
export async function loadModel(folder: string): Promise<LoadedModel> {
  const config = parseLlamaConfig(await readJson(join(folder, 'config.json')), join(folder, 'config.json'));
  const generation = generationSchema.safeParse(
    (await readJsonIfPresent(join(folder, 'generation_config.json'))) ?? {},
  );
  if (!generation.success)
    throw new ModelFileError(
      join(folder, 'generation_config.json'),
      `is not understood: ${z.prettifyError(generation.error)}`,
    );
  const tokenizerConfig = z
    .record(z.string(), z.unknown())
    .parse((await readJsonIfPresent(join(folder, 'tokenizer_config.json'))) ?? {});
  const templateInConfig = tokenizerConfig['chat_template'];
  const tokenizer = new Tokenizer(
    {
      path: join(folder, 'tokenizer.json'),
      tokenizer: z.looseObject({}).parse(await readJson(join(folder, 'tokenizer.json'))),
      config: tokenizerConfig,
      chatTemplate:
        typeof templateInConfig === 'string'
          ? templateInConfig
          : await readTextIfPresent(join(folder, 'chat_template.jinja')),
    },
    config.vocabularySize,
  );
  const weightsPath = join(folder, 'model.safetensors');
  const tensors = readSafetensors(await readFile(weightsPath), weightsPath);
  const listed = tokenIdList(generation.data.eos_token_id);
  const ends = listed.length > 0 ? listed : config.endTokenIds;
  const endTokenId = tokenizer.endTokenId ?? ends[0];
  const { temperature, top_p, top_k, min_p, repetition_penalty, max_new_tokens } = generation.data;
  return {
    name: basename(folder),
    config,
    tokenizer,
    defaults: {
      temperature: temperature ?? 1,
      topP: top_p ?? 1,
      topK: Math.max(0, top_k ?? 0),
      minP: min_p ?? 0,
      repetitionPenalty: repetition_penalty ?? 1,
      maxTokens: max_new_tokens ?? undefined,
    },
    endTokenId,
    otherEndTokenIds: ends.filter((id) => id !== endTokenId),
    parameterCount: [...tensors.values()].reduce((sum, tensor) => sum + tensor.values.length, 0),
    onnx: buildDecoderGraph(
      config,
      { path: weightsPath, tensors },
      (byteLength) => new Uint8Array(new SharedArrayBuffer(byteLength)),
    ),
  };
}

async function readJson(path: string): Promise<unknown> {
  const text = await readTextIfPresent(path);
  if (text === undefined) throw new ModelFileError(path, 'is missing');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelFileError(path, 'is not JSON', { cause });
  }
}

async function readJsonIfPresent(path: string): Promise<unknown> {
  return (await readTextIfPresent(path)) === undefined ? undefined : readJson(path);
}

async function readTextIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ModelFileError(path, 'cannot be read', { cause });
  }
}
