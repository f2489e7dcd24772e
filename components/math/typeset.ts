/**
 * One formula to HTML through KaTeX, with everything that could reach outside its box switched off and everything that
 * could take for ever cut short. What cannot be typeset is undefined, and is shown as source. Model text is untrusted.
 */
import katex from 'katex';

/** Longer formulas are hostile or broken; nobody reads them typeset. */
const maxSource = 1_500;
const maxHtml = 200_000;
/** Nesting beyond this makes KaTeX slow or overflow the stack. */
const maxDepth = 60;
const maxCached = 2_000;

const cache = new Map<string, string | undefined>();

/** HTML with MathML inside for screen readers; undefined when the source must be shown. Never throws. */
export function typeset(tex: string, isDisplay: boolean): string | undefined {
  const key = `${isDisplay ? 'd' : 'i'}${tex}`;
  if (cache.has(key)) {
    const known = cache.get(key);
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const html = render(tex, isDisplay);
  cache.set(key, html);
  if (cache.size > maxCached) cache.delete(cache.keys().next().value!);
  return html;
}

function render(tex: string, displayMode: boolean): string | undefined {
  if (tex.length > maxSource || depthOf(tex) > maxDepth) return undefined;
  try {
    const html = katex.renderToString(tex, {
      displayMode,
      output: 'htmlAndMathml',
      trust: false,
      strict: 'ignore',
      maxExpand: 200,
      maxSize: 8,
      throwOnError: true,
    });
    return html.length > maxHtml ? undefined : html;
  } catch {
    // A formula that KaTeX does not understand, or one made to exhaust it: its source says all there is.
    return undefined;
  }
}

/** Deepest nesting of braces, brackets of `\left`, and roots or fractions without braces. */
function depthOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of tex) {
    if (character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === '}') depth--;
  }
  return Math.max(deepest, (tex.match(/\\(?:sqrt|frac|left|begin|overline|underline)\b/g) ?? []).length / 2);
}
