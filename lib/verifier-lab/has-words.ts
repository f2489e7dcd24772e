/** Which steps of a path are steps to a verifier: it is not asked about blank ones (rule S-2), as the end of a text often is. */
import type { NodeState } from '@/lib/search';

export function hasWords({ text }: Pick<NodeState, 'text'>): boolean {
  return text.trim() !== '';
}
