import { runWords } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Said } from '@/components/ui/said';

/** The right answer of a problem, in small beside what a run answered. */
export function Reference({ answer }: { readonly answer: string }) {
  return (
    <span>
      <Said
        text={runWords.reference}
        parts={{
          answer: (
            <span className="text-ink">
              <MathText text={`$${answer}$`} />
            </span>
          ),
        }}
      />
    </span>
  );
}
