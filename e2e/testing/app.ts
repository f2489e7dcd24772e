/** What several browser tests need: runs started over the interface, the accessibility check, errors of the page. */
import { expect, type APIRequestContext, type Page } from '@playwright/test';
import axe from 'axe-core';

interface RunWish {
  readonly strategy?: string;
  readonly config?: Record<string, unknown>;
  readonly seed?: number;
  /** Which of the problems of this level; the fourth of level 2 when nothing is said. */
  readonly problem?: number;
  readonly level?: number;
  readonly text?: string;
  readonly breakpoints?: Record<string, unknown>;
}

/** Long enough to be interrupted; whoever starts it ends it. */
export const longRun: RunWish = { config: { n: 512, beamWidth: 4, temperature: 2 }, level: 5, problem: 12 };

/** Starts a run on a bundled problem, or on `text`, and returns its id. */
export async function startRun(request: APIRequestContext, wish: RunWish = {}): Promise<string> {
  const listed = (await (await request.get(`/api/problems?level=${wish.level ?? 2}&limit=40`)).json()) as {
    problems: { set?: string }[];
  };
  const { set: _set, ...problem } = listed.problems[wish.problem ?? 3]!;
  const reply = await request.post('/api/runs', {
    data: {
      problem: wish.text === undefined ? problem : { text: wish.text },
      strategy: wish.strategy ?? 'beam-search',
      config: wish.config ?? { n: 16 },
      seed: wish.seed ?? 1,
      breakpoints: wish.breakpoints,
    },
  });
  expect(reply.status()).toBe(201);
  return ((await reply.json()) as { runId: string }).runId;
}

interface EndedRun {
  readonly status: string;
  readonly lastSeq: number;
  readonly answer?: string;
  readonly policyTokens: number;
  readonly verifierTokens: number;
}

/** Resolves to the run's summary once it has ended. */
export async function whenEnded(request: APIRequestContext, runId: string): Promise<EndedRun> {
  let summary: EndedRun | undefined;
  await expect(async () => {
    summary = (await (await request.get(`/api/runs/${runId}`)).json()) as typeof summary;
    expect(['finished', 'failed', 'cancelled']).toContain(summary?.status);
  }).toPass({ timeout: 60_000 });
  return summary!;
}

/** The whole log of a run, one JSON entry a line. */
export async function downloadLog(request: APIRequestContext, runId: string): Promise<string> {
  const reply = await request.get(`/api/runs/${runId}/events`);
  expect(reply.headers()['content-type']).toContain('application/x-ndjson');
  return reply.text();
}

/** Axe finds nothing on the page as it stands, targets of less than 24 px among it. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const frame = () => new Promise(requestAnimationFrame);
    // The page follows a change of colours in its next turn, and colours on their way have no contrast yet.
    await frame();
    await frame();
    const glides = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(glides.map(({ finished }) => finished));
    // Axe leaves the size of targets out unless it is asked for; what is fine is not listed.
    const options = {
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations' as const],
      iframes: false,
    };
    return (await run(document, options)).violations;
  });
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} — ${failureSummary}`).join(' | ')}`,
    ),
  ).toEqual([]);
}

/** Every error the page writes or throws from now on; expected to stay empty. */
export function watchErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
      errors.push(message.text());
  });
  return errors;
}
