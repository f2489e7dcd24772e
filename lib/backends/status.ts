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
  /** For its owner alone, as the addresses. */
  url: z.string().optional(),
  /** All addresses, where there are several, and how many of them answer. */
  urls: z.array(z.string()).optional(),
  reachable: z.int().optional(),
  isBundled: z.boolean(),
  /** It stands in the configuration file, where the Backends page may change it. */
  isInFile: z.literal(true).optional(),
  isReachable: z.boolean(),
  /** It is being asked right now; what is told is from before, and nothing is known of one that was never asked. */
  isChecking: z.literal(true).optional(),
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

/** What a trial sent: the address, and the body without what was to be read. */
const sentSchema = z.strictObject({ url: z.string(), body: z.record(z.string(), z.unknown()) });

export const backendTrialSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('wrote'),
    sent: sentSchema.optional(),
    text: z.string(),
    tokens: z.int(),
    firstTokenMs: z.number(),
    ms: z.number(),
  }),
  /** Scores of a right and of a wrong step. */
  z.strictObject({
    type: z.literal('scored'),
    sent: sentSchema.optional(),
    right: z.number(),
    wrong: z.number(),
    ms: z.number(),
  }),
  z.strictObject({ type: z.literal('failed'), sent: sentSchema.optional(), failure: failureSchema }),
]);
export type BackendTrial = z.infer<typeof backendTrialSchema>;

const text = z.string().trim().min(1).max(2_000);

/** An address as somebody has entered it, with what it takes to be answered there. */
export const serverAddressSchema = z.strictObject({
  url: text,
  model: text.optional(),
  apiKey: text.optional(),
  apiPath: z.string().max(500).optional(),
  /** What stands behind the `?` of the address. */
  query: z.record(z.string().max(200), z.string().max(2_000)).optional(),
  /** The header that it takes the key in, where that is not the usual one. */
  apiKeyHeader: z.string().max(200).optional(),
});
export type ServerAddress = z.infer<typeof serverAddressSchema>;

/** What was found there, as it may be written down; with a failure, what would be tried next. */
export const foundServerSchema = z.strictObject({
  url: z.string(),
  model: z.string().optional(),
  apiPath: z.string().optional(),
  query: z.record(z.string(), z.string()).optional(),
  apiKeyHeader: z.string().optional(),
  role: z.enum(['policy', 'verifier']),
  kind: z.string(),
  /** Proposed. */
  name: z.string(),
  /** All that the server lists. */
  models: z.array(z.string()),
  software: z.string().optional(),
  /** A policy that step-by-step strategies can use. */
  stepwise: z.boolean().optional(),
  notes: z.array(z.string()),
  /** All kinds there are, for whoever knows better. */
  kinds: z.strictObject({ policy: z.array(z.string()), verifier: z.array(z.string()) }),
  failure: failureSchema.optional(),
});
export type FoundServer = z.infer<typeof foundServerSchema>;

/** A server to be written into the configuration. The key may be `$NAME`, an environment variable that holds it. */
export const newServerSchema = serverAddressSchema.extend({
  role: z.enum(['policy', 'verifier']),
  kind: text,
  name: text,
});
export type NewServer = z.infer<typeof newServerSchema>;

export const discoveredSchema = z.strictObject({
  servers: z.array(z.strictObject({ url: z.string(), models: z.array(z.string()) })),
});
export type DiscoveredServer = z.infer<typeof discoveredSchema>['servers'][number];

/** What becomes of a server of the configuration file; what is absent stays as it was, its key too. */
export const serverChangeSchema = z
  .strictObject({ name: text, url: text, kind: text, model: text })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'nothing is to be changed');
export type ServerChange = z.infer<typeof serverChangeSchema>;

/** Where it was written. */
export const addedSchema = z.strictObject({ name: z.string(), file: z.string() });

export const backendTestSchema = z.strictObject({
  role: z.enum(['policy', 'verifier']),
  name: z.string().min(1).max(200),
});

export const backendTestedSchema = z.strictObject({ backend: backendStatusSchema, trial: backendTrialSchema });

/** What is asked of the list of servers: to look at each again, and to answer soon, with what is known by then. */
export const backendsQuerySchema = z.strictObject({
  recheck: z.enum(['0', '1']).default('0'),
  soon: z.enum(['0', '1']).default('0'),
});
export type BackendsQuery = z.input<typeof backendsQuerySchema>;

export const backendListSchema = z.strictObject({ backends: z.array(backendStatusSchema) });
