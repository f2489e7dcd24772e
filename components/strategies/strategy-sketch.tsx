import type { StrategyName } from '@/lib/search';
import { strategyLooks } from './looks';

/** The strategy's silhouette, as it is recognised from the back row. */
export function StrategySketch({ strategy }: { readonly strategy: StrategyName }) {
  const { alive, cut } = strategyLooks[strategy].sketch;
  return (
    <svg aria-hidden="true" viewBox="0 0 44 40" className="h-10 w-11 shrink-0" fill="none" strokeLinecap="round">
      <path d={cut} stroke="var(--dim)" strokeWidth="1" />
      <path d={alive} stroke="var(--ink)" strokeWidth="2.25" />
      <circle cx="4" cy="20" r="2.5" fill="var(--bg)" stroke="var(--ink)" strokeWidth="1.5" />
    </svg>
  );
}
