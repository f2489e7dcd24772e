/** Several requests that the log is to show as one. */
import type { CallNotice } from '@/lib/search';

type UsageNotice = Extract<CallNotice, { type: 'usage' }>;

/** Tells several requests as one call: sent once, with the tokens of all; `finish` when they are over. */
export function asOneCall(onNotice: (notice: CallNotice) => void): {
  readonly onNotice: (notice: CallNotice) => void;
  readonly finish: () => void;
} {
  let isSent = false;
  let usage: UsageNotice | undefined;
  return {
    onNotice(notice) {
      if (notice.type === 'retry' || notice.type === 'habit') onNotice(notice);
      else if (notice.type === 'usage') usage = usage === undefined ? notice : addUsage(usage, notice);
      else if (!isSent) {
        isSent = true;
        onNotice(notice);
      }
    },
    finish: () => {
      if (usage !== undefined) onNotice(usage);
    },
  };
}

function addUsage(one: UsageNotice, other: UsageNotice): UsageNotice {
  return {
    type: 'usage',
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    // A part that does not tell leaves the sum unknown.
    cachedTokens:
      one.cachedTokens === undefined || other.cachedTokens === undefined
        ? undefined
        : one.cachedTokens + other.cachedTokens,
  };
}
