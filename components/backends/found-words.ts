import type { FoundServer } from '@/lib/backends/status';

/** What was found at an address, in a sentence. */
export function foundWords({ software, model, role, kind, stepwise }: FoundServer): string {
  const server = software === undefined ? 'The server answers' : `This is ${software}`;
  const serves = model === undefined ? '' : `, with the model ${model}`;
  if (role === 'verifier') return `${server}${serves}. It scores steps as a verifier of the kind ${kind}.`;
  const way = kind === 'chat' ? 'It writes in a chat' : 'It completes text';
  const use =
    stepwise === false
      ? 'strategies that write whole solutions can use it, those that go step by step cannot'
      : 'every strategy can use it';
  return `${server}${serves}. ${way}: ${use}.`;
}
