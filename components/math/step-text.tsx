import { siteWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import { MathText } from './math-text';

/** A first line that the policy marks as a heading, as in `## Step 2: Multiply`. */
const heading = /^\s*#{1,6}[ \t]+([^\n]+)\n?/;

/** A step as the policy wrote it, typeset; its heading set as one, nothing left out. */
export function StepText({ text, isOpen }: { readonly text: string; readonly isOpen: boolean }) {
  const trimmed = text.trimEnd();
  const [marked, title] = heading.exec(trimmed) ?? [];
  const body = marked === undefined ? trimmed : trimmed.slice(marked.length);
  const isTitleOpen = isOpen && body === '';
  return (
    <div className="text-[1.02rem] leading-relaxed" data-testid="step-text">
      {title === undefined ? null : (
        <p className="font-semibold">
          <MathText text={title} isOpen={isTitleOpen} />
        </p>
      )}
      {body === '' && (title !== undefined || !isOpen) ? null : <MathText text={body} isOpen={isOpen} />}
      {trimmed === '' && !isOpen ? <NoText /> : null}
    </div>
  );
}

function NoText() {
  const say = useSay();
  return <span className="text-mute">{say(siteWords.noText)}</span>;
}
