import type { StrategyName } from '@/lib/search';

/** Lines as they would be drawn in the tree: strong where a branch lives, faint where it was cut. */
const sketches: Readonly<Record<StrategyName, { readonly alive: string; readonly cut: string }>> = {
  greedy: { alive: 'M4 20H40', cut: '' },
  majority: {
    alive: 'M4 20C12 20 10 6 16 6H40M4 20C12 20 10 15 16 15H40M4 20C12 20 10 25 16 25H40M4 20C12 20 10 34 16 34H40',
    cut: '',
  },
  'best-of-n': {
    alive: 'M4 20C12 20 10 15 16 15H40',
    cut: 'M4 20C12 20 10 6 16 6H40M4 20C12 20 10 25 16 25H40M4 20C12 20 10 34 16 34H40',
  },
  'beam-search': {
    alive: 'M4 20C10 20 9 12 15 12C21 12 21 18 27 18C33 18 33 13 40 13M27 18C33 18 33 23 40 23',
    cut: 'M4 20C10 20 9 5 15 5M4 20C10 20 9 26 15 26M4 20C10 20 9 34 15 34M15 12C21 12 21 7 27 7M15 12C21 12 21 26 27 26M27 18C33 18 33 31 40 31',
  },
  dvts: {
    alive:
      'M4 20C10 20 9 7 15 7C21 7 21 11 27 11H40M4 20C10 20 9 20 15 20C21 20 21 17 27 17H40M4 20C10 20 9 33 15 33C21 33 21 30 27 30H40',
    cut: 'M4 20C10 20 9 12 15 12M4 20C10 20 9 26 15 26M15 7C21 7 21 4 27 4M15 20C21 20 21 23 27 23M15 33C21 33 21 36 27 36M27 11C33 11 34 7 40 7M27 30C33 30 34 34 40 34',
  },
};

/** The strategy's silhouette, as it is recognised from the back row. */
export function StrategySketch({ strategy }: { readonly strategy: StrategyName }) {
  const { alive, cut } = sketches[strategy];
  return (
    <svg aria-hidden="true" viewBox="0 0 44 40" className="h-10 w-11 shrink-0" fill="none" strokeLinecap="round">
      <path d={cut} stroke="var(--dim)" strokeWidth="1" />
      <path d={alive} stroke="var(--ink)" strokeWidth="2.25" />
      <circle cx="4" cy="20" r="2.5" fill="var(--bg)" stroke="var(--ink)" strokeWidth="1.5" />
    </svg>
  );
}
