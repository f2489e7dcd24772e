/** Which map a search goes by: the one in its config, else the one that was made with its models. Knows no request. */
import { strategyOf, validateConfig, type SearchConfig, type StrategyName } from '@/lib/search';
import type { StrategyMaps } from './strategy-maps';

export interface MappedSearch {
  readonly strategy: StrategyName;
  readonly config: SearchConfig;
  /** What their servers call them. */
  readonly policy: string;
  readonly verifier: string | undefined;
}

/** The config as the log keeps it. A map that nobody asked for and that does not go with the numbers is left out. */
export async function mappedConfig(
  { strategy, config, policy, verifier }: MappedSearch,
  maps: Pick<StrategyMaps, 'madeWith'>,
): Promise<SearchConfig> {
  if (strategyOf(strategy).readsMap !== true || config.map !== undefined || verifier === undefined) return config;
  const map = await maps.madeWith(policy, verifier);
  if (map === undefined) return config;
  const mapped = { ...config, map };
  return validateConfig(strategy, mapped).length === 0 ? mapped : config;
}
