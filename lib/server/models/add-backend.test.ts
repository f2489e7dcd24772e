/** A server that is added is in the file and in the running app at once, or nothing has changed. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackendContext } from '@/lib/backends';
import { checkFromThisMachine } from '../door/request-guard';
import { readConfiguredBackends, readSettings } from '../settings/settings';
import { addBackend, changeBackend } from './add-backend';
import { Models } from './models';

const nobody = 'http://127.0.0.1:9';

function app(file?: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'longthink-add-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settings = readSettings(folder, { KEY: 'sk-env' });
  if (file !== undefined) writeFileSync(settings.configFile, typeof file === 'string' ? file : JSON.stringify(file));
  const context = createBackendContext();
  onTestFinished(() => context.close());
  const read = () => readConfiguredBackends(settings, undefined);
  const models = new Models({ read, context, bundled: undefined, now: () => Date.now() });
  return { settings, models, written: () => JSON.parse(readFileSync(settings.configFile, 'utf8')) as unknown };
}
const server = { role: 'policy', kind: 'vllm', name: 'new', url: nobody } as const;

describe('a server that is added', () => {
  it('can be chosen at once, and is in a file that only its owner reads', async () => {
    const { settings, models, written } = app();
    expect(await addBackend({ settings, models }, { ...server, apiKey: 'sk-typed' })).toEqual({
      name: 'new',
      file: 'longthink.config.json',
    });
    expect(models.policy('new').apiKey?.reveal()).toBe('sk-typed');
    expect(written()).toEqual({ policies: [{ kind: 'vllm', name: 'new', url: nobody, apiKey: 'sk-typed' }] });
    expect(statSync(settings.configFile).mode & 0o777).toBe(0o600);
  });

  it('leaves everything else in the file as it was', async () => {
    const before = { policies: [{ name: 'old', url: nobody, parametersB: 1 }] };
    const { settings, models, written } = app(before);
    await addBackend({ settings, models }, { ...server, role: 'verifier', kind: 'score-api', apiKey: '$KEY' });
    expect(written()).toEqual({
      ...before,
      verifiers: [{ kind: 'score-api', name: 'new', url: nobody, apiKeyEnv: 'KEY' }],
    });
    expect(models.verifier('new').apiKey?.reveal()).toBe('sk-env');
  });

  it.each<readonly [string, unknown, object, RegExp]>([
    ['a name that is taken', { policies: [{ name: 'new', url: nobody }] }, {}, /“new” is already the name/],
    ['an address that is none', undefined, { url: 'here' }, /must be an http/],
    ['a variable that is not set', undefined, { apiKey: '$NOPE' }, /NOPE is not set/],
    ['a kind that there is not', undefined, { kind: 'magic' }, /policies\[0\]\.kind/],
  ])('is refused in words, and nothing is written: %s', async (_name, file, fields, words) => {
    const { settings, models } = app(file);
    const before = existsSync(settings.configFile) ? readFileSync(settings.configFile, 'utf8') : undefined;
    await expect(addBackend({ settings, models }, { ...server, ...fields })).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(words) as unknown,
    });
    expect(existsSync(settings.configFile) ? readFileSync(settings.configFile, 'utf8') : undefined).toBe(before);
  });

  it('is told from who may add it', () => {
    const ask =
      (headers: Record<string, string>, isLocal = true) =>
      () =>
        checkFromThisMachine(new Request('http://x', { headers }), 'Adding', { isLocal });
    expect(ask({ host: '127.0.0.1:3000' })).not.toThrow();
    expect(ask({ host: 'localhost:3000', 'x-forwarded-for': '::ffff:127.0.0.1' })).not.toThrow();
    expect(ask({ host: 'localhost:3000', 'x-forwarded-for': '10.0.0.7' })).toThrow(/machine that Longthink runs on/);
    expect(ask({ host: '192.168.0.2:3000' })).toThrow(/machine that Longthink runs on/);
    expect(ask({ host: '127.0.0.1:3000' }, false)).toThrow(/machine that Longthink runs on/);
  });
});

describe('a server of the file', () => {
  const file = {
    policies: [
      { name: 'old', url: nobody, apiKey: 'sk-kept', parametersB: 1 },
      { name: 'other', url: nobody },
    ],
  };

  it('is changed in what is named; its key and the rest stay, and so do the others', async () => {
    const { settings, models, written } = app(file);
    await changeBackend({ settings, models }, { role: 'policy', name: 'old' }, { name: 'new', kind: 'chat' });
    expect(written()).toEqual({
      policies: [{ name: 'new', kind: 'chat', url: nobody, apiKey: 'sk-kept', parametersB: 1 }, file.policies[1]],
    });
    expect(models.policy('new').apiKey?.reveal()).toBe('sk-kept');
  });

  it('is removed', async () => {
    const { settings, models, written } = app(file);
    await changeBackend({ settings, models }, { role: 'policy', name: 'old' }, undefined);
    expect(written()).toEqual({ policies: [file.policies[1]] });
    expect(() => models.policy('old')).toThrow(/There is no policy/);
  });

  it('is removed also where it is the last one: the file names none then, can be read, and can be added to', async () => {
    const { settings, models, written } = app({ policies: [{ name: 'old', url: nobody }] });
    await changeBackend({ settings, models }, { role: 'policy', name: 'old' }, undefined);
    expect(written()).toEqual({});
    expect(() => models.policy('old')).toThrow(/There is no policy “old”.*None is configured/);
    expect(() => readConfiguredBackends(settings, undefined)).not.toThrow();
    await addBackend({ settings, models }, server);
    expect(models.policy(undefined).name).toBe('new');
  });

  it('that is the only policy beside a verifier leaves the verifier', async () => {
    const verifier = { name: 'judge', kind: 'judge', url: nobody };
    const { settings, models, written } = app({ policies: [{ name: 'old', url: nobody }], verifiers: [verifier] });
    await changeBackend({ settings, models }, { role: 'policy', name: 'old' }, undefined);
    expect(written()).toEqual({ verifiers: [verifier] });
    expect(models.verifier('judge').name).toBe('judge');
  });

  it.each<readonly [string, 'policy' | 'verifier', string, object, string]>([
    ['one that does not stand there', 'verifier', 'old', { name: 'new' }, 'not-found'],
    ['a name that is taken', 'policy', 'old', { name: 'other' }, 'bad-request'],
    ['a kind that there is not', 'policy', 'old', { kind: 'magic' }, 'bad-request'],
  ])('is left as it was by a wrong change: %s', async (_, role, name, change, code) => {
    const { settings, models, written } = app(file);
    await expect(changeBackend({ settings, models }, { role, name }, change)).rejects.toMatchObject({ code });
    expect(written()).toEqual(file);
  });

  it('is told to be one; what comes from elsewhere is not', async () => {
    const { models } = app(file);
    const told = await models.statuses({ patienceMs: 50 });
    expect(told.map(({ name, isInFile }) => [name, isInFile])).toEqual([
      ['old', true],
      ['other', true],
    ]);
  });
});

it.each([
  [{}, false],
  [{ HOST: '127.0.0.1' }, false],
  [{ LONGTHINK_LISTENS_AT: '0.0.0.0' }, false],
  [{ LONGTHINK_LISTENS_AT: '127.0.0.1' }, true],
])('an app knows that it listens to this machine alone from its launcher only: %j', (environment, isLocal) => {
  expect(readSettings('/', environment).isLocal).toBe(isLocal);
});

describe('the servers as they are', () => {
  it('are told soon, each as it answers, also when one does not', async () => {
    const never = createServer(() => {});
    await new Promise<void>((resolve) => {
      never.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => never.closeAllConnections());
    onTestFinished(() => void never.close());
    const silent = `http://127.0.0.1:${(never.address() as AddressInfo).port}`;
    const { models } = app({
      policies: [
        { name: 'refusing', url: nobody },
        { name: 'silent', url: silent },
      ],
    });
    const soon = () => models.statuses({ patienceMs: 300 });
    await soon();
    const told = await soon();
    expect(told.map(({ name, isChecking }) => [name, isChecking])).toEqual([
      ['refusing', undefined],
      ['silent', true],
    ]);
  });

  it('are those of the file as it is when asked anew', async () => {
    const { settings, models } = app({ policies: [{ name: 'one', url: nobody }] });
    writeFileSync(settings.configFile, JSON.stringify({ policies: [{ name: 'two', url: nobody }] }));
    expect((await models.statuses({ patienceMs: 300 })).map(({ name }) => name)).toEqual(['one']);
    expect((await models.statuses({ patienceMs: 300, isFresh: true })).map(({ name }) => name)).toEqual(['two']);
  });
});
