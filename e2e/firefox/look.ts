/** What every look at the product in Firefox needs: where it is served, how elements are found, and runs to look at. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FirefoxPage } from './bidi';

/** What is tried, by what it shows. */
export type Looks = Readonly<Record<string, (page: FirefoxPage) => Promise<void>>>;

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const port = 3427;
export const origin = `http://127.0.0.1:${port}`;
export const pictures = join(root, 'test-results', 'firefox');

/** A query that finds an element, in an expression of the page. */
export const one = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
export const byId = (id: string) => one(`[data-testid="${id}"]`);
export const has = (id: string, words: string) => `${byId(id)}?.innerText.includes(${JSON.stringify(words)})`;

/** Keys as WebDriver writes them. */
export const keys = {
  left: '\uE012',
  right: '\uE014',
  enter: '\uE007',
  escape: '\uE00C',
  backspace: '\uE003',
} as const;

/** What is seen and can be pressed, by its name. */
export function named(name: string): string {
  return `[...document.querySelectorAll('button, a, summary, [role="tab"]')].find((each) =>
    (each.getAttribute('aria-label') ?? each.textContent).replace(/\\s+/g, ' ').trim() === ${JSON.stringify(name)} &&
    each.checkVisibility() && !each.disabled && each.ariaDisabled !== 'true')`;
}

/** A field that is seen, by its label. */
export function labelled(label: string): string {
  return `[...document.querySelectorAll('input, select, textarea')].find((each) => each.checkVisibility() &&
    [each.ariaLabel, ...[...each.labels].map((label) => label.innerText.trim())].includes(${JSON.stringify(label)}))`;
}

export async function press(page: FirefoxPage, name: string): Promise<void> {
  await page.clickOn(named(name), `“${name}”, to be pressed`);
}

/** Types `text` into a field, in place of what stands there. */
export async function fill(page: FirefoxPage, label: string, text: string): Promise<void> {
  await page.clickOn(labelled(label), `the field “${label}”`);
  await page.ask(`${labelled(label)}.select()`);
  await page.type(
    text === '' ? [keys.backspace] : Array.from(text, (letter) => (letter === '\n' ? keys.enter : letter)),
  );
}

/** Gives a file to a chooser, whose own window no protocol reaches. */
export async function giveFile(
  page: FirefoxPage,
  input: string,
  file: { readonly name: string; readonly text: string },
): Promise<void> {
  await page.until(`${input} != null`, 'where a file is chosen');
  await page.ask(`(() => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([${JSON.stringify(file.text)}], ${JSON.stringify(file.name)}));
    const input = ${input};
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);
}

export async function picture(page: FirefoxPage, name: string): Promise<void> {
  writeFileSync(join(pictures, `${name}.png`), await page.picture());
}

/** A run of the bundled models over the interface; resolves to its id once it has ended. */
export async function endedRun(strategy: string, config: Readonly<Record<string, number>>): Promise<string> {
  const runId = await startRun(strategy, config);
  await whenEnded(runId);
  return runId;
}

export async function startRun(strategy: string, config: Readonly<Record<string, number>>): Promise<string> {
  const { problems } = await read<{ readonly problems: readonly { readonly set?: string }[] }>(
    '/api/problems?level=4&limit=4',
  );
  const { set: _set, ...problem } = problems[3]!;
  const reply = await fetch(`${origin}/api/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ problem, strategy, config, seed: 1 }),
  });
  assert.equal(reply.status, 201);
  return ((await reply.json()) as { readonly runId: string }).runId;
}

export async function whenEnded(runId: string): Promise<void> {
  for (;;) {
    const { status } = await read<{ readonly status: string }>(`/api/runs/${runId}`);
    if (status === 'finished') return;
    assert.match(status, /^(?:queued|running)$/);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The first round of a run that was decided, as its log tells it, best first. */
export async function firstDecision(runId: string): Promise<readonly Decided[]> {
  const log = await (await fetch(`${origin}/api/runs/${runId}/events`)).text();
  const events = log
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly event: { readonly decisions?: readonly Decided[] } }).event);
  const { decisions = [] } = events.find(({ decisions }) => decisions !== undefined) ?? {};
  return decisions.filter(({ rank }) => rank !== undefined).toSorted((a, b) => a.rank! - b.rank!);
}

interface Decided {
  readonly node: string;
  readonly fate: string;
  readonly rank?: number;
}

export async function read<Value>(address: string): Promise<Value> {
  return (await (await fetch(`${origin}${address}`)).json()) as Value;
}
