'use client';

import { useKeySection, type KeySection } from '@/components/ui/keys-overlay';

const section: KeySection = {
  title: 'Curves',
  hints: [
    { keys: ['←', '→'], does: 'The next point of the line (a point must have the focus)' },
    { keys: ['↑', '↓'], does: 'The line above, below' },
    { keys: ['Home', 'End'], does: 'The first, the last point' },
    { keys: ['Enter'], does: 'Open the point: its ledger and its problems' },
    { keys: ['Esc'], does: 'Close it' },
  ],
};

/** Tells the list of keys how one walks along the curves. */
export function useCurvesKeys(): void {
  useKeySection(section);
}
