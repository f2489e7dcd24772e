import Link from 'next/link';
import type { Edit, Fork } from '@/lib/search';

/** Where a run left another, and what was done there; nothing for a run that left none. */
export function ForkOrigin({ forks }: { readonly forks: readonly Fork[] }) {
  const fork = forks.at(-1);
  if (fork === undefined) return null;
  return (
    <span data-testid="fork-origin">
      <Link href={`/runs/${encodeURIComponent(fork.parent)}?at=${fork.seq}`} className="link">
        forked from another run
      </Link>{' '}
      at entry {fork.seq}
      {fork.edit === undefined ? '' : `: ${editWords(fork.edit)}`}
    </span>
  );
}

function editWords(edit: Edit): string {
  switch (edit.type) {
    case 'cut':
      return `step ${edit.node} cut by hand`;
    case 'keep':
      return `step ${edit.node} kept by hand`;
    case 'rewrite':
      return `step ${edit.node} in other words`;
  }
}
