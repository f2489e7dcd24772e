/**
 * What an instruct model is told that sees earlier attempts, as turns of a chat. To revise, each attempt is an answer of its
 * own that it was asked to better; to aggregate, all of them stand numbered in one question. Knows no server and no template.
 */
import type { Problem, Turn } from '@/lib/search';
import type { PolicyBackend } from '../config/backend';
import type { ChatMessage } from '../config/chat-template';

const reviseWords =
  'Your solution may hold a mistake. Read it again step by step, keep what is right, mend what is not, and write the whole solution anew, with the final answer in \\boxed{}.';

/** All that a model is told before it writes. An empty system prompt is a wish for none, also where the model has a default. */
export function conversation(
  { systemPrompt }: Pick<PolicyBackend, 'systemPrompt'>,
  problem: Problem,
  turn?: Turn,
): readonly ChatMessage[] {
  const system: readonly ChatMessage[] = systemPrompt ? [{ role: 'system', content: systemPrompt }] : [];
  return [...system, ...messagesFor(problem, turn)];
}

/** The turns after the system's, the last one the user's. */
export function messagesFor({ text }: Problem, turn: Turn | undefined): readonly ChatMessage[] {
  const question: ChatMessage = { role: 'user', content: text };
  switch (turn?.ask) {
    case undefined:
      return [question];
    case 'revise':
      return [
        question,
        ...turn.attempts.flatMap((attempt): readonly ChatMessage[] => [
          { role: 'assistant', content: attempt.trim() },
          { role: 'user', content: reviseWords },
        ]),
      ];
    case 'aggregate':
      return [{ role: 'user', content: aggregateWords(text, turn.attempts) }];
  }
}

function aggregateWords(problem: string, attempts: readonly string[]): string {
  const listed = attempts.map((attempt, i) => `Candidate ${i + 1}:\n${attempt.trim()}`).join('\n\n');
  return [
    `Here is a problem and ${attempts.length === 1 ? 'a candidate solution, which may be wrong' : `${attempts.length} candidate solutions, any of which may be wrong`}.`,
    `Problem:\n${problem}`,
    listed,
    'Take over what is sound, settle by reasoning what the candidates disagree about, and if none of them holds, solve it another way. Write one complete solution, with the final answer in \\boxed{}.',
  ].join('\n\n');
}
