/**
 * Events of the kinds that a log has thousands of, looked at without a schema: a long log is checked in a tenth of the time.
 * What is not found to be in order here is left to `searchEventSchema`, which decides.
 */
import { isObject } from '@/lib/base';
import { maxProposals } from '../shapes/config';
import { fateSchema, finishSchema, type Decision } from '../shapes/decision';
import { maxCount, nodeIdPattern } from '../shapes/ids';
import {
  isWithin,
  leastLogprob,
  maxBodyDepth,
  maxTokens,
  maxTold,
  maxTokenText,
  type EventOf,
  type SearchEvent,
  type Told,
} from './events';

type Check = (value: unknown) => boolean;

interface Form {
  readonly checks: ReadonlyMap<string, Check>;
  readonly needed: readonly string[];
}

const fates: ReadonlySet<unknown> = new Set(fateSchema.options);
const finishes: ReadonlySet<unknown> = new Set(finishSchema.options);
const isText: Check = (value) => typeof value === 'string';
const isNode: Check = (value) => typeof value === 'string' && nodeIdPattern.test(value);
const isCount: Check = (value) => isWhole(value, { from: 0, to: maxCount });
const isShare: Check = (value) => isBetween(value, { from: 0, to: 1 });
const areTokens: Check = (value) => isWhole(value, { from: 0, to: maxTokens });
const areIds: Check = (value) => Array.isArray(value) && value.every(Number.isSafeInteger);

const toldForm = form<Told>(
  {
    token: (value) => typeof value === 'string' && value.length <= maxTokenText,
    logprob: (value) => isBetween(value, { from: leastLogprob, to: 0 }),
  },
  {},
);
const decisionForm = form<Decision>(
  { node: isNode, fate: (value) => fates.has(value) },
  {
    value: Number.isFinite,
    rank: (value) => isWhole(value, { from: 1, to: maxCount }),
    children: (value) => isWhole(value, { from: 1, to: maxProposals }),
    weight: (value) => isWhole(value, { from: 0, to: maxProposals }),
    share: isShare,
    byHand: (value) => value === true,
  },
);
const eventForms: ReadonlyMap<unknown, Form> = new Map<SearchEvent['type'], Form>([
  ['node-opened', form<EventOf<'node-opened'>>({ type: isText, node: isNode, group: isCount, round: isCount }, {})],
  [
    'node-text',
    form<EventOf<'node-text'>>({ type: isText, node: isNode, text: isText, tokens: areTokens }, { tokenIds: areIds }),
  ],
  [
    'node-closed',
    form<EventOf<'node-closed'>>(
      { type: isText, node: isNode, finish: (value) => finishes.has(value) },
      { tokens: areTokens, tokenIds: areIds },
    ),
  ],
  [
    'node-scored',
    form<EventOf<'node-scored'>>(
      { type: isText, node: isNode, score: isShare },
      {
        duplicateOf: isNode,
        rolloutEnd: isNode,
        told: (value) => Array.isArray(value) && value.length <= maxTold && value.every((each) => fits(each, toldForm)),
      },
    ),
  ],
  [
    'round-decided',
    form<EventOf<'round-decided'>>(
      {
        type: isText,
        group: isCount,
        round: isCount,
        decisions: (value) => Array.isArray(value) && value.every((each) => fits(each, decisionForm)),
        ranked: isCount,
      },
      { line: Number.isFinite },
    ),
  ],
  [
    'call-opened',
    form<EventOf<'call-opened'>>(
      {
        type: isText,
        call: isCount,
        role: (value) => value === 'policy' || value === 'verifier',
        nodes: (value) => Array.isArray(value) && value.every(isNode),
        url: isText,
        body: (value) => isObject(value) && !Object.hasOwn(value, '__proto__') && isWithin(value, maxBodyDepth),
      },
      { isPrefixed: (value) => value === true },
    ),
  ],
  [
    'call-closed',
    form<EventOf<'call-closed'>>(
      { type: isText, call: isCount, promptTokens: areTokens, completionTokens: areTokens },
      { cachedTokens: areTokens },
    ),
  ],
]);

/** True only for what the schema accepts, and gives back as it is. */
export function isPlainEvent(value: unknown): value is SearchEvent {
  if (!isObject(value)) return false;
  const known = eventForms.get(value['type']);
  return known !== undefined && fits(value, known);
}

type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

function form<T>(
  needed: Readonly<Record<Exclude<keyof T, Optional<T>> & string, Check>>,
  others: Readonly<Partial<Record<Optional<T> & string, Check>>>,
): Form {
  return { checks: new Map(Object.entries<Check>({ ...needed, ...others })), needed: Object.keys(needed) };
}

/** Has it all that it needs, and nothing that is not known? */
function fits(value: unknown, { checks, needed }: Form): boolean {
  if (!isObject(value)) return false;
  for (const name of Object.keys(value)) {
    const field = value[name];
    if (field !== undefined && checks.get(name)?.(field) !== true) return false;
  }
  return needed.every((name) => value[name] !== undefined);
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}

function isWhole(value: unknown, bounds: Bounds): boolean {
  return Number.isSafeInteger(value) && isBetween(value, bounds);
}

function isBetween(value: unknown, { from, to }: Bounds): boolean {
  return typeof value === 'number' && value >= from && value <= to;
}
