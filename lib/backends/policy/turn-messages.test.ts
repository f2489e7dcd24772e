/** What a model is told that sees earlier attempts. */
import { describe, expect, it } from 'vitest';
import { messagesFor } from './turn-messages';

const problem = { text: 'What is $1 + 1$?' };

describe('a prompt with attempts', () => {
  it('without any is the problem alone', () => {
    expect(messagesFor(problem, undefined)).toEqual([{ role: 'user', content: problem.text }]);
  });

  it('to revise, each attempt is an answer that a better one is asked for, in their order', () => {
    const messages = messagesFor(problem, { ask: 'revise', attempts: ['first\n\n', 'second'] });
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user']);
    expect(messages.filter(({ role }) => role === 'assistant').map(({ content }) => content)).toEqual([
      'first',
      'second',
    ]);
    expect(messages.at(-1)!.content).toContain('\\boxed{}');
  });

  it('to aggregate, all of them are numbered in one question', () => {
    const [message, ...more] = messagesFor(problem, { ask: 'aggregate', attempts: ['first', 'second'] });
    expect(more).toEqual([]);
    expect(message!.content).toMatch(/What is \$1 \+ 1\$\?[^]*Candidate 1:\nfirst\n\nCandidate 2:\nsecond/);
  });
});
