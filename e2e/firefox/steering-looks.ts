/** Steering in Firefox: runs that leave others at a step, and searches that stand, go a round further and go on. */
import type { FirefoxPage } from './bidi';
import {
  byId,
  endedRun,
  fill,
  firstDecision,
  has,
  labelled,
  named,
  origin,
  press,
  startRun,
  whenEnded,
  type Looks,
} from './look';

export const steeringLooks: Looks = {
  'a step kept against the line, one cut, one given more children': async (page) => {
    const id = await endedRun('beam-search', { n: 16, beamWidth: 4 });
    const decided = await firstDecision(id);
    const cut = decided.find(({ fate }) => fate === 'cut')!.node;
    const kept = decided.find(({ fate }) => fate === 'kept')!.node;
    await page.goto(`${origin}/runs/${id}?node=${cut}&lang=en`);
    await press(page, 'Keep it');
    const child = await childOf(page, `step ${cut} kept by hand`);
    await page.goto(`${origin}/runs/${child}?lang=en`);
    await page.until(has('seam', `step ${cut} kept by hand`), 'where it left the other');
    await page.goto(`${origin}/runs/${child}?node=${cut}&lang=en`);
    await page.until(has('explanation', 'kept by hand'), 'why it lives');

    await page.goto(`${origin}/runs/${id}?node=${kept}&lang=en`);
    await press(page, 'Cut it');
    await childOf(page, `step ${kept} cut by hand`);

    await page.goto(`${origin}/runs/${id}?node=${kept}&lang=en`);
    await fill(page, 'How many', '3');
    await press(page, 'More children');
    await childOf(page, `step ${kept} kept by hand`);
  },
  'a hint behind a step, and a step in other words': async (page) => {
    const id = await endedRun('best-of-n', { n: 4 });
    await page.goto(`${origin}/runs/${id}?node=0.0&lang=en`);
    await press(page, 'Add a hint …');
    await fill(page, 'Hint', 'Let me check this once more.');
    await press(page, 'Go on with this hint');
    const hinted = await childOf(page, 'a hint behind step 0.0');
    await page.goto(`${origin}/runs/${hinted}?node=0.0&lang=en`);
    await page.until(has('step-panel', 'Let me check this once more.'), 'the hint');

    await page.goto(`${origin}/runs/${id}?node=0.0&lang=en`);
    await press(page, 'Rewrite …');
    await fill(page, 'What this step says', '## Step 1: First multiply.\n4 * 2 = 8');
    await press(page, 'Go on with these words');
    const rewritten = await childOf(page, 'step 0.0 in other words');
    await page.goto(`${origin}/runs/${rewritten}?node=0.0&lang=en`);
    await page.until(has('step-panel', 'First multiply'), 'the other words');
  },
  'a search that stands before a decision, goes a round further, and goes on': async (page) => {
    await page.goto(`${origin}/?strategy=beam-search&n=8&m=2&lang=en`);
    await page.until(`${named('Run')} !== undefined`, 'Run can be pressed');
    await press(page, 'Pause before a decision when …');
    await fill(page, 'The two best closer than', '1');
    await page.until(`/pauseclose=1/.test(location.search)`, 'what is asked for, in the address');
    await press(page, 'Run');
    await page.until(has('break', 'about to decide round'), 'that it stands');
    const end = Number(await page.ask(`${byId('run')}.dataset.end`));
    await press(page, 'Step');
    await page.until(`${byId('run')}.dataset.end > ${end} && ${named('Step')} !== undefined`, 'a round further');
    await press(page, 'Run');
    await page.until(`${labelled('The two best closer than')}?.value === '1'`, 'what was asked for');
    await fill(page, 'The two best closer than', '');
    await press(page, 'Set');
    await page.until(`${labelled('The two best closer than')}?.value === ''`, 'that nothing is asked for');
    await press(page, 'Resume');
    await page.until(`${byId('answer')} !== null`, 'the answer');
  },
  'a search paused by hand, resumed and ended': async (page) => {
    const id = await startRun('beam-search', { n: 256, beamWidth: 4 });
    await page.goto(`${origin}/runs/${id}?lang=en`);
    await press(page, 'Pause');
    await page.until(has('paused', 'The search is paused.'), 'that it is paused');
    await press(page, 'Resume');
    await page.until(`${named('Pause')} !== undefined`, 'that it goes on');
    await press(page, 'Cancel');
    await page.until(`${named('Cancel')} === undefined`, 'that it is over');
  },
};

/** The run that was begun, once it has ended. */
async function childOf(page: FirefoxPage, said: string): Promise<string> {
  await page.until(has('fork-origin', said), said);
  const child = String(await page.ask(`location.pathname.split('/').at(-1)`));
  await whenEnded(child);
  return child;
}
