/** What runs are called beside each other, so that no two that differ are called alike, and how two of them differ. */
import {
  searchConfigSchema,
  strategyOf,
  type AggregationName,
  type Fork,
  type RunSpec,
  type SearchConfig,
  type StrategyName,
} from '@/lib/search';
import { editWords } from '@/lib/tree';
import { fateWords, raceWords, sayIn, type Language } from '@/lib/words';
import { settingPhrase } from '@/components/app/setting-phrase';
import { describeSetting, strategyWords } from './looks-of';

/** What is known of a run before its log is here, and after; undefined: not known, or it has none. */
export interface Contestant {
  readonly strategy: StrategyName;
  readonly config: SearchConfig;
  readonly seed: number;
  readonly policy: string | undefined;
  readonly verifier: string | undefined;
  /** How its verifier would have its scores aggregated. */
  readonly recommended?: AggregationName | undefined;
  /** Where it left other runs. */
  readonly forks?: readonly Pick<Fork, 'edit' | 'seq'>[] | undefined;
}

export function contestantOf(spec: RunSpec, forks: readonly Fork[] = []): Contestant {
  const { strategy, config, seed, policy, verifier } = spec;
  const recommended = verifier?.recommendedAggregation;
  return { strategy, config, seed, policy: policy.name, verifier: verifier?.name, recommended, forks };
}

type Trait = (contestant: Contestant, language: Language) => string | undefined;

// Keys of a record are strings to the compiler.
const settingKeys = Object.keys(searchConfigSchema.shape) as readonly (keyof SearchConfig)[];

function isRead(name: keyof SearchConfig, strategy: StrategyName): boolean {
  const { needsVerifier, isStepwise, readsMap = false, settings, choices = [] } = strategyOf(strategy);
  switch (name) {
    case 'aggregation':
    case 'selectionAggregation':
      return needsVerifier;
    case 'selection':
    case 'stopAtAnswer':
      return true;
    case 'schedule':
      return settings.includes('maxSteps');
    case 'separator':
      return isStepwise;
    case 'map':
      return readsMap;
    default:
      return [...settings, ...choices].includes(name);
  }
}

const phrase =
  (name: keyof SearchConfig): Trait =>
  (contestant, language) =>
    settingPhrase(name, contestant, sayIn(language));

const phraseWhere =
  (name: keyof SearchConfig, isTold: boolean): Trait =>
  (contestant, language) =>
    isRead(name, contestant.strategy) === isTold ? phrase(name)(contestant, language) : undefined;

const title: Trait = ({ strategy }, language) => strategyWords(strategy, language).title;
const setting: Trait = ({ strategy, config }, language) => describeSetting(strategy, config, language);
const policyName: Trait = ({ policy }) => policy;
const verifierName: Trait = ({ verifier }) => verifier;
const seedPhrase: Trait = ({ seed }, language) => sayIn(language)(raceWords.seed, { seed });
const forksPhrase: Trait = ({ forks = [] }, language) => {
  const say = sayIn(language);
  const words = forks.map(({ edit, seq }) =>
    edit === undefined ? say(raceWords.forkedAt, { entry: seq }) : editWords(edit, say),
  );
  return words.length === 0 ? undefined : words.join(say(fateWords.comma));
};

/** How runs differ, the plainest first; what their strategies do not read comes last. */
const traits: readonly Trait[] = [
  title,
  setting,
  policyName,
  verifierName,
  ...settingKeys.map((name) => phraseWhere(name, true)),
  seedPhrase,
  forksPhrase,
  ...settingKeys.map((name) => phraseWhere(name, false)),
];

interface Apart {
  /** Its strategy, and of the rest what tells it from others of that strategy. */
  readonly parts: readonly string[];
  /** Others are exactly like it. */
  readonly isAlike: boolean;
}

export function partsApart(contestants: readonly Contestant[], language: Language = 'en'): readonly Apart[] {
  return contestants.map((contestant, i) => {
    let rivals = contestants.filter((_, j) => j !== i);
    const parts: string[] = [];
    for (const trait of traits) {
      const own = trait(contestant, language);
      const alike = rivals.filter((other) => trait(other, language) === own);
      if ((trait === title || alike.length < rivals.length) && own !== undefined) parts.push(own);
      rivals = alike;
    }
    return { parts, isAlike: rivals.length > 0 };
  });
}

/** The same in one line, with its lane where nothing else tells it apart; undefined: nothing is known of it yet. */
export function namesApart(
  contestants: readonly (Contestant | undefined)[],
  language: Language = 'en',
): readonly string[] {
  const say = sayIn(language);
  const known = contestants.filter((contestant) => contestant !== undefined);
  const apart = new Map(partsApart(known, language).map((each, i) => [known[i], each]));
  return contestants.map((contestant, i) => {
    const found = contestant === undefined ? undefined : apart.get(contestant);
    if (found === undefined) return say(raceWords.lane, { lane: i + 1 });
    const name = found.parts.join(say(fateWords.comma));
    return found.isAlike ? say(raceWords.withLane, { name, lane: i + 1 }) : name;
  });
}

/** What is another where a run goes on by `after` and not by `before`; empty where nothing is. */
export function changesBetween(before: RunSpec, after: RunSpec, language: Language): readonly string[] {
  const [mine, other] = [contestantOf(before), contestantOf(after)];
  // What is usual with another strategy or verifier comes with its name.
  const changed = settingKeys.filter((name) => wordOf(before.config[name]) !== wordOf(after.config[name]));
  const told = [title, policyName, verifierName, ...changed.map(phrase), seedPhrase];
  return told.flatMap((trait) => {
    const now = trait(other, language);
    return now === undefined || now === trait(mine, language) ? [] : [now];
  });
}

function wordOf(value: SearchConfig[keyof SearchConfig]): string | undefined {
  return JSON.stringify(value);
}
