/** The Prometheus text of /metrics, under vLLM's names. */

import type { ModelService } from '../model-service';
import type { Histogram, ModelStatistics } from '../statistics';

export function metricsText(service: ModelService): string {
  const lines: string[] = [];
  const family = (name: string, type: 'gauge' | 'counter' | 'histogram', help: string): void => {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
  };
  const each = (
    name: string,
    type: 'gauge' | 'counter',
    help: string,
    value: (index: number, own: ModelStatistics) => number,
  ): void => {
    family(name, type, help);
    service.statistics.models.forEach((own, index) =>
      lines.push(`${name}${type === 'counter' ? '_total' : ''}{${labels(own)}} ${value(index, own)}`),
    );
  };
  each('vllm:num_requests_running', 'gauge', 'Sequences being computed.', (index) =>
    service.runningCount(service.models[index]!),
  );
  each('vllm:num_requests_waiting', 'gauge', 'Sequences waiting.', (index) =>
    service.waitingCount(service.models[index]!),
  );
  // Not vllm:kv_cache_usage_perc: what fills this cache gives way to whoever needs the room.
  each('longthink:prefix_cache_filled_perc', 'gauge', 'Share of the prefix cache that is filled, 0 to 1.', (index) =>
    service.statistics.cacheUse(index),
  );
  each(
    'vllm:prefix_cache_queries',
    'counter',
    'Prompt tokens looked up in the prefix cache.',
    (_, own) => own.cacheQueries,
  );
  each('vllm:prefix_cache_hits', 'counter', 'Prompt tokens found in the prefix cache.', (_, own) => own.cacheHits);
  each('vllm:num_preemptions', 'counter', 'Sequences set back for want of memory.', () => 0);
  each('vllm:prompt_tokens', 'counter', 'Prompt tokens taken in.', (_, own) => own.promptTokens);
  each('vllm:generation_tokens', 'counter', 'Tokens generated.', (_, own) => own.generationTokens);
  family('vllm:request_success', 'counter', 'Continuations by how they ended.');
  for (const own of service.statistics.models) {
    for (const [reason, count] of Object.entries(own.endings))
      lines.push(`vllm:request_success_total{${labels(own)},finished_reason="${reason}"} ${count}`);
  }
  const histograms = [
    ['vllm:time_to_first_token_seconds', 'Request to first token.', (own: ModelStatistics) => own.firstToken],
    [
      'vllm:request_queue_time_seconds',
      'Request to its first sequence leaving the queue.',
      (own: ModelStatistics) => own.queueTime,
    ],
    ['vllm:e2e_request_latency_seconds', 'Request to its last token.', (own: ModelStatistics) => own.requestTime],
  ] as const;
  for (const [name, help, pick] of histograms) {
    family(name, 'histogram', help);
    for (const own of service.statistics.models) lines.push(...histogramLines(name, labels(own), pick(own)));
  }
  return `${lines.join('\n')}\n`;
}

function labels({ name }: ModelStatistics): string {
  return `engine="0",model_name="${name}"`;
}

function histogramLines(name: string, labelText: string, { bounds, counts, sum, count }: Histogram): string[] {
  return [
    ...bounds.map((bound, i) => `${name}_bucket{${labelText},le="${bound}"} ${counts[i]}`),
    `${name}_bucket{${labelText},le="+Inf"} ${count}`,
    `${name}_sum{${labelText}} ${sum}`,
    `${name}_count{${labelText}} ${count}`,
  ];
}
