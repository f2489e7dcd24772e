/** What is said in the tree of a run that left another: whose the steps are, and which of them a person changed. */
import type { Text } from './text';

export const forkWords = {
  ownFromHere: { en: 'own from here', zh: '自此为本次运行' },
  takenOver: { en: 'from the run it left', zh: '取自原运行' },
  firstOwn: { en: 'its own from here on', zh: '自此为本次运行自己的步骤' },
} as const satisfies Readonly<Record<string, Text>>;

/** By the kind of the edit; of a step that is named, and of one that is pointed at. */
export const editTexts = {
  cut: { en: 'step {step} cut by hand', zh: '人工剪掉步骤 {step}' },
  keep: { en: 'step {step} kept by hand', zh: '人工保留步骤 {step}' },
  rewrite: { en: 'step {step} in other words', zh: '步骤 {step} 换了写法' },
} as const satisfies Readonly<Record<string, Text>>;

export const editMarks = {
  cut: { en: 'cut by hand', zh: '人工剪掉' },
  keep: { en: 'kept by hand', zh: '人工保留' },
  rewrite: { en: 'in other words', zh: '换了写法' },
} as const satisfies Readonly<Record<string, Text>>;
