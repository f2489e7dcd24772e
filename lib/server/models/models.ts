/**
 * The configured policies and verifiers of this process: finding them by name, asking how they are, and making the ports
 * that a search uses. Waits for the bundled server where a model of it is needed. Knows no run and no route.
 */
import {
  BackendConfigError,
  createPolicy,
  createVerifier,
  discoverServers,
  findServer,
  probeBackend,
  resolveModel,
  tryBackend,
  whyNotStepwise,
} from '@/lib/backends';
import type { Backend, BackendContext, Backends, PolicyBackend, Priority, VerifierBackend } from '@/lib/backends';
import { BackendError, strategyOf } from '@/lib/search';
import type { Failure, Problem, RunSpec, StrategyName, Verifier } from '@/lib/search';
import type { SearchModels } from '@/lib/runs';
import type { BackendStatus, BackendTrial, DiscoveredServer, FoundServer, ServerAddress } from '@/lib/backends/status';
import { fillText, otherFailures, refusalTexts } from '@/lib/words';
import { ApiError, isOf } from '../http/api-error';
import type { BundledServer } from './bundled-server';

/** What was found out about the servers is told again for this long. */
const statusLifeMs = 4_000;
/** Starting includes reading the models. */
const startPatienceMs = 45_000;
/** Characters of a problem below which no server is asked how many tokens they are: every context holds them. */
const neverTooLong = 400;
/** The exit of a process is noticed a moment after its connections break. */
const noticeMs = 400;

export interface ModelsOptions {
  /** The configuration as it is now. Throws BackendConfigError. */
  readonly read: () => Backends;
  readonly context: BackendContext;
  /** Undefined when somebody else runs it. */
  readonly bundled: Pick<BundledServer, 'state' | 'words' | 'whenReady'> | undefined;
  readonly now: () => number;
}

interface SearchKind {
  readonly policy: string;
  readonly verifier: string | undefined;
}

export interface StatusOptions {
  readonly isFresh?: boolean;
  readonly patienceMs?: number;
}

interface Asked {
  readonly at: number;
  readonly value: Promise<BackendStatus>;
  readonly isAsking?: true;
  /** What was found the time before. */
  readonly last?: BackendStatus;
}

export class Models {
  readonly #options: ModelsOptions;
  #backends: Backends;
  readonly #asked = new Map<string, Asked>();

  /** Throws BackendConfigError. */
  constructor(options: ModelsOptions) {
    this.#options = options;
    this.#backends = options.read();
  }

  /** Takes up what has been written into the configuration meanwhile. Throws BackendConfigError; all is as before then. */
  reload(): void {
    this.#backends = this.#options.read();
  }

  /** What a search may be asked to be made with. */
  get kinds(): readonly SearchKind[] {
    const verifiers = [undefined, ...this.#backends.verifiers.map(({ name }) => name)];
    return this.#backends.policies.flatMap(({ name: policy }) => verifiers.map((verifier) => ({ policy, verifier })));
  }

  /** Addresses that are configured. */
  get urls(): readonly string[] {
    return this.#all.flatMap(({ urls }) => urls);
  }

  /** The policy of that name, the first one without a name. Throws BackendError. */
  policy(name: string | undefined): PolicyBackend {
    return pick(this.#backends.policies, name, 'policy');
  }

  /** The verifier of that name, the first one without a name. Throws BackendError. */
  verifier(name: string | undefined): VerifierBackend {
    return pick(this.#backends.verifiers, name, 'verifier');
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

  /**
   * Why a resolved policy cannot even read the problem, in words with the numbers; undefined when it can, or when its server
   * does not say how long its context is. Throws BackendError.
   */
  async whyTooLong(policy: PolicyBackend, problem: Problem, signal: AbortSignal): Promise<string | undefined> {
    if (problem.text.length < neverTooLong) return undefined;
    const { context } = this.#options;
    const { tokenIds, maxModelLength } = await createPolicy(policy, context, 'interactive').prepare(problem, signal);
    if (tokenIds === undefined || maxModelLength === undefined || tokenIds.length < maxModelLength) return undefined;
    return `its prompt has ${tokenIds.length} tokens, and the context of “${policy.name}” holds ${maxModelLength}, solution and all. Shorten it, or choose a policy with a longer context.`;
  }

  /** The verifier as the log names it. */
  verifierRef(backend: VerifierBackend): NonNullable<RunSpec['verifier']> {
    return createVerifier(backend, this.#options.context, 'interactive').ref;
  }

  /** Sequences that a search more may ask of its policy now; none while its verifier is behind. Unknown servers have room: what they lack is told by the search. */
  room(policy: string, verifier: string | undefined): number {
    const { limiters } = this.#options.context;
    const backends = this.#all.filter(
      ({ role, name }) => (role === 'policy' && name === policy) || (role === 'verifier' && name === verifier),
    );
    const rooms = backends.map((backend) => ({ role: backend.role, room: limiters.room(backend) }));
    return Math.min(...rooms.map(({ role, room }) => (role === 'policy' || room <= 0 ? room : Infinity)));
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

  /** The port of a configured verifier, for what is no run. Throws BackendError. */
  async verifierPort(name: string, signal: AbortSignal, priority: Priority): Promise<Verifier> {
    return createVerifier(await this.resolved(this.verifier(name), signal), this.#options.context, priority);
  }

  /** True once the bundled server is back after `failure`; false when the failure is not its, or it does not come back. */
  async isRepaired(failure: Failure, signal: AbortSignal): Promise<boolean> {
    const { bundled } = this.#options;
    const isOurs = this.#all.some((backend) => backend.isBundled && backend.name === failure.server);
    if (!isOurs || bundled === undefined || failure.kind === 'rejected' || failure.kind === 'bad-reply') return false;
    await new Promise((resolve) => {
      setTimeout(resolve, noticeMs);
    });
    return bundled.whenReady(startPatienceMs, signal);
  }

  /**
   * Every configured server as it is now, or was some seconds ago unless `isFresh`; then the configuration is read anew, too.
   * With `patienceMs` a server that takes longer is told as it was, and as being asked. Throws BackendConfigError.
   */
  async statuses(options: StatusOptions = {}): Promise<readonly BackendStatus[]> {
    if (options.isFresh === true) this.reload();
    return Promise.all(this.#all.map((backend) => this.#status(backend, options)));
  }

  /** What is behind an address that is not configured. Throws ApiError 400 for one that can be none. */
  async find(address: ServerAddress, signal: AbortSignal): Promise<FoundServer> {
    try {
      return await findServer(address, this.#options.context, signal);
    } catch (error) {
      if (!isOf(BackendConfigError, 'BackendConfigError', error)) throw error;
      throw new ApiError('bad-request', fillText(otherFailures.configuration, { message: error.message }), {
        issues: error.issues,
      });
    }
  }

  /** Servers on the usual ports of this machine that are not configured. */
  discover(signal: AbortSignal): Promise<readonly DiscoveredServer[]> {
    return discoverServers(this.urls, this.#options.context, signal).then((servers) =>
      servers.map(({ url, models }) => ({ url, models: [...models] })),
    );
  }

  /** Asks one server anew what it is, and has it do its work once. Ends with `signal`. Throws ApiError 404 for an unknown name. */
  async test(
    role: Backend['role'],
    name: string,
    signal: AbortSignal,
  ): Promise<{ readonly backend: BackendStatus; readonly trial: BackendTrial }> {
    const { context } = this.#options;
    const backend = this.#all.find((each) => each.role === role && each.name === name);
    if (backend === undefined) throw new ApiError('not-found', fillText(refusalTexts.noModel, { role, name }));
    const trial = await tryBackend(backend, context, signal);
    const status = this.#inWords(backend, await probeBackend(backend, context, signal));
    this.#asked.set(keyOf(backend), { at: context.clock.elapsed(), value: Promise.resolve(status), last: status });
    return { backend: status, trial };
  }

  get #all(): readonly Backend[] {
    return [...this.#backends.policies, ...this.#backends.verifiers];
  }

  async #status(backend: Backend, { isFresh = false, patienceMs }: StatusOptions): Promise<BackendStatus> {
    const { context, now } = this.#options;
    const key = keyOf(backend);
    const known = this.#asked.get(key);
    const isKnown =
      known !== undefined &&
      (known.isAsking === true ||
        (!isFresh && !this.#hasStarted(backend, known) && context.clock.elapsed() - known.at < statusLifeMs));
    const asked = isKnown ? known : this.#ask(key, backend, known?.last);
    if (patienceMs === undefined) return asked.value;
    const waited = new AbortController();
    const meanwhile = context.clock
      .delay(patienceMs, waited.signal)
      .then((): BackendStatus => ({ ...(asked.last ?? unasked(backend, now())), isChecking: true }))
      // Nobody waits any longer.
      .catch(() => asked.value);
    try {
      return await Promise.race([asked.value, meanwhile]);
    } finally {
      waited.abort();
    }
  }

  /** True of a bundled server that was not ready when it was asked, and is now. */
  #hasStarted({ isBundled }: Backend, { last }: Asked): boolean {
    return isBundled && last?.isReachable === false && this.#options.bundled?.state === 'ready';
  }

  #ask(key: string, backend: Backend, last: BackendStatus | undefined): Asked {
    const { context } = this.#options;
    const value = probeBackend(backend, context, new AbortController().signal).then((status) => {
      const told = this.#inWords(backend, status);
      this.#asked.set(key, { at: context.clock.elapsed(), value, last: told });
      return told;
    });
    const asked: Asked = {
      at: context.clock.elapsed(),
      value,
      isAsking: true,
      ...(last === undefined ? {} : { last }),
    };
    this.#asked.set(key, asked);
    value.catch(() => this.#asked.delete(key));
    return asked;
  }

  /** A bundled server that is being started is better told by its keeper than by a refused connection. */
  #inWords(backend: Backend, status: BackendStatus): BackendStatus {
    const { bundled } = this.#options;
    const told = { ...status, ...inFile(backend) };
    if (!backend.isBundled || bundled === undefined || status.isReachable || bundled.state === 'ready') return told;
    return { ...told, failure: { kind: 'unreachable', message: bundled.words, server: backend.name } };
  }

  async #same<B extends Backend>(backend: B, model: string, signal: AbortSignal): Promise<B> {
    const found = await this.resolved(backend, signal);
    if (found.model === model) return found;
    const message = `The ${backend.role} “${backend.name}” serves the model ${found.model} now; this run began with ${model}. Serve that model again, or start the run anew.`;
    throw new BackendError('rejected', message, { server: backend.name, isRetryable: false });
  }
}

/** What comes from environment variables, or with the app, is not the file's. */
function inFile({ isBundled, setting }: Backend): Pick<BackendStatus, 'isInFile'> {
  return isBundled || setting.variables !== undefined ? {} : { isInFile: true };
}

/** Its address is part of it: another server may have taken the name over. */
function keyOf({ role, name, url }: Backend): string {
  return JSON.stringify([role, name, url]);
}

/** A server that nobody has asked yet: nothing speaks against it. */
function unasked(backend: Backend, checkedAt: number): BackendStatus {
  const { name, role, kind, url, isBundled, model } = backend;
  return {
    ...inFile(backend),
    name,
    role,
    kind,
    url,
    isBundled,
    isReachable: true,
    ...(model === undefined ? {} : { model }),
    capabilities: {},
    load: { inFlight: 0, limit: 0 },
    checkedAt,
  };
}

function pick<B extends Backend>(backends: readonly B[], name: string | undefined, role: Backend['role']): B {
  const found = name === undefined ? backends[0] : backends.find((backend) => backend.name === name);
  if (found !== undefined) return found;
  const known = backends.map((backend) => backend.name).join(', ');
  const message =
    name === undefined
      ? `No ${role} is configured. Add one on the Backends page, or to longthink.config.json.`
      : `There is no ${role} “${name}”. ${known === '' ? `None is configured.` : `Configured are: ${known}.`} Choose one of them, or add it on the Backends page.`;
  throw new BackendError('not-found', message, { server: name ?? role, isRetryable: false });
}
