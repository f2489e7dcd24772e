/**
 * What is told of policy and verifier servers over the HTTP interface: as configured, as found, and as tried. Browser-safe;
 * the clients of those servers, and their wire shapes, are behind `lib/backends/index.ts`.
 */
import { z } from 'zod';
import { aggregationNameSchema, failureSchema } from '@/lib/search';

/** One policy or verifier server as configured and as found. */
export const backendStatusSchema = z.strictObject({
  name: z.string(),
  role: z.enum(['policy', 'verifier']),
  /** How it is spoken to, e.g. `vllm`, `rlhflow-prm`, `likelihood`. */
  kind: z.string(),
  url: z.string(),
  /** All addresses, where there are several, and how many of them answer. */
  urls: z.array(z.string()).optional(),
  reachable: z.int().optional(),
  isBundled: z.boolean(),
  isReachable: z.boolean(),
  model: z.string().optional(),
  version: z.string().optional(),
  /** What the server is, where it is one that is known by its answers. */
  software: z.string().optional(),
  /** What is worth knowing of it, in sentences; nothing of it keeps it from working. */
  notes: z.array(z.string()).optional(),
  maxModelLength: z.int().optional(),
  /** Millions of parameters, where configured or told. */
  parametersM: z.number().optional(),
  /** Of a million tokens, in the currency of the configuration. */
  promptPrice: z.number().optional(),
  completionPrice: z.number().optional(),
  /** What a policy is told before every problem. */
  systemPrompt: z.string().optional(),
  recommendedAggregation: aggregationNameSchema.optional(),
  capabilities: z.record(z.string(), z.boolean()),
  load: z.strictObject({
    running: z.number().optional(),
    waiting: z.number().optional(),
    cacheUse: z.number().optional(),
    preemptions: z.number().optional(),
    /** Sequences of this application: under way, and how many may be. */
    inFlight: z.number(),
    limit: z.number(),
  }),
  latencyMs: z.number().optional(),
  failure: failureSchema.optional(),
  checkedAt: z.number(),
});
export type BackendStatus = z.infer<typeof backendStatusSchema>;

export const backendTrialSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('wrote'),
    text: z.string(),
    tokens: z.int(),
    firstTokenMs: z.number(),
    ms: z.number(),
  }),
  /** Scores of a right and of a wrong step. */
  z.strictObject({ type: z.literal('scored'), right: z.number(), wrong: z.number(), ms: z.number() }),
  z.strictObject({ type: z.literal('failed'), failure: failureSchema }),
]);
export type BackendTrial = z.infer<typeof backendTrialSchema>;

export const backendTestSchema = z.strictObject({
  role: z.enum(['policy', 'verifier']),
  name: z.string().min(1).max(200),
});

export const backendTestedSchema = z.strictObject({ backend: backendStatusSchema, trial: backendTrialSchema });

export const backendListSchema = z.strictObject({ backends: z.array(backendStatusSchema) });
