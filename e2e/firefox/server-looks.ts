/** Servers of models in Firefox: listed, tested, added from their address, and removed. */
import { fill, has, labelled, one, origin, press, read, type Looks } from './look';

export const serverLooks: Looks = {
  'servers of models, listed and tested': async (page) => {
    await page.goto(`${origin}/backends?lang=en`);
    await page.until(isReached('policy'), 'the policy');
    await page.until(`/1,024 tokens/.test(${card('policy')}.innerText)`, 'how much it reads');
    await press(page, 'Test policy');
    await page.until(`/Wrote \\d+ tokens of a step/.test(${trial('policy')})`, 'what it wrote');
    await press(page, 'Test likelihood');
    await page.until(`/a right one [\\d.e-]+, a wrong one [\\d.e-]+\\./.test(${trial('likelihood')})`, 'its scores');
  },
  'a server of models, added from its address, and removed': async (page) => {
    const { backends } = await read<{ readonly backends: readonly { readonly url: string }[] }>('/api/backends');
    await page.goto(`${origin}/backends?lang=en`);
    await fill(page, 'Address', `${backends[0]!.url}/v1/`);
    await press(page, 'Look');
    await page.until(has('found', 'with the model'), 'what stands there');
    await fill(page, 'Name', 'newcomer');
    await press(page, 'Add it');
    await page.until(has('added', 'newcomer is added'), 'that it is added');
    await page.until(isReached('newcomer'), 'its card');
    await page.goto(`${origin}/?lang=en`);
    const policies = `[...(${labelled('Policy')}?.options ?? [])]`;
    await page.until(`${policies}.some(({ innerText }) => innerText.includes('newcomer'))`, 'it may be chosen');
    await page.goto(`${origin}/backends?lang=en`);
    await press(page, 'Remove newcomer');
    await press(page, 'Remove it');
    await page.until(`${card('newcomer')} === null && ${isReached('policy')}`, 'that it is gone, and it alone');
  },
};

const card = (name: string) => one(`[data-backend="${name}"]`);
const isReached = (name: string) => `${card(name)}?.dataset.reachable === 'true'`;
const trial = (name: string) => `${one(`[data-backend="${name}"] [data-testid="trial"]`)}.innerText`;
