/**
 * The settings of a search in an address: the short name of each, and its value back from text. The forms of a run and of a
 * grid read and write them here. Knows no page; what cannot be read has its default.
 */
import { searchConfigSchema, type SearchConfig, type Setting, type Strategy } from '@/lib/search';

/** What a strategy may read of a config: numbers, and choices between words. */
export type SettingName = Setting | NonNullable<Strategy['choices']>[number];
export type Settings = Pick<SearchConfig, SettingName>;

/** No strategy has one of these names, which are those of its budgets in the address of a grid. */
export const settingParams: Readonly<Record<SettingName, string>> = {
  n: 'n',
  beamWidth: 'm',
  temperature: 't',
  topP: 'topp',
  topK: 'topk',
  maxSteps: 'steps',
  maxTokens: 'tokens',
  maxStepTokens: 'steptokens',
  stepsPerRound: 'each',
  lookahead: 'ahead',
  rebaseTemperature: 'balance',
  resampling: 'resampling',
  duplicates: 'same',
  finished: 'finished',
  revisions: 'chain',
  loops: 'loops',
  aggregated: 'shown',
  window: 'window',
  confidence: 'sure',
  share: 'first',
};

// Keys of a record are strings to the compiler.
export const settingNames = Object.keys(settingParams) as readonly SettingName[];

/** Does this strategy read it? */
export function readsSetting({ settings, choices = [] }: Strategy, name: SettingName): boolean {
  return [...settings, ...choices].includes(name);
}

/** Of each of `names` the value that its parameter says, or its default. */
export function settingsFromParams<N extends SettingName>(
  names: readonly N[],
  params: Pick<URLSearchParams, 'get'>,
): Pick<Settings, N> {
  return Object.fromEntries(
    names.map((name) => [name, settingFromText(name, params.get(settingParams[name]))]),
    // A computed key is a string to the compiler; each name goes with its own value.
  ) as Pick<Settings, N>;
}

function settingFromText(name: SettingName, text: string | null): Settings[SettingName] {
  const schema = searchConfigSchema.shape[name];
  const read = text === null || text === '' ? undefined : [Number(text), text];
  return (
    read?.map((value) => schema.safeParse(value).data).find((value) => value !== undefined) ?? schema.parse(undefined)
  );
}
