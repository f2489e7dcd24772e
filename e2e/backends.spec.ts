import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectAccessible, watchErrors } from './testing/app';
import { startLateServer, startModelServers, startOnUsualPort } from './testing/model-servers';
import type { ModelServers } from './testing/model-servers';
import { OwnServer } from './testing/server';

test('every server says whether it answers, which model it serves and how busy it is', async ({ page }) => {
  await page.goto('/backends');
  const policy = page.locator('[data-backend="policy"]');
  await expect(policy).toHaveAttribute('data-reachable', 'true');
  await expect(policy).toContainText('longthink');
  await expect(policy).toContainText('1,024 tokens');
  await expect(policy).toContainText('takes token ids');
  await expect(page.locator('[data-backend="likelihood"]')).toContainText('Product of steps');
});

test('one press has a policy write and a verifier score', async ({ page }) => {
  await page.goto('/backends');
  await page.getByRole('button', { name: 'Test policy' }).click();
  await expect(page.locator('[data-backend="policy"]').getByTestId('trial')).toContainText(
    /Wrote \d+ tokens of a step: the first after [\d.]+ s/,
  );
  await page.getByRole('button', { name: 'Test likelihood' }).click();
  await expect(page.locator('[data-backend="likelihood"]').getByTestId('trial')).toContainText(
    /a right one [\d.e-]+, a wrong one [\d.e-]+\./,
  );
  await expectAccessible(page);
});

test('only what is configured can be tested, and only from this site', async ({ request, baseURL }) => {
  const unknown = await request.post('/api/backends/test', { data: { role: 'policy', name: 'nope' } });
  expect([unknown.status(), await unknown.json()]).toMatchObject([
    404,
    { error: { code: 'not-found', message: 'There is no policy “nope” in the configuration.' } },
  ]);
  const address = await request.post('/api/backends/test', {
    data: { role: 'policy', name: 'policy', url: 'http://169.254.169.254' },
  });
  expect(address.status()).toBe(400);
  const elsewhere = await request.post('/api/backends/test', {
    data: { role: 'policy', name: 'policy' },
    headers: { origin: 'http://evil.example', host: new URL(baseURL!).host },
  });
  expect(elsewhere.status()).toBe(403);
});

test.describe('own servers', () => {
  const folder = 'test-results/own-servers';
  const secret = 'sk-never-to-be-seen';
  const server = new OwnServer(`${folder}/data`, {
    LONGTHINK_CONFIG: join(process.cwd(), folder, 'longthink.config.json'),
    WEAK_KEY: secret,
  });
  let others: ModelServers;

  test.beforeAll(async () => {
    others = await startModelServers(secret);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'longthink.config.json'), JSON.stringify(others.configuration));
    await server.start({ isAnyState: true });
  });
  test.afterAll(async () => {
    await server.stop();
    await others.close();
  });

  test('say what is slower or missing, what they cost, and how many of several answer', async ({ page }) => {
    const errors = watchErrors(page);
    await page.goto(`${server.address}/backends`);
    const weak = page.locator('[data-backend="weak"]');
    await expect(weak.getByText('Slower or missing')).toBeVisible();
    for (const words of [
      'It applies no chat template',
      'it hides what stopped it',
      '1.24 B parameters',
      '0.1 read, 0.4 written',
      'System prompt',
    ])
      await expect(weak).toContainText(words);
    await weak.getByText('System prompt').click();
    await expect(weak).toContainText('Solve the following math problem efficiently and clearly');
    await expect(page.locator('[data-backend="twins"]')).toContainText('1 of 2 reached');
    await expect(page.locator('[data-backend="gone"]').getByRole('alert')).toContainText(
      /“gone” at .* refused the connection.*change verifiers\[1\]\.url in longthink\.config\.json/,
    );
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });

  test('are tested with one press, whatever comes of it', async ({ page }) => {
    await page.goto(`${server.address}/backends`);
    await page.getByRole('button', { name: 'Test weak' }).click();
    const weak = page.locator('[data-backend="weak"]').getByTestId('trial');
    await expect(weak).toContainText('Wrote 3 tokens of a step');
    await expect(weak).toContainText('Add.');
    await expect(weak).not.toContainText('And');
    await page.getByRole('button', { name: 'Test locked' }).click();
    await expect(page.locator('[data-backend="locked"]').getByTestId('trial')).toContainText(
      /did not accept the API key.*Set verifiers\[0\]\.apiKeyEnv/,
    );
    await page.getByRole('button', { name: 'Test gone' }).click();
    await expect(page.locator('[data-backend="gone"]').getByTestId('trial')).toContainText('refused the connection');
  });

  test('keep their keys: none on a page, in a reply, or in what the server says', async ({ page, request }) => {
    const replies: Promise<string>[] = [];
    page.on('response', (reply) => replies.push(reply.text().catch(() => '')));
    await page.goto(`${server.address}/backends`);
    await page.getByRole('button', { name: 'Test locked' }).click();
    await expect(page.locator('[data-backend="locked"]').getByTestId('trial')).toContainText(
      'did not accept the API key',
    );
    expect(await page.content()).not.toContain(secret);
    for (const reply of await Promise.all(replies)) expect(reply).not.toContain(secret);
    for (const path of ['/api/backends', '/api/health'])
      expect(await (await request.get(`${server.address}${path}`)).text()).not.toContain(secret);
    expect(server.said).not.toContain(secret);
    // It was sent where it belongs.
    expect(others.locked.received.at(-1)!.headers.authorization).toBe(`Bearer ${secret}`);
  });

  test('are added from an address, and are there at once', async ({ page }) => {
    const errors = watchErrors(page);
    await page.goto(`${server.address}/backends`);
    await page.getByLabel('Address').fill(`${others.weak.url}/v1/`);
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    const found = page.getByTestId('found');
    await expect(found).toContainText('with the model meta-llama/Llama-3.2-1B-Instruct. It completes text');
    await expectAccessible(page);
    await found.getByLabel('Name').fill('weak');
    await found.getByRole('button', { name: 'Add it' }).click();
    await expect(found.getByRole('alert')).toContainText('“weak” is already the name of policies[0]');
    await found.getByLabel('Name').fill('newcomer');
    await found.getByRole('button', { name: 'Add it' }).click();
    await expect(page.getByTestId('added')).toContainText('newcomer is added');
    await expect(page.locator('[data-backend="newcomer"]')).toHaveAttribute('data-reachable', 'true');
    await page.goto(server.address);
    await expect(
      page.getByRole('combobox', { name: 'Policy' }).getByRole('option', { name: 'newcomer' }),
    ).toBeAttached();
    expect(errors.filter((error) => !error.includes('400'))).toEqual([]);
  });

  test('are changed and removed where they stand, key and all', async ({ page, request }) => {
    const added = { role: 'policy', kind: 'vllm', name: 'passing', url: others.weak.url, apiKey: '$WEAK_KEY' };
    expect((await request.post(`${server.address}/api/backends`, { data: added })).status()).toBe(201);
    await page.goto(`${server.address}/backends`);
    await page.locator('[data-backend="passing"]').getByRole('button', { name: 'Change' }).click();
    const form = page.getByRole('form', { name: 'Change passing' });
    await expect(form.getByRole('button', { name: 'Write it' })).toBeDisabled();
    await form.getByLabel('Name').fill('weak');
    await form.getByRole('button', { name: 'Write it' }).click();
    const passing = page.locator('[data-backend="passing"]');
    await expect(passing.getByTestId('change-server').getByRole('alert')).toContainText('“weak” is already the name');
    const before = others.weak.received.length;
    await form.getByLabel('Name').fill('lasting');
    await form.getByRole('button', { name: 'Write it' }).click();
    const lasting = page.locator('[data-backend="lasting"]');
    await expect(lasting).toHaveAttribute('data-reachable', 'true');
    await expect(passing).toHaveCount(0);
    // Another backend is behind the same address, and is asked without a key.
    const asked = others.weak.received.slice(before).map(({ headers }) => headers.authorization);
    expect(asked).toContain(`Bearer ${secret}`);
    await lasting.getByRole('button', { name: 'Remove lasting' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(lasting).toHaveCount(1);
    await lasting.getByRole('button', { name: 'Remove lasting' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expect(lasting).toHaveCount(0);
    await page.reload();
    await expect(page.locator('[data-backend="weak"]')).toBeVisible();
    await expect(lasting).toHaveCount(0);
  });

  test('that answer late hold up no other card', async ({ page, request }) => {
    const late = await startLateServer('late-model');
    const added = { role: 'policy', kind: 'vllm', name: 'late', url: late.url };
    expect((await request.post(`${server.address}/api/backends`, { data: added })).status()).toBe(201);
    await page.goto(`${server.address}/backends`);
    await expect(page.locator('[data-backend="weak"]')).toHaveAttribute('data-reachable', 'true');
    const card = page.locator('[data-backend="late"]');
    await expect(card).toContainText('Asking …');
    late.answer();
    await expect(card).toContainText('late-model');
    await request.delete(`${server.address}/api/backends/policy/late`);
    await late.close();
  });

  test('on the usual ports of this machine are found when asked for', async ({ page }) => {
    const other = await startOnUsualPort('found-model');
    await page.goto(`${server.address}/backends`);
    await page.getByRole('button', { name: 'Search this machine' }).click();
    const found = page.getByRole('list', { name: 'Servers on this machine' });
    await expect(found).toContainText(`${other.url} found-model`);
    await expect(found.getByRole('button', { name: `Look at ${other.url}` })).toBeEnabled();
    await other.close();
  });

  test('are added from this machine alone', async ({ request }) => {
    const asked = { url: others.weak.url };
    const elsewhere = await request.post(`${server.address}/api/backends/find`, {
      data: asked,
      headers: { 'x-forwarded-for': '10.0.0.7' },
    });
    expect([elsewhere.status(), await elsewhere.json()]).toMatchObject([403, { error: { code: 'forbidden' } }]);
  });
});

test('the page says when the server is down and comes back by itself', async ({ page, context }) => {
  await page.goto('/runs');
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
  await context.setOffline(true);
  await page.reload().catch(() => undefined);
  await context.setOffline(false);
  await page.goto('/runs');
  await page.route('**/api/runs**', (route) => route.abort('connectionrefused'));
  await page.reload();
  await expect(page.getByTestId('server-down')).toBeVisible();
  await page.unroute('**/api/runs**');
  await expect(page.getByTestId('server-down')).toBeHidden();
});
