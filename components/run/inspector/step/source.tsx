import type { ReactNode } from 'react';
import { callWords } from '@/lib/words';
import { CopyButton } from '@/components/ui/copy-button';
import { useSay } from '@/components/ui/use-language';

/** Source beyond this is not shown; the downloaded log has all of it. */
const maxSource = 20_000;
interface SourceProps {
  readonly title: string;
  readonly note?: string;
  readonly text: string;
  /** What the text is, where the title does not say it. */
  readonly label?: string;
  /** Other forms in which it can be copied. */
  readonly copies?: readonly { readonly label: string; readonly text: string }[];
  readonly testId?: string;
  readonly children?: ReactNode;
}

/** Text exactly as it went over the wire, folded away until asked for. */
export function Source({ title, note, text, label = title, copies = [], testId, children }: SourceProps) {
  const say = useSay();
  return (
    <details className="rounded-lg border border-line px-3 py-1.5 text-sm" data-testid={testId}>
      <summary>
        {title}
        {note === undefined || note === '' ? null : <span className="text-mute">, {note}</span>}
      </summary>
      <div className="mt-2">{children}</div>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <CopyButton text={text} label={say(callWords.copy)} />
        {copies.map((copy) => (
          <CopyButton key={copy.label} text={copy.text} label={copy.label} />
        ))}
      </div>
      <pre
        aria-label={label}
        role="region"
        tabIndex={0}
        className="mt-1.5 max-h-64 overflow-auto rounded bg-bg p-2 font-mono text-xs break-words whitespace-pre-wrap"
      >
        {text.slice(0, maxSource)}
        {text.length > maxSource
          ? `\n${say(callWords.moreCharacters, { count: (text.length - maxSource).toLocaleString('en') })}`
          : ''}
      </pre>
    </details>
  );
}
