import type { FoundServer } from '@/lib/backends/status';
import { serverWords, type Say } from '@/lib/words';

/** What was found at an address, in a sentence. */
export function foundWords({ software, model, role, kind, stepwise }: FoundServer, say: Say): string {
  const bare = software === undefined ? say(serverWords.answers) : say(serverWords.is, { software });
  const server = model === undefined ? bare : say(serverWords.withModel, { server: bare, model });
  if (role === 'verifier') return say(serverWords.scoresSteps, { server, kind });
  if (kind === 'chat') return say(stepwise === false ? serverWords.chatsWhole : serverWords.chatsAll, { server });
  return say(stepwise === false ? serverWords.completesWhole : serverWords.completesAll, { server });
}
