/**
 * What a configured server is once its configuration has been read: address, kind, key, limits. Plain values that the
 * clients share. Knows no wire format and opens no connection.
 */

/** A value that is never printed: it shows as `[secret]` in JSON and logs, and is read with `reveal()` only. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toJSON(): string {
    return '[secret]';
  }
  toString(): string {
    return '[secret]';
  }
}

export const policyKinds = ['vllm', 'chat'] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** What stays together on one of several servers. */
export const affinities = ['search', 'subtree'] as const;
export type Affinity = (typeof affinities)[number];

interface BackendBase {
  readonly name: string;
  /** Scheme, host, port and, rarely, a path; no `/v1`, no slash at the end. The first of `urls`. See `apiPath`. */
  readonly url: string;
  /** Servers of the same model; mostly one. */
  readonly urls: readonly string[];
  /** Where the calls are that the interface has under `/v1`: mostly there, and nowhere else where `url` is their place. */
  readonly apiPath: string;
  /** Goes along with every call. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, Secret>>;
  readonly affinity: Affinity;
  /** What the server calls the model; absent: whatever it serves. */
  readonly model?: string;
  readonly apiKey?: Secret;
  /** The header that holds the key as it is; absent: `Authorization: Bearer`. */
  readonly keyHeader?: string;
  /** Fields that go along with whatever the model is to write. */
  readonly extraBody: Readonly<Record<string, unknown>>;
  readonly systemPrompt?: string;
  /** Millions of parameters. */
  readonly parametersM?: number;
  /** Of a million tokens, in any one currency. */
  readonly price?: { readonly prompt: number; readonly completion: number };
  /** Sequences that may be in flight at once on this URL: at first, and at most when the server says that it has room. */
  readonly concurrency: { readonly initial: number; readonly ceiling: number };
  /** The server may stay silent this long within a call. */
  readonly timeoutMs: number;
  /** Further tries after a failure that may go away. */
  readonly retries: number;
  /** True for a server that Longthink itself starts and restarts. */
  readonly isBundled: boolean;
  /**
   * Where it is configured, e.g. `policies[0]` and `longthink.config.json`, so that messages can say what to change;
   * `variables` names the environment variables that fields came from instead.
   */
  readonly setting: {
    readonly path: string;
    readonly source: string;
    readonly variables?: Readonly<Record<string, string>>;
  };
}

export interface PolicyBackend extends BackendBase {
  readonly role: 'policy';
  readonly kind: PolicyKind;
  /** Applied here instead of the server's own. */
  readonly chatTemplate?: string;
  /** Makes the prompt of what sees earlier attempts from `problem` and `attempts`; absent: it is a chat. */
  readonly revisions?: string;
}

export interface VerifierBackend extends BackendBase {
  readonly role: 'verifier';
  /** One of those listed in `verifier-kinds`. */
  readonly kind: string;
}

export type Backend = PolicyBackend | VerifierBackend;
