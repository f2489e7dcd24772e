import type { BackendStatus } from '@/lib/backends/status';
import { backendWords, capabilityTexts, lackTexts, type Say, type Text } from '@/lib/words';

interface Words {
  readonly can: Text;
  /** Absent: nothing is missed. */
  readonly cannot: Text | undefined;
}

/** One without words is shown by its own name. */
const words: Readonly<Record<string, Words>> = capabilityTexts;

const pairs = [
  { names: ['stopTold', 'stopKept', 'n'], needs: ['stopTold', 'stopKept'], cannot: lackTexts.stops },
  { names: ['tokenIn', 'tokenOut'], needs: ['tokenIn', 'tokenOut'], cannot: lackTexts.tokenIds },
] as const;

export interface CapabilityWords {
  readonly can: readonly string[];
  readonly cannot: readonly string[];
}

/** A policy is not asked for log-probabilities, so their lack is not told of one. */
export function capabilityWords(
  { role, capabilities }: Pick<BackendStatus, 'role' | 'capabilities'>,
  say: Say,
): CapabilityWords {
  const together = pairs.filter(({ needs }) => needs.every((name) => capabilities[name] === false));
  const told = new Set<string>([
    ...together.flatMap(({ names }) => names),
    ...(role === 'policy' && capabilities.logprobs === false ? ['logprobs'] : []),
  ]);
  const entries = Object.entries(capabilities).filter(([name]) => !told.has(name));
  const nameOf = (name: string) =>
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' ')
      .toLowerCase();
  const canOf = (name: string) => {
    const known = words[name];
    return known === undefined ? nameOf(name) : say(known.can);
  };
  const lackOf = (name: string) => {
    const known = words[name];
    if (known === undefined) return [say(backendWords.notThere, { name: nameOf(name) })];
    return known.cannot === undefined ? [] : [say(known.cannot)];
  };
  return {
    can: entries.flatMap(([name, isThere]) => (isThere ? [canOf(name)] : [])),
    cannot: [
      ...together.map(({ cannot }) => say(cannot)),
      ...entries.flatMap(([name, isThere]) => (isThere ? [] : lackOf(name))),
    ],
  };
}
