'use client';

import { useState, type ReactElement } from 'react';
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

/** A chart as a file, ready for print: title, legend and caption in it, in the colours of paper. */
export function SaveButtons({ of, fileName, renderFigure, renderData }: SaveButtonsProps) {
  const [failure, setFailure] = useState<string | undefined>();
  const save = async (format: 'svg' | 'png') => {
    setFailure(undefined);
    try {
      const svg = figureSvg(renderFigure());
      saveFile(
        `${fileName}.${format}`,
        format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg),
      );
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <button
        type="button"
        className="button button-quiet"
        aria-label={`Save as SVG: ${of}`}
        title="Save as SVG, with caption"
        onClick={() => void save('svg')}
      >
        SVG
      </button>
      <button
        type="button"
        className="button button-quiet"
        aria-label={`Save as PNG: ${of}`}
        title="Save as PNG, with caption"
        onClick={() => void save('png')}
      >
        PNG
      </button>
      {renderData === undefined ? null : (
        <button
          type="button"
          className="button button-quiet"
          aria-label={`Save its data as CSV: ${of}`}
          title="Save the numbers of the picture as CSV"
          onClick={() => saveFile(`${fileName}.csv`, new Blob([renderData()], { type: 'text/csv' }))}
        >
          Data
        </button>
      )}
      {failure === undefined ? null : (
        <span role="alert" className="text-xs text-bad">
          {failure}
        </span>
      )}
    </span>
  );
}
