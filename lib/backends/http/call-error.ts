/**
 * What can go wrong with a call to a server, and the words for it: which server, which call, what to do. The only place
 * where such messages are written. Knows nothing of what the call was for.
 */
import { assertUnreachable } from '@/lib/base';
import { BackendError } from '@/lib/search';
import type { FailureKind } from '@/lib/search';
import type { Backend } from '../config/backend';
import { pathOn } from './address';
import { readOverflow } from './context-overflow';
import type { Overflow } from './context-overflow';

/** The transport gives up on a connection that is not accepted within this time. */
export const connectTimeoutMs = 5_000;

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

export type Trouble =
  | { readonly type: 'refused' | 'unknown-host' | 'connect-timeout' | 'reset' | 'cut' }
  /** A stream that came to its own end, in which no text did. */
  | { readonly type: 'endless' }
  | { readonly type: 'stalled'; readonly ms: number }
  | { readonly type: 'unreachable'; readonly detail: string }
  /** The certificate of a server is of an authority that nobody knows here, is out of date, or for another name. */
  | { readonly type: 'certificate'; readonly why: 'unknown' | 'out-of-date' | 'other-name'; readonly detail: string }
  /** What it says is no TLS, although its address says so. */
  | { readonly type: 'no-tls' }
  /** `status` of the reply, or the code of an error that came inside one of success. `text` is the server's own. */
  | {
      readonly type: 'status';
      readonly status: number;
      readonly text: string;
      readonly param?: string;
      readonly retryAfterMs?: number;
      /** The error came inside a reply of success and named no code. */
      readonly isGuessed?: boolean;
    }
  | { readonly type: 'bad-reply'; readonly detail: string };

/** A failed call. `trouble` keeps what the adapters need to decide on; it never leaves this folder. */
export class CallError extends BackendError {
  readonly trouble: Trouble;
  readonly #model: string | undefined;
  constructor(
    backend: Backend,
    call: Call,
    found: Trouble,
    details: { readonly attempt?: number; readonly cause?: unknown } = {},
  ) {
    const trouble = withoutKey(found, backend);
    const kind = kindOf(trouble);
    const attempt = details.attempt ?? 1;
    const where = `(${call.method} ${pathOn(backend, call.path)}${attempt > 1 ? `, attempt ${attempt}` : ''})`;
    const server = `The ${backend.role} server “${backend.name}” at ${backend.url}`;
    super(kind, `${server} ${whatOf(backend, call, trouble)} ${where}. ${remedyOf(backend, trouble)}`, {
      server: backend.name,
      isRetryable: transient.has(kind),
      cause: details.cause,
    });
    this.trouble = trouble;
    this.#model = backend.model;
  }
  /** HTTP status, where there was a reply. */
  get status(): number | undefined {
    return this.trouble.type === 'status' ? this.trouble.status : undefined;
  }
  /** The field that the server complains about, where it says so. */
  get param(): string | undefined {
    return this.trouble.type === 'status' ? this.trouble.param : undefined;
  }
  /** The server's own words, where there was a reply. */
  get serverText(): string {
    return this.trouble.type === 'status' ? this.trouble.text : '';
  }
  /** True when the server does not know the path, as opposed to the model. */
  get isUnknownPath(): boolean {
    return this.status !== undefined && [404, 405, 501].includes(this.status) && !isAboutModel(this.trouble);
  }
  /** True when the server has the call, but not the model it asks for; one that has not the call may speak of models, too. */
  get isUnknownModel(): boolean {
    const isNamed = this.param === 'model' || this.#model === undefined || this.serverText.includes(this.#model);
    return isAboutModel(this.trouble) && isNamed;
  }
  /** True when no whole reply came. */
  get isLost(): boolean {
    return this.trouble.type !== 'status' && this.trouble.type !== 'bad-reply';
  }
  /** True when the server, or what stands before it, says that it cannot answer now. */
  get isPassing(): boolean {
    return this.status !== undefined && [408, 429, 502, 503, 504].includes(this.status);
  }
  /** True when the server, or what stands before it, waited for no answer any longer. */
  get isOutOfTime(): boolean {
    return this.trouble.type === 'stalled' || (this.status !== undefined && [408, 504, 524].includes(this.status));
  }
  /** What the server says of it where prompt and answer together do not fit the model's context. */
  get overflow(): Overflow | undefined {
    return overflowOf(this.trouble);
  }
  get isContextOverflow(): boolean {
    return this.overflow !== undefined;
  }
  /**
   * Tokens that the model writes at most in one answer, where that many were refused; 0 where the server does not say how many.
   * Undefined when the error is about something else.
   */
  mostWritten(asked: number): number | undefined {
    const fields = ['max_tokens', 'max_completion_tokens', 'max_new_tokens', 'num_predict'];
    if (this.isContextOverflow || this.isUnknownField || !fields.some((field) => this.isAboutField(field)))
      return undefined;
    if (
      !/at most|too (large|high|big|many)|exceed|maximum|range|less than|<=|not (be )?(greater|larger|more)/i.test(
        this.serverText,
      )
    )
      return undefined;
    const numbers = this.serverText.match(/\d+/g)?.map(Number) ?? [];
    return Math.max(0, ...numbers.filter((number) => number < asked));
  }
  /** True when the server writes one continuation a request, and says so (llama-server, each of its versions in other words). */
  get isAboutCount(): boolean {
    return (
      this.trouble.type === 'status' &&
      (this.trouble.param === 'n' ||
        /only one completion choice|n_cmpl cannot be|field 'n':|\bn must be|\bn\b.{0,20} (> 1|greater than 1) is not|['"`]n['"`].{0,40}(not|un)[- ]?support|(unknown|unrecognized|unsupported).{0,30}(['"`]n['"`]|: n$)/i.test(
          this.serverText,
        ))
    );
  }
  /** True when the server complains about this field or its value; llama-cpp-python does so with status 500. */
  isAboutField(name: string): boolean {
    if (this.trouble.type !== 'status' || ![400, 422, 500].includes(this.trouble.status)) return false;
    const { param, text } = this.trouble;
    return param === name || param?.endsWith(`.${name}`) === true || new RegExp(`\\b${name}\\b`).test(text);
  }
  /** True when the server refuses a field that it does not know (vLLM before 0.6.5, and most hosted ones). */
  get isUnknownField(): boolean {
    return (
      (this.status === 400 || this.status === 422) &&
      /extra.{0,40}(permitted|forbidden)|(unrecognized|unknown|unsupported|unexpected).{0,30}(name|field|param|argument|property|key|value)|(is|are|does) (not|un)[- ]?support|scheduling is not enabled|cannot find field|is deprecated/i.test(
        this.serverText,
      )
    );
  }
}

/** Kinds that may go away by themselves. */
const transient: ReadonlySet<FailureKind> = new Set(['unreachable', 'timeout', 'cut', 'overloaded', 'server-error']);

function overflowOf(trouble: Trouble): Overflow | undefined {
  return trouble.type === 'status' ? readOverflow(trouble.status, trouble.text) : undefined;
}

function isAboutModel(trouble: Trouble): boolean {
  return (
    trouble.type === 'status' &&
    trouble.status === 404 &&
    (trouble.param === 'model' || /\bmodel\b/i.test(trouble.text))
  );
}

function kindOf(trouble: Trouble): FailureKind {
  switch (trouble.type) {
    case 'refused':
    case 'unknown-host':
    case 'connect-timeout':
    case 'reset':
    case 'unreachable':
    case 'certificate':
    case 'no-tls':
      return 'unreachable';
    case 'cut':
    case 'endless':
      return 'cut';
    case 'stalled':
      return 'timeout';
    case 'bad-reply':
      return 'bad-reply';
    case 'status':
      return kindOfStatus(trouble.status);
    default:
      return assertUnreachable(trouble);
  }
}

function kindOfStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404 || status === 405 || status === 501) return 'not-found';
  if (status === 408) return 'timeout';
  if (status === 429 || status === 503) return 'overloaded';
  return status >= 500 ? 'server-error' : 'rejected';
}

function whatOf(backend: Backend, call: Call, trouble: Trouble): string {
  switch (trouble.type) {
    case 'refused':
      return 'refused the connection';
    case 'unknown-host':
      return 'could not be found: no such host';
    case 'connect-timeout':
      return `did not accept a connection within ${connectTimeoutMs / 1_000} s`;
    case 'reset':
      return 'closed the connection without an answer';
    case 'unreachable':
      return `could not be reached: ${trouble.detail}`;
    case 'certificate':
      return `has a certificate that is not trusted here: ${trouble.detail}`;
    case 'no-tls':
      return 'does not speak https';
    case 'cut':
      return 'broke off in the middle of its answer';
    case 'endless':
      return 'never says how a text ended (finish_reason)';
    case 'stalled':
      return `sent nothing for ${trouble.ms / 1_000} s`;
    case 'bad-reply':
      return `gave an answer that cannot be used: ${trouble.detail}`;
    case 'status':
      return whatOfStatus(backend, call, trouble);
    default:
      return assertUnreachable(trouble);
  }
}

function whatOfStatus(backend: Backend, call: Call, trouble: Extract<Trouble, { type: 'status' }>): string {
  const { status, text } = trouble;
  const quoted = text === '' ? `status ${status}` : `status ${status}, “${text}”`;
  switch (kindOfStatus(status)) {
    case 'unauthorized':
      return backend.apiKey === undefined ? `wants an API key: ${quoted}` : `did not accept the API key: ${quoted}`;
    case 'not-found':
      return isAboutModel(trouble)
        ? `does not serve the model “${backend.model ?? ''}”: ${quoted}`
        : `has no ${pathOn(backend, call.path)}: ${quoted}`;
    case 'overloaded':
      return `is overloaded or not ready: ${quoted}`;
    case 'rejected':
      return `rejected the request: ${quoted}`;
    default:
      return `failed: ${quoted}`;
  }
}

function remedyOf(backend: Backend, trouble: Trouble): string {
  const { setting } = backend;
  const { path, source } = setting;
  if (overflowOf(trouble) !== undefined)
    return 'Ask for fewer tokens a solution, so that problem and solution fit its context.';
  if (backend.isBundled) {
    return transient.has(kindOf(trouble))
      ? 'It belongs to Longthink and is restarted when it stops; try again in a moment.'
      : 'It belongs to Longthink, so this is a fault of Longthink; its log has the details.';
  }
  const change = (field: string) => setting.variables?.[field] ?? `${path}.${field} in ${source}`;
  switch (trouble.type) {
    case 'refused':
    case 'connect-timeout':
    case 'unreachable':
      return `Start it, or change ${change('url')}.`;
    case 'certificate':
      return {
        unknown:
          'Name the file with the certificate of its authority in NODE_EXTRA_CA_CERTS, and start Longthink again.',
        'out-of-date': 'Renew it on the server, or set the clock of this machine.',
        'other-name': `Change ${change('url')} to a name that its certificate is for.`,
      }[trouble.why];
    case 'no-tls':
      return `Write http instead of https in ${change('url')}, if that is the port that is meant.`;
    case 'unknown-host':
      return `Check the spelling, or change ${change('url')}.`;
    case 'reset':
    case 'cut':
      return 'It may have crashed or been restarted; its log says why. Resume when it is back.';
    case 'endless':
      return `Check that it is the kind of server that ${change('kind')} says, and whether it is up to date.`;
    case 'stalled':
      return `It may be overloaded; look at its load, or raise ${change('timeoutSeconds')}.`;
    case 'bad-reply':
      return `Check that it is the kind of server that ${change('kind')} says, and look at its log.`;
    case 'status':
      break;
    default:
      return assertUnreachable(trouble);
  }
  if (trouble.status < 400)
    return `Change ${change('url')} to the address that it leads to, if that is the server; behind a page to sign in, it needs its own.`;
  switch (kindOfStatus(trouble.status)) {
    case 'unauthorized':
      return setting.variables?.apiKey === undefined
        ? `Set ${change('apiKeyEnv')} to the name of the environment variable that holds the right key.`
        : `Set ${setting.variables.apiKey} to the right key.`;
    case 'not-found':
      return isAboutModel(trouble)
        ? `Change ${change('model')} to a model it serves.`
        : `Check ${change('url')} and ${change('kind')}: it may be another kind of server.`;
    case 'overloaded':
      return `Wait and resume, or lower ${change('maxConcurrency')}.`;
    case 'rejected':
      return 'Change what it complains about, in the run’s settings or in the server’s.';
    default:
      return 'Its log says why. Resume when it is repaired.';
  }
}

/** A server may quote the key that it was sent. */
function withoutKey(trouble: Trouble, backend: Backend): Trouble {
  const key = backend.apiKey?.reveal();
  if (key === undefined) return trouble;
  if (trouble.type === 'status') return { ...trouble, text: trouble.text.replaceAll(key, '[key]') };
  if ('detail' in trouble) return { ...trouble, detail: trouble.detail.replaceAll(key, '[key]') };
  return trouble;
}
