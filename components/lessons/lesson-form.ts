/** What of a lesson's page a reader would send to someone, and its place in the URL. Pure; what cannot be read falls back, one field at a time. */
import { languageSchema, type Language } from '@/lib/words';
import { readViewForm, writeViewForm, type ViewForm } from '@/components/run/playback/view-form';

/** Where the reader has moved the replay or opened something else than the stop does; absent fields are the stop's. */
export interface LessonForm extends ViewForm {
  /** From 1 on. */
  readonly stop: number;
  /** Undefined: the reader's own. */
  readonly lang: Language | undefined;
}

export function readLessonForm(params: URLSearchParams): LessonForm {
  const stop = Number(params.get('stop') ?? '1');
  return {
    ...readViewForm(params),
    stop: Number.isInteger(stop) && stop > 0 ? stop : 1,
    lang: languageSchema.safeParse(params.get('lang')).data,
  };
}

export function writeLessonForm({ stop, lang, ...view }: LessonForm): URLSearchParams {
  const params = writeViewForm(view);
  if (stop !== 1) params.set('stop', String(stop));
  if (lang !== undefined) params.set('lang', lang);
  return params;
}
