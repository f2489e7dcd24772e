import type { Curves } from '@/lib/experiments/report/curve-model';
import { exportPath } from '@/lib/client';
import { Icon } from '@/components/ui/icon';
import { ChartSection } from '../view/chart-section';
import type { CurvesView } from '../view/use-curves-view';
import { originWords } from '@/components/app/origin-words';

/** How the numbers were made, in sentences. */
export function MethodSection({ view, data }: { readonly view: CurvesView; readonly data: Curves }) {
  const { experiment } = view;
  return (
    <ChartSection
      title="How the numbers were made"
      testId="method"
      controls={(['points', 'problems'] as const).flatMap((of) =>
        (['csv', 'jsonl'] as const).map((format) => (
          <a
            key={`${of} ${format}`}
            className="button"
            href={exportPath(view.id, of, format)}
            download
            title={of === 'points' ? 'Every point of every line' : 'Every problem of every point'}
          >
            <Icon name="download" /> {of === 'points' ? 'Points' : 'Problems'} {format.toUpperCase()}
          </a>
        )),
      )}
    >
      <ul className="max-w-[100ch] list-disc wrap-anywhere space-y-1 pl-5 text-sm text-mute">
        {experiment.data === undefined ? null : <li>{originWords(experiment.data).sentence}</li>}
        {data.method.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </ChartSection>
  );
}
