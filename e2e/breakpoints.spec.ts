/** A search that pauses by itself: asked for on the start page, told on the run's page, changed there while it stands. */
import { expect, test } from '@playwright/test';
import { expectAccessible, startRun, whenEnded } from './testing/app';

test('it stands before a decision, says why after a reload too, and goes on', async ({ page }) => {
  await page.goto('/?strategy=beam-search&n=8&m=2');
  await page.getByText('Pause before a decision when …').click();
  await page.getByLabel('The two best closer than').fill('1');
  await expect(page).toHaveURL(/pauseclose=1/);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('break')).toContainText(/about to decide round \d+: the two best/);
  await page.reload();
  await expect(page.getByTestId('break')).toContainText(/about to decide round \d+/);
  await page.getByRole('tab', { name: 'Run' }).click();
  const section = page.getByTestId('breakpoints');
  await expect(section.getByLabel('The two best closer than')).toHaveValue('1');
  await expectAccessible(page);
  await section.getByLabel('The two best closer than').fill('');
  // However long that takes to arrive, what is pressed after it arrives after it.
  await page.route('**/commands', async (route) => {
    const { type } = route.request().postDataJSON() as { type: string };
    if (type === 'break') await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await section.getByRole('button', { name: 'Set' }).click();
  await expect(page.getByTestId('break')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByTestId('answer')).toBeVisible({ timeout: 60_000 });
});

test('scripts set them as well, and a wrong one is refused by its field', async ({ request }) => {
  const id = await startRun(request, { config: { n: 8, beamWidth: 2 } });
  const refused = await request.post(`/api/runs/${id}/commands`, {
    data: { type: 'break', breakpoints: { closerThan: 2 } },
  });
  expect(refused.status()).toBe(400);
  await whenEnded(request, id);
  const late = await request.post(`/api/runs/${id}/commands`, { data: { type: 'break', breakpoints: {} } });
  expect(late.status()).toBe(409);
});

test('the branch that leads to the reference is about to be cut: it is kept where the search stands, and lives', async ({
  page,
  request,
}) => {
  const id = await startRun(request, {
    problem: 6,
    config: { n: 8, beamWidth: 2 },
    breakpoints: { losesReference: true },
  });
  await page.goto(`/runs/${id}`);
  await expect(page.getByTestId('break')).toContainText(/in which the reference answer stands, is to be cut/);
  const named = page.getByTestId('break').getByRole('button');
  const node = await named.innerText();
  await named.click();
  await expect(page.getByTestId('step-panel')).toHaveAttribute('data-node', node);
  await expect(page.getByTestId('explanation')).toContainText('its round is not decided yet');
  await expectAccessible(page);
  const steer = page.getByTestId('steer');
  await expect(steer.getByRole('button', { name: 'Cut it' })).toHaveCount(0);
  await steer.getByLabel('How many').fill('3');
  await steer.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByTestId('fork-origin')).toContainText(`step ${node} kept by hand`);
  const child = page.url().split('/').at(-1)!;
  // It may stand again further on, where what was kept is about to be cut once more.
  await expect(async () => {
    await request.post(`/api/runs/${child}/commands`, { data: { type: 'resume' } });
    const { status } = (await (await request.get(`/api/runs/${child}`)).json()) as { status: string };
    expect(status).toBe('finished');
  }).toPass({ timeout: 60_000 });
  await page.goto(`/runs/${child}?node=${node}`);
  await expect(page.getByTestId('explanation')).toContainText(/kept by hand: .*3 continuations/);
  await request.post(`/api/runs/${id}/commands`, { data: { type: 'cancel' } });
});
