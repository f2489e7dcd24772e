/** The form of `longthink.config.json`: what may be written into it, and the complaints in words. Reads no file. */
import { z } from 'zod';
import { affinities, policyKinds } from '../config/backend';
import { complaintAbout, complaintAboutRevisions, renderChat, renderRevision } from '../config/chat-template';
import { kindOfModel, verifierKindOf, verifierKinds } from '../verifiers/verifier-kinds';

const urlSchema = z
  .string()
  .max(2_000)
  .superRefine((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (url === undefined || !/^https?:$/.test(url.protocol))
      complain('must be an http or https address, e.g. http://127.0.0.1:8000');
    else if (url.username !== '' || url.password !== '')
      complain('must not contain a user name or password; put the key into apiKeyEnv');
    else if (url.search !== '') complain('must not contain a query; put what follows the ? into query');
    else if (url.hash !== '') complain('must not contain #');
  });

const headerName = z
  .string()
  .max(200)
  .regex(/^[\w-]+$/, 'must be the name of a header');
const ours: ReadonlySet<string> = new Set(['model', 'prompt', 'messages', 'stream', 'n', 'stop', 'max_tokens', 'seed']);

const common = {
  name: z.string().trim().min(1).max(200),
  /** The server, or instead `urls`: several servers of the same model. */
  url: urlSchema.optional(),
  urls: z.array(urlSchema).min(1).max(64).optional(),
  /** What stays on one of several servers: a whole search, or each subtree that grows from a first step. */
  affinity: z.enum(affinities).optional(),
  model: z.string().min(1).max(500).optional(),
  /** The key itself, or (better) the name of the environment variable that holds it. */
  apiKey: z
    .string()
    .min(1)
    .max(2_000)
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .optional(),
  apiKeyEnv: z.string().min(1).max(200).optional(),
  /** The header that holds the key as it is (`api-key`); default: `Authorization: Bearer`. */
  apiKeyHeader: headerName.optional(),
  /** Where the calls begin below the address; default `/v1`, or nothing where the address ends in a version of its own. */
  apiPath: z
    .string()
    .max(500)
    .regex(/^(\/[\w.~-]+)*$/, 'must be a path like /v1, or empty where the address is the place of the calls itself')
    .optional(),
  /** Go along with every call. */
  query: z.record(z.string().min(1).max(200), z.string().max(2_000)).optional(),
  headers: z
    .record(
      headerName,
      z
        .string()
        .max(4_000)
        .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII'),
    )
    .optional(),
  /** Goes along with whatever the model is to write, in place of a field of ours where it is one. */
  extraBody: z
    .record(z.string().min(1).max(200), z.json())
    .refine((fields) => !Object.keys(fields).some((field) => ours.has(field)), {
      message: `must not hold what a search decides: ${[...ours].join(', ')}`,
    })
    .optional(),
  /** Billions of parameters, for FLOPs. */
  parametersB: z.number().positive().max(100_000).optional(),
  /** In any one currency. */
  pricePerMillionTokens: z.strictObject({ prompt: z.number().min(0), completion: z.number().min(0) }).optional(),
  maxConcurrency: z.int().min(1).max(4_096).optional(),
  timeoutSeconds: z.number().min(1).max(3_600).optional(),
};

const kindNames = verifierKinds.map(({ kind }) => kind);
const systemPrompt = z.string().max(20_000).optional();
/** Jinja, as in a model's tokenizer_config.json; instead of the server's own. */
const chatTemplate = z
  .string()
  .min(1)
  .max(100_000)
  .superRefine((source, context) => {
    const complaint = complaintAbout(source);
    if (complaint !== undefined) context.addIssue({ code: 'custom', message: `is not a chat template: ${complaint}` });
  })
  .optional();

/** The word for attempts that are turns of a chat. */
export const shownAsChat = 'chat';

/** How earlier attempts are shown: as a chat, or by Jinja of a model that was trained to see them. */
const revisions = z
  .string()
  .min(1)
  .max(100_000)
  .superRefine((source, context) => {
    const complaint = source === shownAsChat ? undefined : complaintAboutRevisions(source);
    if (complaint !== undefined)
      context.addIssue({
        code: 'custom',
        message: `is neither “${shownAsChat}” nor a template of revisions: ${complaint}`,
      });
  })
  .optional();

const oneAddress = (entry: { readonly url?: string; readonly urls?: readonly string[] }) =>
  (entry.url === undefined) !== (entry.urls === undefined);
const oneAddressWords = { path: ['url'], message: 'is needed, or urls instead of it; not both' };

/** What raises something, of which there is a complaint of its own, begins like anything. */
function beginAlike(chat: string, shown: string): boolean {
  if (complaintAbout(chat) !== undefined || complaintAboutRevisions(shown) !== undefined) return true;
  const { wantsBos } = renderChat(chat, [{ role: 'user', content: 'x' }]);
  return wantsBos === renderRevision(shown, { problem: 'x', attempts: ['x'] }).wantsBos;
}

const policySchema = z
  .strictObject({ ...common, kind: z.enum(policyKinds).default('vllm'), systemPrompt, chatTemplate, revisions })
  .refine(oneAddress, oneAddressWords)
  .refine(({ kind, revisions: shown = shownAsChat }) => kind === 'vllm' || shown === shownAsChat, {
    path: ['revisions'],
    message: `cannot be a template for a policy of kind chat, which takes no raw text; write “${shownAsChat}” or take it out`,
  })
  .refine(
    ({ chatTemplate: chat, revisions: shown = shownAsChat }) =>
      chat === undefined || shown === shownAsChat || beginAlike(chat, shown),
    {
      path: ['revisions'],
      message: 'must begin with {{ bos_token }} if chatTemplate does, and only then',
    },
  );
const verifierSchema = z
  .strictObject({ ...common, kind: z.enum(kindNames).optional(), systemPrompt })
  .refine(oneAddress, oneAddressWords)
  .transform((entry, context) => {
    const kind = entry.kind ?? kindOfModel(entry.model ?? entry.name)?.kind;
    if (kind !== undefined) return { ...entry, kind };
    context.addIssue({
      code: 'custom',
      path: ['kind'],
      message: `cannot be told from the name of the model; write one of ${kindNames.join(', ')}`,
    });
    return z.NEVER;
  })
  .refine((entry) => entry.systemPrompt === undefined || verifierKindOf(entry).takesSystemPrompt, {
    path: ['systemPrompt'],
    message: 'is not used by this kind of verifier; take it out',
  });

export const backendsConfigSchema = z
  .strictObject({ policies: z.array(policySchema).default([]), verifiers: z.array(verifierSchema).default([]) })
  .refine(({ policies, verifiers }) => policies.length + verifiers.length > 0, {
    path: ['policies'],
    message: 'needs at least one policy, or verifiers a verifier',
  });
/** What may be written into `longthink.config.json`. */
export type BackendsConfig = z.input<typeof backendsConfigSchema>;
export type PolicyEntry = z.infer<typeof policySchema>;
export type VerifierEntry = z.infer<typeof verifierSchema>;
