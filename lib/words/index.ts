/** Words in more than one language: texts, the values in them, and the catalogue of what pages say. */
export { lessonWords } from './lesson-words';
export { predictWords } from './predict-words';
export { presenterWords } from './presenter-words';
export { fillText, languageFor, languages, languageSchema, placesIn, say, textSchema } from './text';
export type { Language, Text, Values } from './text';
