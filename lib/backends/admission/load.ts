/**
 * How busy a server says it is: the few lines of Prometheus text that matter, under the names of vLLM's old and new versions
 * and of its relatives.
 */

export interface ServerLoad {
  readonly running?: number;
  readonly waiting?: number;
  /** Share of the key-value cache in use, 0 to 1; with several engines that of the fullest. */
  readonly cacheUse?: number;
  /** Sequences set back for want of cache since the server started. */
  readonly preemptions?: number;
}

const line = /^([A-Za-z_:][\w:]*)(?:\{([^}]*)\})?\s+(\S+)/;

/** Counts are summed over engines; where the lines name models, only those of `model` count. Text that is no metrics gives an empty load. */
export function readLoad(text: string, model: string | undefined): ServerLoad {
  const found = new Map<string, number[]>();
  for (const each of text.split('\n')) {
    const [, name = '', labels = '', value = ''] = line.exec(each) ?? [];
    const named = /model_name="([^"]*)"/.exec(labels)?.[1];
    const number = Number(value);
    if (name === '' || !Number.isFinite(number) || (named !== undefined && model !== undefined && named !== model))
      continue;
    found.set(name, [...(found.get(name) ?? []), number]);
  }
  const first = (...names: readonly string[]) =>
    names.map((name) => found.get(name)).find((values) => values !== undefined);
  return {
    running: sum(first('vllm:num_requests_running', 'sglang:num_running_reqs', 'llamacpp:requests_processing')),
    waiting: sum(
      first(
        'vllm:num_requests_waiting',
        'vllm:num_requests_waiting_by_reason',
        'sglang:num_queue_reqs',
        'llamacpp:requests_deferred',
      ),
    ),
    // Half-full engines do not make a full one: the fullest is what sets sequences back.
    cacheUse: most(
      first(
        'vllm:kv_cache_usage_perc',
        'vllm:gpu_cache_usage_perc',
        'sglang:token_usage',
        'llamacpp:kv_cache_usage_ratio',
      ),
    ),
    preemptions: sum(first('vllm:num_preemptions_total', 'vllm:num_preemptions')),
  };
}

function sum(values: readonly number[] | undefined): number | undefined {
  return values?.reduce((total, value) => total + value, 0);
}

function most(values: readonly number[] | undefined): number | undefined {
  return values === undefined ? undefined : Math.max(...values);
}
