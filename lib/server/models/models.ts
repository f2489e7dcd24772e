/**
 * The configured policies and verifiers of this process: finding them by name, asking how they are, and making the ports
 * that a search uses. Waits for the bundled server where a model of it is needed. Knows no run and no route.
 */
import { createPolicy, createVerifier, probeBackend, resolveModel, tryBackend, whyNotStepwise } from '@/lib/backends';
import type { Backend, BackendContext, Backends, PolicyBackend, Priority, VerifierBackend } from '@/lib/backends';
import { BackendError, strategyOf } from '@/lib/search';
import type { Failure, RunSpec, StrategyName } from '@/lib/search';
import type { SearchModels } from '@/lib/runs';
import type { BackendStatus, BackendTrial } from '@/lib/backends/status';
import { ApiError } from '../http/api-error';
import type { BundledServer } from './bundled-server';

/** What was found out about the servers is told again for this long. */
const statusLifeMs = 4_000;
/** Starting includes reading the models. */
const startPatienceMs = 45_000;
/** The exit of a process is noticed a moment after its connections break. */
const noticeMs = 400;

export interface ModelsOptions {
  readonly backends: Backends;
  readonly context: BackendContext;
  /** Undefined when somebody else runs it. */
  readonly bundled: BundledServer | undefined;
  readonly now: () => number;
}

export class Models {
  readonly #options: ModelsOptions;
  #statuses: { readonly at: number; readonly value: Promise<readonly BackendStatus[]> } | undefined;

  constructor(options: ModelsOptions) {
    this.#options = options;
  }

  /** The policy of that name, the first one without a name. Throws BackendError. */
  policy(name: string | undefined): PolicyBackend {
    return pick(this.#options.backends.policies, name, 'policy');
  }

  /** The verifier of that name, the first one without a name. Throws BackendError. */
  verifier(name: string | undefined): VerifierBackend {
    return pick(this.#options.backends.verifiers, name, 'verifier');
  }

  /** With the model that its server serves. Throws BackendError in words when that cannot be had. */
  async resolved<B extends Backend>(backend: B, signal: AbortSignal): Promise<B> {
    if (backend.isBundled) await this.#options.bundled?.whenReady(startPatienceMs, signal);
    return resolveModel(backend, this.#options.context, signal);
  }

  /** Why `strategy` cannot be carried by a resolved policy, in words; undefined when it can. Throws BackendError. */
  async whyUnfit(policy: PolicyBackend, strategy: StrategyName, signal: AbortSignal): Promise<string | undefined> {
    if (!strategyOf(strategy).isStepwise) return undefined;
    return whyNotStepwise(policy, this.#options.context, signal);
  }

  /** The verifier as the log names it. */
  verifierRef(backend: VerifierBackend): NonNullable<RunSpec['verifier']> {
    return createVerifier(backend, this.#options.context, 'interactive').ref;
  }

  /** The ports a run needs. Throws BackendError when a model is gone or is no longer the one the run began with. */
  async forRun(spec: RunSpec, signal: AbortSignal, priority: Priority): Promise<SearchModels> {
    const { context } = this.#options;
    const policy = await this.#same(this.policy(spec.policy.name), spec.policy.model, signal);
    const verifier =
      spec.verifier === undefined
        ? undefined
        : await this.#same(this.verifier(spec.verifier.name), spec.verifier.model, signal);
    return {
      policy: createPolicy(policy, context, priority),
      verifier: verifier === undefined ? undefined : createVerifier(verifier, context, priority),
    };
  }

  /** True once the bundled server is back after `failure`; false when the failure is not its, or it does not come back. */
  async isRepaired(failure: Failure, signal: AbortSignal): Promise<boolean> {
    const { backends, bundled } = this.#options;
    const isOurs = [...backends.policies, ...backends.verifiers].some(
      (backend) => backend.isBundled && backend.name === failure.server,
    );
    if (!isOurs || bundled === undefined || failure.kind === 'rejected' || failure.kind === 'bad-reply') return false;
    await new Promise((resolve) => {
      setTimeout(resolve, noticeMs);
    });
    return bundled.whenReady(startPatienceMs, signal);
  }

  /** Every configured server as it is now, or was some seconds ago unless `isFresh`. */
  statuses(isFresh = false): Promise<readonly BackendStatus[]> {
    const { backends, context, now } = this.#options;
    if (!isFresh && this.#statuses !== undefined && now() - this.#statuses.at < statusLifeMs)
      return this.#statuses.value;
    const all = [...backends.policies, ...backends.verifiers];
    const value = Promise.all(
      all.map(async (backend) =>
        this.#inWords(backend, await probeBackend(backend, context, new AbortController().signal)),
      ),
    );
    this.#statuses = { at: now(), value };
    return value;
  }

  /** Asks one server anew what it is, and has it do its work once. Ends with `signal`. Throws ApiError 404 for an unknown name. */
  async test(
    role: Backend['role'],
    name: string,
    signal: AbortSignal,
  ): Promise<{ readonly backend: BackendStatus; readonly trial: BackendTrial }> {
    const { context } = this.#options;
    const { policies, verifiers } = this.#options.backends;
    const backend = [...policies, ...verifiers].find((each) => each.role === role && each.name === name);
    if (backend === undefined) throw new ApiError('not-found', `There is no ${role} “${name}” in the configuration.`);
    const trial = await tryBackend(backend, context, signal);
    const status = this.#inWords(backend, await probeBackend(backend, context, signal));
    this.#statuses = undefined;
    return { backend: status, trial };
  }

  /** A bundled server that is being started is better told by its keeper than by a refused connection. */
  #inWords(backend: Backend, status: BackendStatus): BackendStatus {
    const { bundled } = this.#options;
    if (!backend.isBundled || bundled === undefined || status.isReachable || bundled.state === 'ready') return status;
    return { ...status, failure: { kind: 'unreachable', message: bundled.words, server: backend.name } };
  }

  async #same<B extends Backend>(backend: B, model: string, signal: AbortSignal): Promise<B> {
    const found = await this.resolved(backend, signal);
    if (found.model === model) return found;
    const message = `The ${backend.role} “${backend.name}” serves the model ${found.model} now; this run began with ${model}. Serve that model again, or start the run anew.`;
    throw new BackendError('rejected', message, { server: backend.name, isRetryable: false });
  }
}

function pick<B extends Backend>(backends: readonly B[], name: string | undefined, role: Backend['role']): B {
  const found = name === undefined ? backends[0] : backends.find((backend) => backend.name === name);
  if (found !== undefined) return found;
  const known = backends.map((backend) => backend.name).join(', ');
  const message =
    name === undefined
      ? `No ${role} is configured. Add one to longthink.config.json and restart.`
      : `There is no ${role} “${name}”. ${known === '' ? `None is configured.` : `Configured are: ${known}.`} Choose one of them, or add it to longthink.config.json and restart.`;
  throw new BackendError('not-found', message, { server: name ?? role, isRetryable: false });
}
