/** One setting of a search in a few words, as it stands in the name of a run among others. Knows no run. */
import { scheduleToText } from '@/lib/client';
import { selectionOf, type RunSpec, type SearchConfig } from '@/lib/search';
import { aggregationWords, selectionTitles, settingPhrases, settingWords, type Say, type Text } from '@/lib/words';
import { choiceFields, type Choice } from './setting-fields';

/** `recommended`: how the verifier would have its scores aggregated, where that is known. */
type PhrasedSearch = Pick<RunSpec, 'strategy' | 'config'> & {
  readonly recommended?: SearchConfig['aggregation'];
};

/** The same words for the same thing: what is absent is told as what it comes to, where that is known. */
export function settingPhrase(name: keyof SearchConfig, search: PhrasedSearch, say: Say): string {
  return say<Text>(settingPhrases[name], { value: valueText(name, search, say) });
}

function valueText(name: keyof SearchConfig, search: PhrasedSearch, say: Say): string | number {
  const { config, recommended } = search;
  switch (name) {
    case 'topK':
      return config.topK === 0 ? say(settingWords.off) : config.topK;
    case 'aggregation': {
      const aggregation = config.aggregation ?? recommended;
      return within(say(aggregation === undefined ? settingWords.asRecommended : aggregationWords[aggregation]));
    }
    case 'selectionAggregation':
      return config.selectionAggregation === undefined
        ? say(settingWords.asSearch)
        : within(say(aggregationWords[config.selectionAggregation]));
    case 'selection':
      return within(say(selectionTitles[selectionOf(search)]));
    case 'duplicates':
    case 'finished':
    case 'resampling':
      return choiceText(name, config, say);
    case 'schedule':
      return config.schedule.length === 0 ? say(settingWords.asFirst) : scheduleToText(config.schedule);
    case 'stopAtAnswer':
      return say(config.stopAtAnswer ? settingWords.yes : settingWords.no);
    case 'separator':
      return JSON.stringify(config.separator);
    case 'map':
      return config.map?.name ?? say(settingWords.asPublished);
    default:
      return config[name];
  }
}

function choiceText(name: Choice, config: SearchConfig, say: Say): string {
  const { usual, words }: { readonly usual: Text; readonly words: Readonly<Record<string, { readonly title: Text }>> } =
    choiceFields[name];
  const chosen = config[name];
  return within(say(chosen === undefined ? usual : (words[chosen]?.title ?? usual)));
}

/** At the beginning of a line it is written large. */
function within(title: string): string {
  return title.slice(0, 1).toLowerCase() + title.slice(1);
}
