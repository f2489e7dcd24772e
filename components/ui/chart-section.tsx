import { useId, type ReactNode } from 'react';

interface ChartSectionProps {
  readonly title: string;
  /** A sentence on what is seen. */
  readonly note?: ReactNode;
  readonly controls?: ReactNode;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** Out of sight it is neither laid out nor painted: what moves on a page of many pictures need not wait for all of them. On paper all is. */
const drawnInSight =
  '[content-visibility:auto] [contain-intrinsic-block-size:auto_24rem] print:[content-visibility:visible] print:break-inside-avoid';

/** A titled part of a page, with what is seen and what can be chosen beside the title. */
export function ChartSection({ title, note, controls, testId, children }: ChartSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-testid={testId} className={`panel min-w-0 p-4 sm:p-5 ${drawnInSight}`}>
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-[1_1_20rem] wrap-anywhere">
          <h2 id={id} className="text-lg">
            {title}
          </h2>
          {note === undefined ? null : <p className="mt-0.5 max-w-[110ch] text-sm text-mute">{note}</p>}
        </div>
        {controls === undefined ? null : (
          <div className="flex flex-wrap items-center gap-2 print:hidden">{controls}</div>
        )}
      </div>
      {children}
    </section>
  );
}
