/** Thoughts and answers, however the text is cut into pieces. */
import { describe, expect, it } from 'vitest';
import { createThoughts, openedThought } from './thoughts';
import type { Opening } from './thoughts';

/** The answer, and whether a thought is still open, with pieces of `size` characters. */
function told(text: string, size: number, { opening, isWhole = true }: { opening?: Opening; isWhole?: boolean } = {}) {
  const thoughts = createThoughts(opening);
  let answer = '';
  for (let at = 0; at < text.length; at += size) answer += thoughts.take(text.slice(at, at + size));
  answer += thoughts.end(isWhole);
  return [answer, thoughts.isThinking] as const;
}

describe('the answer without its thoughts', () => {
  it.each<readonly [string, string, string, boolean, Opening]>([
    ['no thought', 'So $a < b$ and $b <\nc$.', 'So $a < b$ and $b <\nc$.', false, 'closed'],
    ['one', '<think>\nHm.\n\nHm.</think>\n\nSo 42.', 'So 42.', false, 'closed'],
    ['one that the prompt opened', 'Hm.</think>\n\nSo 42.', 'So 42.', false, 'open'],
    ['one without an end', '<think>\nHm.\n\n$\\boxed{41}$', '', true, 'closed'],
    ['two', '<think>a</think>b<think>c</think>d', 'bd', false, 'closed'],
    ['Magistral', '[THINK]Hm.[/THINK]So 42.', 'So 42.', false, 'closed'],
    [
      'harmony',
      '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>So 42.',
      'So 42.',
      false,
      'closed',
    ],
    ['one that the prompt opened otherwise', 'Hm.[/THINK]So 42.', 'So 42.', false, 'open'],
    ['another tag', '<seed:think>Hm.</seed:think>So 42.', 'So 42.', false, 'closed'],
    ['a tag in capitals, with more in it', '<Think effort="low">Hm.</Think>So 42.', 'So 42.', false, 'closed'],
    ['OpenThinker', '<|begin_of_thought|>Hm.<|end_of_thought|>So 42.', 'So 42.', false, 'closed'],
    ['Cohere', '<|START_THINKING|>Hm.<|END_THINKING|>So 42.', 'So 42.', false, 'closed'],
    ['Kimi', '◁think▷Hm.◁/think▷So 42.', 'So 42.', false, 'closed'],
    ['what is no tag', 'So $a <thinly b$ and <b>.', 'So $a <thinly b$ and <b>.', false, 'closed'],
    ['a word like a mark', 'analysis shows 42.', 'analysis shows 42.', false, 'closed'],
    ['one that is presumed', 'Hm.</think>So 42.', 'So 42.', false, 'presumed'],
    ['none, where one was presumed', 'So 42.', 'So 42.', false, 'presumed'],
    ['one where nobody was sure', 'Hm.</think>So 42.', 'So 42.', false, 'unsure'],
    ['none where nobody was sure', 'So 42.', 'So 42.', false, 'unsure'],
    ['one of another form where nobody was sure', '[THINK]Hm.[/THINK]So 42.', 'So 42.', false, 'unsure'],
    ['one without an end, shown, where nobody was sure', '<think>Hm.', '', true, 'unsure'],
  ])('%s', (_name, text, ...[answer, isThinking, opening]) => {
    for (const size of [1, 2, 3, 7, 1_000])
      expect([size, ...told(text, size, { opening })]).toEqual([size, answer, isThinking]);
  });

  it.each<readonly [string, string, Opening, string]>([
    ['between its marks', '<think>\nHm.\n</think>\n\nSo 42.', 'closed', '\nHm.\n'],
    ['that the prompt opened', 'Hm.</think>So 42.', 'open', 'Hm.'],
    ['that was presumed rightly', 'Hm.</think>So 42.', 'presumed', 'Hm.'],
    ['that was presumed wrongly', 'So 42.', 'presumed', ''],
    ['that the text opens, where one was presumed', '<think>Hm.</think>So 42.', 'presumed', 'Hm.'],
    ['of another form, where nobody was sure', '[THINK]Hm.[/THINK]So 42.', 'unsure', 'Hm.'],
    ['without an end', '<think>Hm.', 'closed', 'Hm.'],
    ['of two parts', '<think>a</think>b<think>c</think>d', 'closed', 'ac'],
  ])('the thought is told, too: %s', (_, text, opening, expected) => {
    for (const size of [1, 3, 1_000]) {
      const thoughts = createThoughts(opening);
      let thought = '';
      for (let at = 0; at < text.length; at += size) {
        thoughts.take(text.slice(at, at + size));
        thought += thoughts.takeThought();
      }
      thoughts.end(true);
      expect([size, thought + thoughts.takeThought()]).toEqual([size, expected]);
    }
  });

  it('harmony without its marks, whose first word is one token', () => {
    for (const size of [8, 1_000]) expect(told('analysisWe add.assistantfinalSo 42.', size)).toEqual(['So 42.', false]);
  });

  it('a presumed thought that was cut off stays one', () => {
    expect(told('Hm.', 1, { opening: 'presumed', isWhole: false })).toEqual(['', true]);
  });

  it('where nobody was sure, what was cut off is no thought', () => {
    expect(told('So 4', 1, { opening: 'unsure', isWhole: false })).toEqual(['So 4', false]);
  });

  it.each<readonly [string, Opening, boolean]>([
    ['Hm.</think>So 42.', 'closed', true],
    ['Hm.</think>', 'closed', true],
    ['Hm.</think>So 42.', 'unsure', true],
    ['<think>Hm.</think>So 42.', 'unsure', false],
    ['<think>Hm.</think>So 42.', 'closed', false],
    ['So 42.', 'unsure', false],
  ])('an end that nobody saw begin is noticed: %j, %s', (text, opening, isStray) => {
    for (const size of [1, 3, 1_000]) {
      const thoughts = createThoughts(opening);
      for (let at = 0; at < text.length; at += size) thoughts.take(text.slice(at, at + size));
      thoughts.end(true);
      expect([size, thoughts.isStray]).toEqual([size, isStray]);
    }
  });

  it.each([
    ['…<|im_start|>assistant\n<think>\n', '</think>'],
    ['…assistant\n<seed:think>', '</seed:think>'],
    ['…[/INST][THINK]', '[/THINK]'],
    ['…<|CHATBOT_TOKEN|><|START_THINKING|>', '<|END_THINKING|>'],
    ['…<|im_start|>assistant\n', undefined],
    ['What is <think>?\n', undefined],
  ])('prompts that open one: %j', (prompt, closing) => expect(openedThought(prompt)).toBe(closing));
});
