/**
 * An entry of a log without what says where somebody's servers are and how to get into them: hosts and ports of addresses,
 * wherever a server or a failure speaks, and fields of requests that could hold a key. What was asked and written stays.
 */
import type { ExperimentDetail } from '@/lib/experiments/wire';
import type { LogEntry } from '@/lib/runs/wire';

/** Stands for scheme, host and port. */
const leftOut = 'http://server';
const host = /\b(?:https?|wss?):\/\/[^\s/"'<>“”)\]]+/gi;
/** A host with its port, a host of a private network, or one in the words of a system’s error. */
const bareHost =
  /(?:\b\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]|\blocalhost\b|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*(?=:\d{2,5}(?!\w))|(?<=\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ETIMEDOUT)\s)[^\s,;]+)(?::\d{1,5})?/gi;
const secretField = /(?:^|[-_])(?:api[-_]?key|key|secret|password|passwd|authorization|bearer|credential)s?$/i;

export function withoutAddresses(entry: LogEntry): LogEntry {
  const { event } = entry;
  switch (event.type) {
    case 'call-opened':
      return { ...entry, event: { ...event, url: textWithout(event.url), body: fieldsWithout(event.body) } };
    case 'call-retried':
      return { ...entry, event: { ...event, reason: failureWithout(event.reason) } };
    case 'call-closed':
    case 'run-ended':
      return event.failure === undefined
        ? entry
        : { ...entry, event: { ...event, failure: failureWithout(event.failure) } };
    case 'node-unscored':
      return { ...entry, event: { ...event, message: textWithout(event.message) } };
    default:
      return entry;
  }
}

/** The same of an experiment; its failures are left with their words. */
export function experimentWithout(experiment: ExperimentDetail): ExperimentDetail {
  const { failure, failures } = experiment;
  return {
    ...experiment,
    ...(failure === undefined ? {} : { failure: failureWithout(failure) }),
    failures: failures.map((each) => ({ ...each, failure: failureWithout(each.failure) })),
  };
}

function failureWithout<F extends { readonly message: string }>(failure: F): F {
  return { ...failure, message: textWithout(failure.message) };
}

function textWithout(text: string): string {
  return text.replace(host, leftOut).replace(bareHost, 'server');
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsWithout(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (secretField.test(name) ? [] : [[name, valueWithout(value)]])),
  );
}

function valueWithout(value: unknown): unknown {
  // Names of models may look like hosts.
  if (typeof value === 'string') return value.replace(host, leftOut);
  if (Array.isArray(value)) return value.map(valueWithout);
  return typeof value === 'object' && value !== null ? fieldsWithout(value as Fields) : value;
}
