/**
 * Calls of the HTTP interface from the browser: every reply is checked, every failure becomes one typed error with
 * words for the screen. Knows no cache, no React and nothing of how the server works.
 */
import { z } from 'zod';
import { limitTime } from '@/lib/base';
import { accessSchema, apiErrorSchema, type AccessRole } from '@/lib/server/wire';
import {
  addedSchema,
  backendListSchema,
  backendTestedSchema,
  discoveredSchema,
  foundServerSchema,
  type BackendsQuery,
  type BackendStatus,
  type BackendTrial,
  type DiscoveredServer,
  type FoundServer,
  type NewServer,
  type ServerAddress,
  type ServerChange,
} from '@/lib/backends/status';
import {
  createdRunSchema,
  olderRunsSchema,
  runListSchema,
  runSummarySchema,
  type CreateRunRequest,
  type ForkRunRequest,
  type LogQuery,
  type OlderRunsQuery,
  type RunCommand,
  type RunList,
  type RunListQuery,
  type RunSummary,
} from '@/lib/runs/wire';
import { problemListSchema, templateListSchema, type ProblemQuery, type ProblemTemplate } from '@/lib/problems/wire';
import { fillText, replyTexts, toldAs, type Text, type Told } from '@/lib/words';

/** Longer than any of the server's own waits; a reply that takes longer is not coming. */
const timeoutMs = 20_000;
/** A model server may have to wake up first, and is then given its own time. */
const testTimeoutMs = 180_000;
/** Thousands of logs are removed in pieces, between which others are served. */
const deleteTimeoutMs = 600_000;

/** A call that failed; `message` is English, `said` is there in every language where that is known. `status` is 0 when no reply came at all; `code` is then `unreachable`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number;
  readonly details: unknown;
  readonly said: Text | undefined;
  constructor(
    { message, said }: Told,
    options: { readonly code: string; readonly status: number; readonly details?: unknown; readonly cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.code = options.code;
    this.status = options.status;
    this.details = options.details;
    this.said = said;
  }
  /** No reply came: the app itself is down or starting. */
  get isServerDown(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 504;
  }
}

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: BodyInit;
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Instead of the usual limit. Infinity: a file on its way may take as long as it takes; `signal` ends it. */
  readonly limitMs?: number;
  /** It goes out also where the page is being left. */
  readonly keepalive?: boolean;
}

/** The raw reply of a call that succeeded; throws ApiError otherwise, except when `signal` aborted it. */
export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const limitMs = options.limitMs ?? timeoutMs;
  const outer = options.signal ?? new AbortController().signal;
  // Not released where a reply came: it holds for the body, too, which is read by whoever asked.
  const limit = limitMs === Infinity ? undefined : limitTime(outer, limitMs);
  let reply: Response;
  try {
    // Every reply says itself that it is not to be kept; said here too, Firefox would ask again for what the page has preloaded.
    reply = await fetch(path, {
      method: options.method ?? 'GET',
      body: options.body,
      keepalive: options.keepalive,
      headers: {
        accept: options.accept ?? 'application/json',
        ...(options.contentType === undefined ? {} : { 'content-type': options.contentType }),
      },
      signal: limit?.signal ?? outer,
    });
  } catch (cause) {
    limit?.release();
    if (options.signal?.aborted === true) throw cause;
    throw new ApiError(
      toldAs(limit?.isOver === true ? fillText(replyTexts.late, { seconds: limitMs / 1000 }) : replyTexts.down),
      { code: 'unreachable', status: 0, cause },
    );
  }
  if (!reply.ok) throw await errorOf(reply);
  return reply;
}

async function errorOf(reply: Response): Promise<ApiError> {
  const body: unknown = await reply.json().catch(() => undefined);
  const parsed = apiErrorSchema.safeParse(body);
  if (parsed.success) {
    const { code, details, ...told } = parsed.data.error;
    return new ApiError(told, { code, status: reply.status, details });
  }
  return new ApiError(toldAs(fillText(replyTexts.unexplained, { status: reply.status })), {
    code: 'unexplained',
    status: reply.status,
  });
}

/** A checked reply; throws ApiError like `request`. */
export async function json<T>(schema: z.ZodType<T>, path: string, options?: RequestOptions): Promise<T> {
  const reply = await request(path, options);
  const parsed = schema.safeParse(await reply.json().catch(() => undefined));
  if (!parsed.success) {
    throw new ApiError(toldAs(fillText(replyTexts.otherForm, { path })), {
      code: 'bad-reply',
      status: reply.status,
      details: z.prettifyError(parsed.error),
      cause: parsed.error,
    });
  }
  return parsed.data;
}

export function post(value: unknown): RequestOptions {
  return { method: 'POST', body: JSON.stringify(value), contentType: 'application/json' };
}

/** Whoever calls says whose query it is (`satisfies`). What is absent or empty is left out. */
export function queryString(values: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

/** What whoever asks may do. */
export async function fetchAccess(signal?: AbortSignal): Promise<AccessRole> {
  return (await json(accessSchema, '/api/access', { signal })).role;
}

export function createRun(body: CreateRunRequest): Promise<{ runId: string }> {
  return json(createdRunSchema, '/api/runs', post(body));
}

/** Starts a run that leaves this one. */
export function forkRun(id: string, fork: ForkRunRequest): Promise<{ runId: string }> {
  return json(createdRunSchema, `/api/runs/${encodeURIComponent(id)}/forks`, post(fork));
}

/** The page in which a log is saved, with nothing in it. */
export async function fetchViewer(): Promise<string> {
  return (await request('/api/viewer', {})).text();
}

/** Where a run is had as a page that stands alone. */
export function pagePath(runId: string): string {
  return `/api/runs/${encodeURIComponent(runId)}/page`;
}

/** Stores a recorded log (one JSON entry a line) as a run of its own. */
export function importRun(log: Blob): Promise<{ runId: string }> {
  return json(createdRunSchema, '/api/runs/import', { method: 'POST', body: log, contentType: 'application/x-ndjson' });
}

export function fetchRuns(query: Partial<RunListQuery>, signal?: AbortSignal): Promise<RunList> {
  return json(runListSchema, `/api/runs${queryString(query satisfies Partial<RunListQuery>)}`, { signal });
}

export function fetchRun(id: string, signal?: AbortSignal): Promise<RunSummary> {
  return json(runSummarySchema, `/api/runs/${encodeURIComponent(id)}`, { signal });
}

export async function deleteRun(id: string): Promise<void> {
  // Also where the page is being left, on which it waited to be undone.
  await request(`/api/runs/${encodeURIComponent(id)}`, { method: 'DELETE', keepalive: true });
}

/** How many runs came here more than `days` ago and may be deleted. */
export async function fetchOlderRuns(days: number, signal?: AbortSignal): Promise<number> {
  return (await json(olderRunsSchema, `/api/runs/older${queryString({ days } satisfies OlderRunsQuery)}`, { signal }))
    .runs;
}

/** Deletes them; how many there were. */
export async function deleteOlderRuns(days: number): Promise<number> {
  return (
    await json(olderRunsSchema, `/api/runs${queryString({ days } satisfies OlderRunsQuery)}`, {
      method: 'DELETE',
      limitMs: deleteTimeoutMs,
    })
  ).runs;
}

export async function sendCommand(id: string, command: RunCommand): Promise<void> {
  await request(`/api/runs/${encodeURIComponent(id)}/commands`, post(command));
}

export function fetchProblems(query: ProblemQuery, signal?: AbortSignal): Promise<z.infer<typeof problemListSchema>> {
  return json(problemListSchema, `/api/problems${queryString(query satisfies ProblemQuery)}`, { signal });
}

export async function fetchTemplates(signal?: AbortSignal): Promise<readonly ProblemTemplate[]> {
  return (await json(templateListSchema, '/api/problems/templates', { signal })).templates;
}

/**
 * `recheck` asks the server to look at every backend now instead of telling what it saw last. A backend that takes its time
 * is told as being asked.
 */
export async function fetchBackends(
  options: { readonly recheck?: boolean; readonly signal?: AbortSignal } = {},
): Promise<readonly BackendStatus[]> {
  const asked = queryString({
    soon: '1',
    ...(options.recheck === true ? { recheck: '1' } : {}),
  } satisfies BackendsQuery);
  const reply = await json(backendListSchema, `/api/backends${asked}`, { signal: options.signal });
  return reply.backends;
}

/** What is behind an address; a failure is a result, in words. Models may have to wake up first. */
export function findServer(address: ServerAddress): Promise<FoundServer> {
  return json(foundServerSchema, '/api/backends/find', { ...post(address), limitMs: testTimeoutMs });
}

/** Servers on the usual ports of the machine that the app runs on. */
export async function discoverServers(): Promise<readonly DiscoveredServer[]> {
  return (await json(discoveredSchema, '/api/backends/discover', post({}))).servers;
}

/** Writes a server into the configuration; the app has taken it up when this resolves. */
export function addServer(server: NewServer): Promise<{ readonly name: string; readonly file: string }> {
  return json(addedSchema, '/api/backends', post(server));
}

interface ServerPlace {
  readonly role: 'policy' | 'verifier';
  readonly name: string;
}

function placeOf({ role, name }: ServerPlace): string {
  return `/api/backends/${role}/${encodeURIComponent(name)}`;
}

/** Of a server that stands in the configuration file; what is not named stays as it was. */
export async function changeServer(place: ServerPlace, change: ServerChange): Promise<void> {
  await request(placeOf(place), { ...post(change), method: 'PATCH' });
}

export async function removeServer(place: ServerPlace): Promise<void> {
  await request(placeOf(place), { method: 'DELETE' });
}

/** Has one server do its work once, and asks it anew what it is. Slow servers may take a while. */
export function testBackend(test: {
  readonly role: 'policy' | 'verifier';
  readonly name: string;
}): Promise<{ readonly backend: BackendStatus; readonly trial: BackendTrial }> {
  return json(backendTestedSchema, '/api/backends/test', { ...post(test), limitMs: testTimeoutMs });
}

/** Where a run's log is downloaded from, one JSON entry a line. */
export function logPath(id: string, query: LogQuery = {}): string {
  return `/api/runs/${encodeURIComponent(id)}/events${queryString(query satisfies LogQuery)}`;
}
