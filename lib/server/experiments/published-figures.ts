/** The figures of others that ship with Longthink, read when they are first asked for. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { publishedRowSchema, type PublishedRow } from '@/lib/experiments/report/curve-model';

export interface PublishedFiguresOptions {
  readonly file: string;
  readonly report: (message: string, error?: unknown) => void;
}

export class PublishedFigures {
  readonly #options: PublishedFiguresOptions;
  #read: Promise<readonly PublishedRow[]> | undefined;

  constructor(options: PublishedFiguresOptions) {
    this.#options = options;
  }

  /** A file that cannot be read is reported once: without it there are no published baselines. */
  rows(): Promise<readonly PublishedRow[]> {
    const { file, report } = this.#options;
    this.#read ??= readFile(file, 'utf8')
      .then((text) => z.array(publishedRowSchema).parse(JSON.parse(text)))
      .catch((error: unknown) => {
        report(`The published figures in ${file} cannot be read and are left out.`, error);
        return [];
      });
    return this.#read;
  }
}
