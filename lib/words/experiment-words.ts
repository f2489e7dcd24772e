/** What an experiment’s page says in more than one language; the rest of it speaks English. */
import type { Text } from './text';

export const experimentWords = {
  stands: { en: 'The experiment stands, and goes on by itself', zh: '实验停着，会自动继续' },
} as const satisfies Readonly<Record<string, Text>>;
