import { useMemo } from 'react';
import type { SearchState } from '@/lib/search';
import { noticesOf } from '@/lib/tree';
import { factWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { Section } from './section';

/** What was out of the ordinary with servers and texts; nothing where all went as it should. */
export function RunNotes({ state }: { readonly state: SearchState }) {
  const say = useSay();
  const notices = useMemo(() => noticesOf(state, say), [state, say]);
  if (notices.length === 0) return null;
  return (
    <Section title={say(factWords.toKnow)}>
      <ul className="flex flex-col gap-1.5 text-sm" data-testid="run-notes">
        {notices.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Section>
  );
}
