/**
 * Several servers of one model as one. A search, or each subtree of it, stays on the server it began on, because that
 * one's cache holds its prefixes; a server that fails hands what it has over to the others. Made of one ordinary adapter
 * a server, and knows no wire format.
 */
import { followAbort, hashString } from '@/lib/base';
import { BackendError } from '@/lib/search';
import type { Policy, Problem, ScorePath, ScoreRequest, StepScore, StepText, Verifier } from '@/lib/search';
import type { Backend, PolicyBackend, VerifierBackend } from './config/backend';
import type { BackendContext } from './context';
import { asOneCall } from './http/one-call';

/** A server that failed is asked again after this long, or sooner when all have failed. */
const restMs = 10_000;
/** Tries on one server before the next is asked. */
const retriesEach = 1;

interface Replica<Port> {
  readonly backend: Backend;
  readonly port: Port;
}

interface Replicas<Port> {
  readonly all: readonly Replica<Port>[];
  /** What keeps company: a search, or the part of it that shares a first step. */
  keyOf(session: string, steps: readonly StepText[]): string;
  /** The server of `key`, a new one if its own is not well; never one of `tried`. */
  pick(key: string, tried: ReadonlySet<Replica<Port>>): Replica<Port>;
  /** True when another server may be asked after `error` of `replica`. */
  onError(replica: Replica<Port>, error: unknown, tried: Set<Replica<Port>>): error is BackendError;
}

function createReplicas<B extends Backend, Port>(
  backend: B,
  context: BackendContext,
  create: (own: B) => Port,
): Replicas<Port> {
  const { clock, limiters, failing } = context;
  const all = backend.urls.map((url): Replica<Port> => {
    const own = { ...backend, url, urls: [url], retries: backend.urls.length === 1 ? backend.retries : retriesEach };
    return { backend: own, port: create(own) };
  });
  const homes = new Map<string, Replica<Port>>();
  const isWell = ({ backend: { url } }: Replica<Port>) => (failing.get(url) ?? 0) <= clock.elapsed();
  return {
    all,
    keyOf: (session, [first]) =>
      backend.affinity === 'search' || first === undefined
        ? session
        : `${session}.${hashString(first.text).toString(36)}`,
    pick(key, tried) {
      const home = homes.get(key);
      if (home !== undefined && !tried.has(home) && isWell(home)) return home;
      const left = all.filter((replica) => !tried.has(replica));
      const well = left.filter(isWell);
      // The least busy; of several that are idle, each key prefers another one.
      const order = (replica: Replica<Port>) =>
        limiters.of(replica.backend).inFlight + hashString(`${all.indexOf(replica)} ${key}`) / 2 ** 33;
      const [found] = (well.length > 0 ? well : left).toSorted((one, other) => order(one) - order(other));
      homes.set(key, found!);
      return found!;
    },
    onError(replica, error, tried): error is BackendError {
      if (!(error instanceof BackendError) || !error.isRetryable) return false;
      failing.set(replica.backend.url, clock.elapsed() + restMs);
      tried.add(replica);
      return tried.size < all.length;
    },
  };
}

/** Calls `work` on the server of `key`, and on the others in turn while servers fail. */
async function onOneOf<Port, T>(
  replicas: Replicas<Port>,
  key: string,
  work: (port: Port) => Promise<T>,
  onFailure: (error: BackendError, attempt: number) => void,
): Promise<T> {
  const tried = new Set<Replica<Port>>();
  for (;;) {
    const replica = replicas.pick(key, tried);
    try {
      return await work(replica.port);
    } catch (error) {
      if (!replicas.onError(replica, error, tried)) throw error;
      onFailure(error, tried.size + 1);
    }
  }
}

/** A policy on the servers of `backend`. */
export function createReplicatedPolicy(
  backend: PolicyBackend,
  context: BackendContext,
  create: (own: PolicyBackend) => Policy,
): Policy {
  const replicas = createReplicas(backend, context, create);
  return {
    ref: replicas.all[0]!.port.ref,
    prepare: (problem: Problem, signal, turn) =>
      onOneOf(
        replicas,
        problem.text,
        (port) => port.prepare(problem, signal, turn),
        () => {},
      ),
    async *propose(request, signal) {
      const key = replicas.keyOf(request.session, request.prefix);
      const tried = new Set<Replica<Policy>>();
      for (;;) {
        const replica = replicas.pick(key, tried);
        let isBegun = false;
        try {
          for await (const proposals of replica.port.propose({ ...request, session: key }, signal)) {
            isBegun = true;
            yield proposals;
          }
          return;
        } catch (error) {
          // Text that came stands; who goes on from it is sent to another server.
          if (!replicas.onError(replica, error, tried) || isBegun) throw error;
          request.onNotice({ type: 'retry', attempt: tried.size + 1, delayMs: 0, reason: error.toFailure() });
        }
      }
    },
  };
}

/** A verifier on the servers of `backend`; paths go to the server of their search or subtree. */
export function createReplicatedVerifier(
  backend: VerifierBackend,
  context: BackendContext,
  create: (own: VerifierBackend) => Verifier,
): Verifier {
  const replicas = createReplicas(backend, context, create);
  return {
    ref: replicas.all[0]!.port.ref,
    async score(request, signal) {
      const { onNotice, finish } = asOneCall(request.onNotice);
      const scores = new Map<ScorePath, readonly StepScore[]>();
      const { controller, giveUp, release } = followAbort(signal);
      try {
        await Promise.all(
          [...byKey(request, replicas)].map(async ([key, paths]) => {
            const part: ScoreRequest = { ...request, paths, session: key, onNotice };
            const told = (error: BackendError, attempt: number) =>
              onNotice({ type: 'retry', attempt, delayMs: 0, reason: error.toFailure() });
            const rows = await onOneOf(replicas, key, (port) => port.score(part, controller.signal), told);
            paths.forEach((path, i) => scores.set(path, rows[i]!));
          }),
        );
      } finally {
        giveUp();
        release();
      }
      finish();
      return request.paths.map((path) => scores.get(path)!);
    },
  };
}

function byKey(
  { session, paths }: ScoreRequest,
  replicas: Replicas<Verifier>,
): ReadonlyMap<string, readonly ScorePath[]> {
  const parts = new Map<string, ScorePath[]>();
  for (const path of paths) {
    const key = replicas.keyOf(session, path.steps);
    const part = parts.get(key) ?? [];
    part.push(path);
    parts.set(key, part);
  }
  return parts;
}
