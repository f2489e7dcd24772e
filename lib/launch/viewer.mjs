// @ts-check
/**
 * Makes the page in which runs and experiments are saved: the components of the app, their styles and typefaces in one file
 * that asks nobody for anything. Knows no log; what is saved is put into the file by lib/saved.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './prepare.mjs';

/** From the top of the project. */
export const viewerFile = '.next/viewer.html';

/** What the framework does in the app and nobody does in a file. */
const shims = /** @type {const} */ ({
  'next/link': 'next-link.tsx',
  'next/navigation': 'next-navigation.ts',
  './canvas/canvas-worker': 'canvas-worker.ts',
});

/** Unpacks the viewer and starts it: a third of its size, and nothing in it that could end a script of the page. */
const loader = `(async()=>{const packed=document.getElementById('longthink-viewer');const bytes=Uint8Array.from(atob(packed.textContent),(letter)=>letter.charCodeAt(0));const viewer=document.createElement('script');viewer.textContent=await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();document.body.append(viewer)})()`;

/** Writes the page. Throws when something of it cannot be read or bundled. */
export async function buildViewer() {
  const [script, style] = await Promise.all([bundled(), styled()]);
  const { themeScript, languageScript, doorWords } = await headParts();
  const policy = [
    "default-src 'none'",
    `script-src ${[script, loader, themeScript, languageScript].map(hashOf).join(' ')}`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Longthink</title>
<style>${style}</style>
<script>${themeScript}</script>
<script>${languageScript}</script>
</head>
<body style="--bar: 0px">
<div id="viewer" class="contents"></div>
<noscript>${Object.entries(doorWords.needsScripts)
    .map(([language, text]) => `<p lang="${language}">${text}</p>`)
    .join('')}</noscript>
<script type="application/octet-stream" id="longthink-data"></script>
<script type="application/octet-stream" id="longthink-viewer">${gzipSync(script, { level: 9 }).toString('base64')}</script>
<script>${loader}</script>
</body>
</html>
`;
  const file = join(root, viewerFile);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, page);
}

/** @param {string} script */
function hashOf(script) {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

async function bundled() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(root, 'components/saved/main.tsx')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    legalComments: 'none',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { '@': root },
    plugins: [
      {
        name: 'without the framework',
        setup({ onResolve }) {
          onResolve({ filter: /^next\/|^\.\/canvas\/canvas-worker$/ }, ({ path }) => {
            const shim = /** @type {Record<string, string>} */ (shims)[path];
            return shim === undefined ? undefined : { path: join(root, 'components/saved/shims', shim) };
          });
        },
      },
    ],
  });
  return textOf(outputFiles);
}

/** @param {readonly { text: string }[]} files */
function textOf([file]) {
  if (file === undefined) throw new Error('The viewer came out empty.');
  return file.text;
}

/** The scripts of the app’s head, so that no page flashes in the wrong colours or language, and the words for browsers that run none. */
async function headParts() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: ['components/ui/theme', 'components/ui/language', 'lib/words/door-words'].map((name) =>
      join(root, `${name}.ts`),
    ),
    outdir: root,
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'error',
    alias: { '@': root },
  });
  const modules = await Promise.all(
    outputFiles.map(({ text }) => import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)),
  );
  return /** @type {{ themeScript: string, languageScript: string, doorWords: { needsScripts: Record<string, string> } }} */ (
    Object.assign({}, ...modules)
  );
}

/** The app’s own styles, those of formulas, and the typefaces of both. */
async function styled() {
  const [{ default: postcss }, { default: tailwind }] = await Promise.all([
    import('postcss'),
    import('@tailwindcss/postcss'),
  ]);
  const from = join(root, 'app/globals.css');
  const { css } = await postcss([tailwind({ base: root, optimize: { minify: true } })]).process(
    readFileSync(from, 'utf8'),
    { from },
  );
  const katex = join(root, 'node_modules/katex/dist');
  const formulas = readFileSync(join(katex, 'katex.min.css'), 'utf8').replace(
    /url\((fonts\/[^)]+\.woff2)\)[^;}]*/g,
    (_, path) => `url(${fontOf(join(katex, path))}) format("woff2")`,
  );
  const sans = fontOf(join(root, 'node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2'));
  const faces = `@font-face{font-family:Geist;src:url(${sans}) format("woff2");font-weight:100 900;font-display:swap}:root{--font-geist-sans:Geist;--font-geist-mono:ui-monospace}`;
  return [faces, formulas, css].join('\n').replaceAll('</style', '<\\/style');
}

/** @param {string} path */
function fontOf(path) {
  if (!existsSync(path)) throw new Error(`The typeface ${path} is not there.`);
  return `data:font/woff2;base64,${readFileSync(path).toString('base64')}`;
}
