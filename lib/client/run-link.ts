/**
 * The form of a new run and its place in the URL, so that a link is the experiment: problem, strategy, numbers, models.
 * Pure text to data and back; knows no page. Unreadable parameters fall back to their defaults one by one.
 */
import { z } from 'zod';
import { wholeNumber } from '@/lib/base';
import {
  defaultStrategy,
  maxSeed,
  selectionNameSchema,
  strategyNameSchema,
  type Problem,
  type SearchConfig,
  type StrategyName,
} from '@/lib/search';
import { ruleNames, ruleParams, rulesShape, ruleToText, type Rules } from './rule-params';
import { settingNames, settingParams, settingsFromParams, type Settings } from './setting-params';

const problemSources = ['set', 'template', 'own'] as const;
export type ProblemSource = (typeof problemSources)[number];

const formSchema = z.object({
  source: z.enum(problemSources).catch('set'),
  /** Name of an imported problem set; empty: the bundled ones. */
  set: z.string().catch(''),
  /** `uniqueId` of a listed problem; empty: none chosen yet. With source `own`, the id that the text had elsewhere. */
  problem: z.string().catch(''),
  /** Id of a template. */
  template: z.string().catch(''),
  text: z.string().catch(''),
  answer: z.string().catch(''),
  strategy: strategyNameSchema.catch(defaultStrategy),
  selection: selectionNameSchema.optional().catch(undefined),
  ...rulesShape,
  policy: z.string().optional().catch(undefined),
  verifier: z.string().optional().catch(undefined),
  seed: wholeNumber({ min: 0, max: maxSeed }).catch(1),
});

export type RunForm = z.infer<typeof formSchema> &
  Settings & {
    /** Values of the template's slots, as the reader left them. */
    readonly slots: Readonly<Record<string, number | string>>;
  };

/** Short names in the URL; what is absent has its default. */
const urlNames: Readonly<Record<Exclude<keyof RunForm, 'slots'>, string>> = {
  source: 'from',
  set: 'set',
  problem: 'problem',
  template: 'template',
  text: 'text',
  answer: 'answer',
  strategy: 'strategy',
  ...settingParams,
  ...ruleParams,
  selection: 'select',
  policy: 'policy',
  verifier: 'verifier',
  seed: 'seed',
};
const slotPrefix = 'slot.';

/** What a config has beside the settings that a strategy reads or leaves. */
const formsOwn = [...ruleNames, 'selection'] as const;

type Params = Pick<URLSearchParams, 'get' | 'forEach'>;

export function runFormFromParams(params: Params): RunForm {
  const raw = Object.fromEntries(
    Object.entries(urlNames).flatMap(([key, name]) => {
      const value = params.get(name);
      return value === null || value === '' ? [] : [[key, value]];
    }),
  );
  const slots: Record<string, number | string> = {};
  params.forEach((value, name) => {
    if (name.startsWith(slotPrefix) && value !== '')
      slots[name.slice(slotPrefix.length)] = Number.isFinite(Number(value)) ? Number(value) : value;
  });
  return { ...formSchema.parse(raw), ...settingsFromParams(settingNames, params), slots };
}

const defaults = runFormFromParams(new URLSearchParams());

/** Only what differs from the defaults, in a fixed order; empty for the empty form. */
export function runFormToParams(form: RunForm): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, name] of Object.entries(urlNames)) {
    const field = key as keyof typeof urlNames;
    const text = textOf(form, field);
    const belongs =
      field === 'set'
        ? form.source === 'set'
        : field === 'problem'
          ? form.source !== 'template'
          : field === 'template'
            ? form.source === 'template'
            : field === 'text' || field === 'answer'
              ? form.source === 'own'
              : true;
    if (belongs && text !== textOf(defaults, field)) params.set(name, text);
  }
  if (form.source === 'template')
    for (const [name, value] of Object.entries(form.slots)) params.set(`${slotPrefix}${name}`, String(value));
  return params;
}

function textOf(form: RunForm, field: keyof typeof urlNames): string {
  return isRule(field) ? ruleToText(form, field) : String(form[field] ?? '');
}

function isRule(field: string): field is keyof Rules {
  return field in ruleParams;
}

/** What of a form, or of another run's configuration, goes into the search's configuration; unused settings of the strategy are sent all the same. */
export function configOfForm(form: Settings & Pick<SearchConfig, (typeof formsOwn)[number]>): Partial<SearchConfig> {
  return Object.fromEntries(
    [...settingNames, ...formsOwn].flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]]])),
  );
}

interface RunSettings {
  readonly problem: Problem;
  readonly strategy: StrategyName;
  readonly config: SearchConfig;
  readonly policy: string;
  readonly verifier: string | undefined;
  readonly seed: number;
}

/**
 * The address of the start page with everything of an earlier run filled in. The problem goes along as text, since it may
 * come from a set that the start page does not list; `settledForm` finds the listed one again.
 */
export function linkToSettings(run: RunSettings): string {
  const { problem, strategy, config, policy, verifier, seed } = run;
  const form: RunForm = {
    ...defaults,
    ...config,
    source: 'own',
    problem: problem.uniqueId ?? '',
    text: problem.text,
    answer: problem.answer ?? '',
    strategy,
    policy,
    verifier,
    seed,
  };
  const query = runFormToParams(form).toString();
  return query === '' ? '/' : `/?${query}`;
}

/** `form` with a problem that came as text and id put where it is listed, or left the reader's own where it is not. */
export function settledForm(form: RunForm, listed: readonly Problem[]): RunForm {
  if (form.source !== 'own' || form.problem === '') return form;
  const found = listed.find(({ uniqueId }) => uniqueId === form.problem);
  return found?.text === form.text ? { ...form, source: 'set' } : { ...form, problem: '' };
}
