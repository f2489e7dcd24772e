/**
 * How busy a server says it is: the few lines of Prometheus text that matter, under the names of vLLM's old and new versions.
 */

export interface ServerLoad {
  readonly running?: number;
  readonly waiting?: number;
  /** Share of the key-value cache in use, 0 to 1. */
  readonly cacheUse?: number;
}

const line = /^([A-Za-z_:][\w:]*)(?:\{([^}]*)\})?\s+(\S+)/;

/** Sums over engines; where the lines name models, only those of `model` count. Text that is no metrics gives an empty load. */
export function readLoad(text: string, model: string | undefined): ServerLoad {
  const sums = new Map<string, number>();
  for (const each of text.split('\n')) {
    const [, name = '', labels = '', value = ''] = line.exec(each) ?? [];
    const named = /model_name="([^"]*)"/.exec(labels)?.[1];
    const number = Number(value);
    if (name === '' || !Number.isFinite(number) || (named !== undefined && model !== undefined && named !== model)) continue;
    sums.set(name, (sums.get(name) ?? 0) + number);
  }
  const first = (...names: readonly string[]) => names.map((name) => sums.get(name)).find((value) => value !== undefined);
  return {
    running: first('vllm:num_requests_running', 'sglang:num_running_reqs', 'llamacpp:requests_processing'),
    waiting: first('vllm:num_requests_waiting', 'vllm:num_requests_waiting_by_reason', 'sglang:num_queue_reqs', 'llamacpp:requests_deferred'),
    cacheUse: first('vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc', 'sglang:token_usage', 'llamacpp:kv_cache_usage_ratio'),
  };
}
