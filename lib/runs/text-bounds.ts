/**
 * How long the texts of a log may be that somebody brings in, and how much of them an account of a run shows. Our own logs stay
 * far below: models and servers have limits, a file has none. Logs that are stored already are read as they are.
 */
import type { Failure, RunSpec, SearchEvent } from '@/lib/search';
import type { RunSummary } from './wire';

const maxNameLength = 500;
const maxAnswerLength = 100_000;
const maxMessageLength = 20_000;
const maxUrlLength = 4_000;
const maxMeasures = 100;
/** Of an answer or a message, in an account. */
const maxShownLength = 2_000;

type Found = readonly [field: string, size: number, most: number];

/** Which part of the event is larger than any that a search writes, in words; undefined: none. */
export function overlongIn(event: SearchEvent): string | undefined {
  for (const [field, size, most] of sizesIn(event))
    if (size > most) return `“${field}” is longer than ${most.toLocaleString('en')}`;
  return undefined;
}

function* sizesIn(event: SearchEvent): Iterable<Found> {
  switch (event.type) {
    case 'run-started':
      return yield* specSizes(event.spec);
    case 'run-forked':
      return yield* specSizes(event.spec);
    case 'call-opened':
      return yield ['url', event.url.length, maxUrlLength];
    case 'call-retried':
      return yield* failureSizes('reason', event.reason);
    case 'call-closed':
    case 'run-ended':
      return yield* failureSizes('failure', event.failure);
    case 'answer-selected':
      return yield ['answer', event.answer?.length ?? 0, maxAnswerLength];
    case 'round-decided':
      return yield ['measures', Object.keys(event.measures ?? {}).length, maxMeasures];
    default:
  }
}

function* specSizes(spec: RunSpec | undefined): Iterable<Found> {
  yield ['spec.policy.name', spec?.policy.name.length ?? 0, maxNameLength];
  yield ['spec.policy.model', spec?.policy.model.length ?? 0, maxNameLength];
  yield ['spec.verifier.name', spec?.verifier?.name.length ?? 0, maxNameLength];
  yield ['spec.verifier.model', spec?.verifier?.model.length ?? 0, maxNameLength];
  yield ['spec.verifier.kind', spec?.verifier?.kind.length ?? 0, maxNameLength];
}

function* failureSizes(field: string, failure: Failure | undefined): Iterable<Found> {
  yield [`${field}.kind`, failure?.kind.length ?? 0, maxNameLength];
  yield [`${field}.message`, failure?.message.length ?? 0, maxMessageLength];
  yield [`${field}.server`, failure?.server?.length ?? 0, maxUrlLength];
}

/** The account without more of its texts than anybody reads in a list; the log has the rest. The same where nothing is too long. */
export function shortened(summary: RunSummary): RunSummary {
  const { answer, failure, policy, verifier } = summary;
  const isShort = [answer, policy, verifier, failure?.kind, failure?.message, failure?.server].every(
    (text) => text === undefined || text.length <= maxNameLength,
  );
  if (isShort) return summary;
  return {
    ...summary,
    policy: cut(policy, maxNameLength),
    ...(verifier === undefined ? {} : { verifier: cut(verifier, maxNameLength) }),
    ...(answer === undefined ? {} : { answer: cut(answer, maxShownLength) }),
    ...(failure === undefined ? {} : { failure: shortFailure(failure) }),
  };
}

function shortFailure({ kind, message, server }: Failure): Failure {
  return {
    kind: cut(kind, maxNameLength),
    message: cut(message, maxShownLength),
    ...(server === undefined ? {} : { server: cut(server, maxNameLength) }),
  };
}

/** No half of a character is left at the end. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}
