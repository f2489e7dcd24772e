/**
 * A drawn figure as a file: SVG whose colours are written out, and PNG of it. Browser only; knows nothing of what is drawn.
 */
import { chartWords, type Say } from '@/lib/words';
import { createElement, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** Pixels of the PNG for one of the drawing: about 300 dots an inch at the width of a page. */
const sharpness = 3;

/** The figure as text, in the colours of paper whatever the page's are. */
export function figureSvg(figure: ReactElement): string {
  const paper = document.createElement('div');
  paper.dataset['theme'] = 'light';
  paper.style.cssText = 'position:fixed;left:-10000px;top:0;visibility:hidden';
  document.body.append(paper);
  const root = createRoot(paper);
  try {
    flushSync(() => root.render(createElement('div', undefined, figure)));
    const svg = paper.querySelector('svg');
    const colours = getComputedStyle(paper);
    return writeColours(svg === null ? '' : new XMLSerializer().serializeToString(svg), (name) =>
      colours.getPropertyValue(name).trim(),
    );
  } finally {
    root.unmount();
    paper.remove();
  }
}

/** Every `var(--name)` by its value: files know no variables. */
export function writeColours(svg: string, valueOf: (name: string) => string): string {
  return svg.replace(/var\((--[\w-]+)\)/g, (_, name: string) => valueOf(name));
}

/** Rejects with an Error in words when the browser cannot draw it. */
export async function pngOf(svg: string, say: Say): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await withTypeface(svg))}`;
  try {
    await image.decode();
  } catch (cause) {
    throw new Error(say(chartWords.notDrawn), { cause });
  }
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * sharpness;
  canvas.height = image.naturalHeight * sharpness;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error(say(chartWords.notWritten));
  return blob;
}

/** An image sees no fonts of the page, so that the page's typeface is put into it; without it the picture has another one. */
async function withTypeface(svg: string): Promise<string> {
  const url = typefaceUrl();
  if (url === undefined) return svg;
  const reply = await fetch(url).catch(() => undefined);
  if (reply?.ok !== true) return svg;
  const bytes = new Uint8Array(await reply.arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  const face = `@font-face{font-family:Geist;font-weight:100 900;src:url(data:font/woff2;base64,${btoa(binary)}) format("woff2")}`;
  return svg.replace(/^(<svg[^>]*>)/, `$1<style>${face}</style>`);
}

/** The file of the face that the page's text is set in. */
function typefaceUrl(): string | undefined {
  const family = getComputedStyle(document.documentElement)
    .getPropertyValue('--font-geist-sans')
    .split(',')[0]
    ?.replace(/["']/g, '')
    .trim();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.href === null || new URL(sheet.href).origin === location.origin ? sheet.cssRules : []) {
      if (
        !(rule instanceof CSSFontFaceRule) ||
        rule.style.getPropertyValue('font-family').replace(/["']/g, '') !== family
      )
        continue;
      const file = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (file !== undefined) return new URL(file, sheet.href ?? location.href).href;
    }
  }
  return undefined;
}

export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the address by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
