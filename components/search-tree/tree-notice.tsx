import { MathText } from '@/components/math/math-text';

/** What a key found, or did not, over the tree; with its formulas. Always there, so that it is read out when words come. */
export function TreeNotice({ words }: { readonly words: string | undefined }) {
  return (
    <div role="status" data-testid="tree-notice" className="pointer-events-none absolute inset-x-0 bottom-14 z-20">
      {words === undefined ? null : (
        <p className="panel mx-auto w-fit max-w-[90%] rounded-full px-4 py-1.5 text-sm text-mute shadow-lg">
          <MathText text={words} />
        </p>
      )}
    </div>
  );
}
