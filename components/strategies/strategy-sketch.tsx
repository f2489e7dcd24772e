import type { StrategyName } from '@/lib/search';
import { strategyLooks } from './looks';

/** The strategy's silhouette, as it is recognised from the back row. */
export function StrategySketch({ strategy }: { readonly strategy: StrategyName }) {
  const { alive, cut, faint, dots } = strategyLooks[strategy].sketch;
  return (
    <svg aria-hidden="true" viewBox="0 0 44 40" className="h-10 w-11 shrink-0" fill="none" strokeLinecap="round">
      <path d={cut} stroke="var(--dim)" strokeWidth="1" />
      {faint === undefined ? null : <path d={faint} stroke="var(--mute)" strokeWidth="1" strokeDasharray="1 2.5" />}
      <path d={alive} stroke="var(--ink)" strokeWidth={dots === undefined ? 2.25 : 1.25} />
      {dots === undefined ? null : <path d={dots} stroke="var(--ink)" strokeWidth="4.5" />}
      <circle cx="4" cy="20" r="2.5" fill="var(--bg)" stroke="var(--ink)" strokeWidth="1.5" />
    </svg>
  );
}
