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
export const keys = { left: '\uE012', right: '\uE014', enter: '\uE007', escape: '\uE00C' } as const;

export async function picture(page: FirefoxPage, name: string): Promise<void> {
  writeFileSync(join(pictures, `${name}.png`), await page.picture());
}

/** A run of the bundled models over the interface; resolves to its id once it has ended. */
export async function endedRun(strategy: string, config: Readonly<Record<string, number>>): Promise<string> {
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
  const { runId } = (await reply.json()) as { readonly runId: string };
  for (;;) {
    const { status } = await read<{ readonly status: string }>(`/api/runs/${runId}`);
    if (status === 'finished') return runId;
    assert.match(status, /^(?:queued|running)$/);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function read<Value>(address: string): Promise<Value> {
  return (await (await fetch(`${origin}${address}`)).json()) as Value;
}
