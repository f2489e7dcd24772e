/** The security headers by name: on every page, every kind of reply, on files, and in pages that are saved and embedded. */
import { expect, test, type APIResponse } from '@playwright/test';
import { startRun, whenEnded } from './testing/app';

/** Where a page of Longthink is, an experiment that ships, and what is not there. */
const pages = [
  '/',
  '/runs',
  '/experiments',
  '/experiments/new',
  '/experiments/compare',
  '/lessons',
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

test('redirections of the framework have them, and no script comes from elsewhere', async ({ baseURL, request }) => {
  for (const path of ['/runs/', '//x', '/demo/', '/api/runs/']) {
    // A path of two slashes by itself would be another host.
    const reply = await request.get(`${baseURL}${path}`, { maxRedirects: 0 });
    expectGuarded(path, reply);
  }
  for (const path of pages)
    expect([path, policyOf(await request.get(path)).get('script-src')]).toEqual([path, "'self' 'unsafe-inline'"]);
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
