'use client';

import { pointWords } from '@/lib/words';
import { useSay, useTold } from '@/components/ui/use-language';
import { publishedMethod } from '../curves/published';
import type { ChangeCurvesForm } from '../curves/curves-form';
import type { Published } from '../view/use-published';

interface PublishedPickerProps {
  readonly published: Published;
  readonly change: ChangeCurvesForm;
}

/** Which published figures are drawn behind the lines. */
export function PublishedPicker({ published, change }: PublishedPickerProps) {
  const say = useSay();
  const told = useTold();
  const { rows, error, models: chosenModels, methods: chosenMethods } = published;
  const models = [...new Map(rows.map((row) => [row.model, row.parametersB ?? Infinity])).entries()]
    .toSorted(([one, size], [other, otherSize]) => size - otherSize || one.localeCompare(other))
    .map(([model]) => model);
  const methods = [...new Set(rows.filter(({ model }) => chosenModels.includes(model)).map(({ method }) => method))];
  const toggle = (list: readonly string[], name: string) =>
    list.includes(name) ? list.filter((each) => each !== name) : [...list, name];
  if (error !== null)
    return <p className="panel p-4 text-sm text-mute">{say(pointWords.publishedUnread, { why: told(error) })}</p>;
  return (
    <details className="panel p-4" open={chosenModels.length > 0 || undefined} data-testid="published-picker">
      <summary className="text-base font-semibold">
        {say(pointWords.publishedFigures)}{' '}
        <span className="text-sm font-normal text-mute">
          {rows.length === 0
            ? ''
            : chosenModels.length === 0
              ? say(pointWords.noneDrawn)
              : say(pointWords.drawnOf, { drawn: published.drawn.length, of: rows.length })}
        </span>
      </summary>
      <p className="mt-1 text-xs text-mute">{say(pointWords.publishedAbout)}</p>
      <fieldset className="mt-2">
        <legend className="label">{say(pointWords.models)}</legend>
        <div className="mt-1 grid max-h-56 grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-3 overflow-auto">
          {models.map((model) => (
            <label key={model} className="flex min-h-[24px] items-center gap-2 py-0.5 text-sm">
              <input
                type="checkbox"
                checked={chosenModels.includes(model)}
                onChange={() => change({ published: toggle(chosenModels, model), publishedMethods: chosenMethods })}
              />
              <span className="truncate" title={model}>
                {model.replace('-Instruct', '')}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {methods.length === 0 ? null : (
        <fieldset className="mt-2">
          <legend className="label">{say(pointWords.methods)}</legend>
          <div className="mt-1 flex flex-wrap gap-x-4">
            {methods.map((method) => (
              <label key={method} className="flex min-h-[24px] items-center gap-2 py-0.5 text-sm">
                <input
                  type="checkbox"
                  checked={chosenMethods.includes(method)}
                  onChange={() => change({ published: chosenModels, publishedMethods: toggle(chosenMethods, method) })}
                />
                {publishedMethod(method, say)}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {chosenModels.length === 0 ? null : (
        <button
          type="button"
          className="link mt-2 text-sm text-mute"
          onClick={() => change({ published: [], publishedMethods: [] })}
        >
          {say(pointWords.drawNone)}
        </button>
      )}
    </details>
  );
}
