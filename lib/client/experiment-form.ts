/**
 * The form of a new experiment and its place in the URL, so that a link is the grid. Pure text to data and back; knows no
 * page. Unreadable parameters fall back to their defaults one by one.
 */
import type { ExperimentSpec } from '@/lib/experiments/model';
import { maxBudget } from '@/lib/experiments/model';
import {
  baselineStrategy,
  searchConfigSchema,
  seedSchema,
  strategyNames,
  strategyOf,
  subtreesOf,
  validateConfig,
  type SearchConfig,
  type StrategyName,
} from '@/lib/search';
import { fillText, gridFormWords, type Text } from '@/lib/words';
import { ruleNames, ruleParams, rulesFor, rulesFromParams, ruleToText, type Rules } from './rule-params';
import {
  readsSetting,
  settingNames,
  settingParams,
  settingsFromParams,
  type SettingName,
  type Settings,
} from './setting-params';

/** What the baselines do is no part of the grid. */
export const gridStrategies = strategyNames.filter((name) => name !== baselineStrategy);
export const gridBudgets: readonly number[] = Array.from({ length: Math.log2(maxBudget) + 1 }, (_, i) => 2 ** i);

const notAsked = ['n', 'topP', 'topK', 'maxStepTokens'] as const satisfies readonly SettingName[];
type GridSetting = Exclude<SettingName, (typeof notAsked)[number]>;

/** Settings that are asked for; they hold for all cells whose strategy reads them. */
const gridSettings = settingNames.filter((name): name is GridSetting => !notAsked.some((other) => other === name));

type GridSettings = Pick<Settings, GridSetting>;

export interface ExperimentForm extends GridSettings, Rules {
  /** Empty: named after what it asks for. */
  readonly name: string;
  readonly set: string;
  /** Empty: all of them. */
  readonly levels: readonly number[];
  readonly subjects: readonly string[];
  readonly every: number;
  /** 0: all that are left. */
  readonly limit: number;
  /** By strategy of the grid. */
  readonly budgets: Budgets;
  /** Undefined: the first that is configured; baselines: the second policy. */
  readonly policies: readonly string[] | undefined;
  readonly verifiers: readonly string[] | undefined;
  readonly baselines: readonly string[] | undefined;
  readonly seeds: readonly number[];
}

type Budgets = Readonly<Partial<Record<StrategyName, readonly number[]>>>;

const none = 'none';

/** Up to this n, where a strategy is taken in and nothing more is said. */
const usualBudget = 16;
const usualSettings: GridSettings = settingsFromParams(gridSettings, new URLSearchParams());
const usualRules: Rules = rulesFromParams(new URLSearchParams());

export const defaultExperimentForm: ExperimentForm = {
  name: '',
  set: 'tiny-math-500',
  levels: [],
  subjects: [],
  every: 10,
  limit: 0,
  // The published comparison. What is added later stays out of it, so that a link goes on saying what it said.
  budgets: Object.fromEntries(
    gridStrategies.map((name) => [
      name,
      strategyOf(name).isInSearchAndLearn ? usualBudgets(name, { ...usualSettings, ...usualRules }) : [],
    ]),
  ),
  ...usualSettings,
  ...usualRules,
  policies: undefined,
  verifiers: undefined,
  baselines: undefined,
  seeds: [0],
};

export function experimentFormFromParams(params: URLSearchParams): ExperimentForm {
  const whole = (
    text: string | null,
    { min, max, otherwise }: { readonly min: number; readonly max: number; readonly otherwise: number },
  ) => {
    const value = Number(text ?? '');
    return text !== null && text !== '' && Number.isInteger(value) && value >= min && value <= max ? value : otherwise;
  };
  const list = (name: string) =>
    params.has(name) ? params.getAll(name).filter((value) => value !== none && value !== '') : undefined;
  const numbers = (name: string, isGood: (value: number) => boolean) => {
    const text = params.get(name);
    return text === null
      ? undefined
      : [...new Set(text.split('.').flatMap((part) => (part !== '' && isGood(Number(part)) ? [Number(part)] : [])))];
  };
  const of = defaultExperimentForm;
  return {
    name: (params.get('name') ?? '').slice(0, 200),
    set: params.get('set') ?? of.set,
    levels: numbers('levels', (level) => Number.isInteger(level) && level >= 1 && level <= 5) ?? of.levels,
    subjects: list('subject') ?? of.subjects,
    every: whole(params.get('every'), { min: 1, max: 1_000_000, otherwise: of.every }),
    limit: whole(params.get('limit'), { min: 0, max: 1_000_000, otherwise: of.limit }),
    budgets: Object.fromEntries(
      gridStrategies.map((strategy) => [
        strategy,
        numbers(strategy, (n) => gridBudgets.includes(n)) ?? budgetsOf(of, strategy),
      ]),
    ),
    ...settingsFromParams(gridSettings, params),
    ...rulesFromParams(params),
    policies: list('policy'),
    verifiers: list('verifier'),
    baselines: list('baseline'),
    seeds: numbers('seeds', (seed) => seedSchema.safeParse(seed).success) ?? of.seeds,
  };
}

/** Only what differs from the defaults, in a fixed order; empty for the empty form. */
export function experimentFormToParams(form: ExperimentForm): URLSearchParams {
  const params = new URLSearchParams();
  const of = defaultExperimentForm;
  const set = (name: string, value: string | number, otherwise: string | number) => {
    if (value !== otherwise) params.set(name, String(value));
  };
  const setAll = (name: string, values: readonly string[] | undefined) => {
    for (const value of values?.length === 0 ? [none] : (values ?? [])) params.append(name, value);
  };
  set('name', form.name, of.name);
  set('set', form.set, of.set);
  set('levels', form.levels.join('.'), of.levels.join('.'));
  setAll('subject', form.subjects.length === 0 ? undefined : form.subjects);
  set('every', form.every, of.every);
  set('limit', form.limit, of.limit);
  for (const strategy of gridStrategies)
    set(strategy, budgetsOf(form, strategy).join('.'), budgetsOf(of, strategy).join('.'));
  for (const name of gridSettings) set(settingParams[name], form[name] ?? '', of[name] ?? '');
  for (const name of ruleNames) set(ruleParams[name], ruleToText(form, name), ruleToText(of, name));
  setAll('policy', form.policies);
  setAll('verifier', form.verifiers);
  setAll('baseline', form.baselines);
  set('seeds', form.seeds.join('.'), of.seeds.join('.'));
  return params;
}

interface ChosenModels {
  readonly policies: readonly string[];
  readonly verifiers: readonly string[];
  readonly baselines: readonly string[];
}

/** What the server is asked for. A strategy without a possible budget is not in it; verifiers are there only where something is scored. */
export function specOfForm(
  form: ExperimentForm,
  { policies, verifiers, baselines }: ChosenModels,
  name: string,
): ExperimentSpec {
  const { set, levels, subjects, every, limit, seeds } = form;
  const possible = (strategy: StrategyName) => {
    const budgets = budgetsOf(form, strategy);
    return budgets
      .filter((n) => isPossibleBudget(strategy, { n, pool: Math.max(...budgets) }, form))
      .toSorted((one, other) => one - other);
  };
  const used = gridStrategies.filter((strategy) => possible(strategy).length > 0);
  const isScored = used.some((strategy) => strategyOf(strategy).needsVerifier);
  return {
    name,
    policies: [...policies],
    verifiers: isScored ? [...verifiers] : [],
    baselines: [...baselines],
    seeds: [...seeds],
    problems: {
      set,
      ...(levels.length === 0 ? {} : { levels: [...levels] }),
      ...(subjects.length === 0 ? {} : { subjects: [...subjects] }),
      ...(every === 1 ? {} : { every }),
      ...(limit === 0 ? {} : { limit }),
    },
    strategies: used.map((strategy) => ({
      strategy,
      budgets: possible(strategy),
      config: configOf(form, strategy),
    })),
  };
}

/** Of what the form asks for, what the strategy reads. */
function configOf(form: GridSettings & Rules, strategy: StrategyName): Partial<SearchConfig> {
  const facts = strategyOf(strategy);
  const numbers = gridSettings.flatMap((name) => (readsSetting(facts, name) ? [[name, form[name]]] : []));
  return { ...Object.fromEntries(numbers), ...rulesFor(strategy, form) };
}

/** Those that are ticked, possible or not. */
export function budgetsOf({ budgets }: Pick<ExperimentForm, 'budgets'>, strategy: StrategyName): readonly number[] {
  return budgets[strategy] ?? [];
}

/** What a strategy is asked for when it is taken in. */
export function usualBudgets(strategy: StrategyName, settings: GridSettings & Rules): readonly number[] {
  return gridBudgets.filter((n) => n <= usualBudget && isPossibleBudget(strategy, { n, pool: usualBudget }, settings));
}

/** A budget, and the largest of those that are asked for: the one that is searched, where smaller ones are read off it. */
interface AskedBudget {
  readonly n: number;
  readonly pool: number;
}

export function isPossibleBudget(strategy: StrategyName, asked: AskedBudget, settings: GridSettings & Rules): boolean {
  return whyNoBudget(strategy, asked, settings) === undefined;
}

/**
 * Why this strategy cannot be asked for at n, in words; undefined where it can. A temperature of 0 is left to the whole grid
 * to complain of; a subtree is never cut.
 */
export function whyNoBudget(
  strategy: StrategyName,
  { n, pool }: AskedBudget,
  settings: GridSettings & Rules,
): Text | undefined {
  const own = { ...configOf(settings, strategy), temperature: usualSettings.temperature };
  const [complaint] = validateConfig(strategy, searchConfigSchema.parse({ ...own, n }));
  if (complaint !== undefined) return complaint.said;
  const facts = strategyOf(strategy);
  if (facts.pooling !== 'subtrees') return undefined;
  const { width } = subtreesOf(facts, searchConfigSchema.parse({ ...own, n: Math.max(n, pool) }));
  return n % width === 0 ? undefined : fillText(gridFormWords.noMultiple, { width });
}
