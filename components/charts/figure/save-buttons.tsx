'use client';

import { useState, type ReactElement } from 'react';
import { chartWords, toldBy, type Told as Telling } from '@/lib/words';
import { Told } from '@/components/ui/told';
import { useSay } from '@/components/ui/use-language';
import { figureSvg, pngOf, saveFile } from './export-figure';

interface SaveButtonsProps {
  /** What the picture shows, for the buttons' names. */
  readonly of: string;
  /** Name of the file, without its ending. */
  readonly fileName: string;
  /** Drawn when it is asked for. */
  readonly renderFigure: () => ReactElement;
  /** The numbers of the picture as CSV. */
  readonly renderData?: () => string;
}

/** Spreadsheets take a file without this mark for Latin letters. */
const mark = '\uFEFF';
const beyondLatin = /[\u0100-\uffff]/;

/** A chart as a file, ready for print: title, legend and caption in it, in the colours of paper. */
export function SaveButtons({ of, fileName, renderFigure, renderData }: SaveButtonsProps) {
  const say = useSay();
  const [failure, setFailure] = useState<Telling | undefined>();
  const save = async (format: 'svg' | 'png') => {
    setFailure(undefined);
    try {
      const svg = figureSvg(renderFigure());
      saveFile(
        `${fileName}.${format}`,
        format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg, say),
      );
    } catch (error) {
      setFailure(toldBy(error));
    }
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <button
        type="button"
        className="button button-quiet"
        aria-label={say(chartWords.saveSvgOf, { what: of })}
        title={say(chartWords.saveSvg)}
        onClick={() => void save('svg')}
      >
        {say(chartWords.svg)}
      </button>
      <button
        type="button"
        className="button button-quiet"
        aria-label={say(chartWords.savePngOf, { what: of })}
        title={say(chartWords.savePng)}
        onClick={() => void save('png')}
      >
        {say(chartWords.png)}
      </button>
      {renderData === undefined ? null : (
        <button
          type="button"
          className="button button-quiet"
          aria-label={say(chartWords.saveCsvOf, { what: of })}
          title={say(chartWords.saveCsv)}
          onClick={() => {
            const data = renderData();
            saveFile(`${fileName}.csv`, new Blob([beyondLatin.test(data) ? mark : '', data], { type: 'text/csv' }));
          }}
        >
          {say(chartWords.data)}
        </button>
      )}
      {failure === undefined ? null : (
        <span role="alert" className="text-xs text-bad">
          <Told what={failure} />
        </span>
      )}
    </span>
  );
}
