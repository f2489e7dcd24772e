/** Who is gone, as the machine tells. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { isGone, processHome } from './process-home';

const home = processHome();

it.skipIf(home === undefined)('this process and one that lives are there; one that was killed is gone', async () => {
  expect(isGone(home!)).toBe(false);
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const [boot, space] = home!.split(' ');
  // Somebody had this number before: whoever began at another time.
  expect(isGone(`${boot} ${space} ${child.pid} 1`)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isGone(`${boot} ${space} ${child.pid} 1`)).toBe(true);
});

it.skipIf(home === undefined)('of another machine, or another space of numbers, nothing is known', () => {
  const [boot, space, , began] = home!.split(' ');
  expect(isGone(`elsewhere ${space} 999999999 ${began}`)).toBe(false);
  expect(isGone(`${boot} pid:[1] 999999999 ${began}`)).toBe(false);
  expect(isGone('')).toBe(false);
});
