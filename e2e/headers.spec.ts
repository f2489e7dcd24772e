/** The security headers by name: on every page, every kind of reply, on files, and in pages that are saved and embedded. */
import { expect, test, type APIResponse, type Page } from '@playwright/test';
import { startRun, watchErrors, whenEnded } from './testing/app';

/** Where a page of Longthink is, an experiment and lessons that ship, and what is not there. */
const pages = [
  '/',
  '/runs',
  '/experiments',
  '/experiments/new',
  '/experiments/compare',
  '/experiments/tiny-math-500',
  '/lessons',
  '/lessons/one-answer',
  '/lessons/one-answer/notes',
  '/race',
  '/replay',
  '/glossary',
  '/backends',
  '/verifiers',
  '/runs/nope',
  '/nope',
];
const replies = [
  '/api/runs',
  '/api/runs/nope',
  '/api/runs?limit=0',
  '/api/runs/%zz',
  '/api/experiments',
  '/api/problems',
  '/api/backends',
  '/api/health',
  '/api/health/live',
  '/api/viewer',
  '/api/nope',
];
const files = ['/run-log.schema.json', '/published-results.json'];

/** Of the policy, its parts by name. */
function policyOf(reply: APIResponse): ReadonlyMap<string, string> {
  const parts = (reply.headers()['content-security-policy'] ?? '').split('; ').map((part) => part.split(' '));
  return new Map(parts.map(([name = '', ...sources]) => [name, sources.join(' ')]));
}

function expectGuarded(path: string, reply: APIResponse): void {
  const headers = reply.headers();
  expect([path, headers['x-content-type-options']]).toEqual([path, 'nosniff']);
  expect([path, headers['referrer-policy']]).toEqual([path, 'no-referrer']);
  expect([path, headers['x-frame-options']]).toEqual([path, 'DENY']);
  const policy = policyOf(reply);
  expect([path, policy.get('frame-ancestors')]).toEqual([path, "'none'"]);
  expect([path, policy.get('base-uri')]).toEqual([path, "'none'"]);
  expect([path, policy.get('default-src')?.replace("'self'", "'none'")]).toEqual([path, "'none'"]);
  // Nothing from another host, whatever it is.
  for (const [name, sources] of policy)
    expect([path, name, sources]).toEqual([path, name, sources.replaceAll(/https?:|\*/g, '')]);
  expect([path, headers['x-powered-by'], headers['access-control-allow-origin']]).toEqual([path, undefined, undefined]);
}

test('every page has them, may be framed by nobody, and is kept by no proxy', async ({ request }) => {
  for (const path of pages) {
    const reply = await request.get(path);
    expectGuarded(path, reply);
    expect([path, policyOf(reply).get('object-src')]).toEqual([path, "'none'"]);
    expect([path, reply.headers()['cache-control']]).toEqual([path, expect.not.stringMatching(/s-maxage|public/)]);
  }
});

test('so has every reply of the interface, refusals and what the framework never sees too, and every file', async ({
  request,
}) => {
  for (const path of [...replies, ...files]) expectGuarded(path, await request.get(path));
  expectGuarded(
    'POST',
    await request.post('/api/runs', { data: '{', headers: { 'content-type': 'application/json' } }),
  );
  expectGuarded('foreign', await request.post('/api/runs', { data: '{}', headers: { origin: 'http://evil.example' } }));
});

test('redirections of the framework have them', async ({ baseURL, request }) => {
  for (const path of ['/runs/', '//x', '/demo/', '/api/runs/']) {
    // A path of two slashes by itself would be another host.
    const reply = await request.get(`${baseURL}${path}`, { maxRedirects: 0 });
    expectGuarded(path, reply);
  }
});

test('a page may run what the build wrote and what carries its own number, and one that is kept goes on to', async ({
  request,
}) => {
  const strict = /^'self' 'nonce-([\w+/]{22}==)'( 'sha256-[\w+/]{43}=')+$/;
  const numbers: string[] = [];
  for (const path of pages) {
    const reply = await request.get(path);
    const sources = policyOf(reply).get('script-src') ?? '';
    expect([path, sources]).toEqual([path, expect.stringMatching(strict)]);
    const [, number = ''] = strict.exec(sources) ?? [];
    numbers.push(number);
    const written = new Set(
      [...(await reply.text()).matchAll(/<script[^>]* nonce="([^"]*)"/g)].map(([, each]) => each),
    );
    expect([path, [...written]]).toEqual([path, written.size === 0 ? [] : [number]]);
    // Who has the page from before and asks whether it is still good is to be told so only where no number is in it.
    const { etag } = reply.headers();
    if (etag === undefined) continue;
    const again = await request.get(path, { headers: { 'if-none-match': etag } });
    expect([path, again.status()]).toEqual([path, written.size === 0 ? 304 : 200]);
  }
  expect(new Set(numbers).size).toBe(pages.length);
  for (const path of ['/api/runs', ...files])
    expect([path, policyOf(await request.get(path)).get('script-src')]).toEqual([
      path,
      path.startsWith('/api/') ? "'self'" : expect.stringMatching(strict),
    ]);
});

/** What the pages were kept from, as they were told. */
async function watchPolicy(page: Page): Promise<readonly string[]> {
  const broken: string[] = [];
  await page.exposeFunction('toldOfPolicy', (what: string) => broken.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      (globalThis as unknown as { toldOfPolicy(what: string): void }).toldOfPolicy(
        `${location.pathname}: ${effectiveDirective} ${blockedURI} ${sample}`,
      );
    });
  });
  return broken;
}

test('no page wants more than it may, and a script that gets into one does not run', async ({ page, request }) => {
  test.setTimeout(180_000);
  const broken = await watchPolicy(page);
  const errors = watchErrors(page);
  const id = await startRun(request, { strategy: 'greedy' });
  await whenEnded(request, id);
  for (const path of [...pages, `/runs/${id}`, `/runs/${id}?lang=zh`]) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.waitForLoadState('networkidle');
  }
  expect(broken).toEqual([]);
  expect(errors).toEqual([]);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.body.dataset.ran = "yes"';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="document.body.dataset.ran = \'yes\'">');
    return new Promise((resolve) => {
      setTimeout(() => resolve(document.body.dataset['ran']), 500);
    });
  });
  expect(ran).toBeUndefined();
  await expect.poll(() => broken.length).toBe(2);
});

test('colours and language are there before anything is painted', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('longthink-theme', 'light'));
  await page.route('**/_next/static/**/*.js', (route) => route.abort());
  for (const path of ['/', '/runs/nope', '/nope']) {
    await page.goto(`${path}?lang=zh`);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh');
  }
});

test('a run’s stream and its saved page have them; the page has a policy of its own that lets nothing in or out, embedded too', async ({
  request,
  page,
}) => {
  const id = await startRun(request, { strategy: 'greedy' });
  await whenEnded(request, id);
  expectGuarded('events', await request.get(`/api/runs/${id}/events`));
  const saved = await request.get(`/api/runs/${id}/page`);
  expectGuarded('page', saved);
  const html = await saved.text();
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html)?.[1] ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src( 'sha256-[^']+')+; /);
  expect(policy).toContain("base-uri 'none'; form-action 'none'");
  expect(policy).not.toMatch(/connect-src|frame-src|unsafe-eval|https?:/);
  expect(html).toContain('<meta name="referrer" content="no-referrer">');

  // As a course page has it: a document of somebody else around the saved one.
  await page.route('http://course.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: new URL(route.request().url()).pathname === '/run.html' ? html : '<iframe src="/run.html?embed"></iframe>',
    }),
  );
  await page.goto('http://course.example/');
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#viewer > *').first()).toBeAttached();
  const asked = await page.frames()[1]!.evaluate(`fetch('/run.html').then(() => 'answered', () => 'refused')`);
  expect(asked).toBe('refused');
});
