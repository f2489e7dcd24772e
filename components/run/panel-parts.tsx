import type { ReactNode } from 'react';

/** Source beyond this is not shown; the downloaded log has all of it. */
const maxSource = 20_000;

/** A titled part of the inspector. */
export function Section({ title, children, aside }: { readonly title: string; readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <section>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h2 className="text-sm font-medium text-mute">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm">{children}</dl>;
}

/** Nothing when there is nothing to say. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return children === undefined ? null : (
    <div className="min-w-0">
      <dt className="text-xs text-mute">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

interface SourceProps {
  readonly title: string;
  readonly note?: string;
  readonly text: string;
  /** What the text is, where the title does not say it. */
  readonly label?: string;
  readonly testId?: string;
  readonly children?: ReactNode;
}

/** Text exactly as it went over the wire, folded away until asked for. */
export function Source({ title, note, text, label = title, testId, children }: SourceProps) {
  return (
    <details className="rounded-lg border border-line px-3 py-1.5 text-sm" data-testid={testId}>
      <summary>{title}{note === undefined || note === '' ? null : <span className="text-mute">, {note}</span>}</summary>
      <div className="mt-2">{children}</div>
      <pre aria-label={label} role="region" tabIndex={0} className="mt-1.5 max-h-64 overflow-auto rounded bg-bg p-2 font-mono text-xs break-words whitespace-pre-wrap">
        {text.slice(0, maxSource)}{text.length > maxSource ? `\n… ${(text.length - maxSource).toLocaleString('en')} more characters` : ''}
      </pre>
    </details>
  );
}
