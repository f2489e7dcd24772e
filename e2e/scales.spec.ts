/** Screens whose pixels are no whole ones of the page: nothing of the tree shows between the header and the headings of its columns. */
import { expect, test, type Page } from '@playwright/test';
import { startRun, whenEnded } from './testing/app';

/** Of the strip above the letters of headings, in pixels of the page. */
const strip = 8;

for (const scale of [1, 1.1, 1.25, 1.5, 1.75]) {
  test(`a tree that reaches up under its headings shows nothing above them at ${Math.round(scale * 100)} %`, async ({
    browser,
    request,
    baseURL,
  }) => {
    const id = await startRun(request);
    await whenEnded(request, id);
    const page = await browser.newPage({ baseURL, deviceScaleFactor: scale, viewport: { width: 1024, height: 576 } });
    await page.goto(`/runs/${id}`);
    await expect(page.getByTestId('answer')).toBeVisible();
    await page.mouse.move(360, 200);
    for (let i = 0; i < 8; i++) {
      await page.mouse.wheel(0, -60);
      await page.waitForTimeout(30);
    }
    const middle = { fromTop: 120, height: strip };
    await expect.poll(async () => (await linesOf(page, middle)).some((colours) => colours > 1)).toBe(true);
    await page.waitForTimeout(600);
    // One that the edge lies in, too.
    expect((await linesOf(page, { fromTop: -1, height: strip })).filter((colours) => colours > 1)).toEqual([]);
    await page.close();
  });
}

/** How many colours are in each line of the screen, from so many pixels below the edge of the tree on. */
async function linesOf(page: Page, { fromTop, height }: { fromTop: number; height: number }): Promise<number[]> {
  const { y, width } = (await page.locator('section[aria-label="Tree"]').boundingBox())!;
  const picture = await page.screenshot({ scale: 'device', clip: { x: 0, y: y + fromTop, width: width - 4, height } });
  return page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const context = document.createElement('canvas').getContext('2d')!;
      context.canvas.width = image.width;
      context.canvas.height = image.height;
      context.drawImage(image, 0, 0);
      return Array.from({ length: image.height }, (_, line) => {
        const { data } = context.getImageData(0, line, image.width, 1);
        return new Set(new Uint32Array(data.buffer)).size;
      });
    },
    `data:image/png;base64,${picture.toString('base64')}`,
  );
}
