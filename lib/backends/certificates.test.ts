/** Servers over https: whoever is not trusted is told with what to do about it, and what is told to do helps. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CallError } from './http/call-error';
import { transportTrouble } from './http/connection';
import { probeBackend } from './index';
import { selfSigned } from './testing/certificate';
import type { Certified } from './testing/certificate';
import { completions, lists } from './testing/personalities';
import { impatientContext, outcomeOf } from './testing/searches';
import { neverAborted, policyAt, scripted } from './testing/setup';

const day = 24 * 60 * 60_000;
const made = (fromDays: number, untilDays: number, address = '127.0.0.1') =>
  selfSigned({ address, from: new Date(Date.now() + fromDays * day), until: new Date(Date.now() + untilDays * day) });

async function listening(certified: Certified): Promise<string> {
  const server = createServer(certified, (_, reply) => {
    reply.setHeader('content-type', 'application/json').end(JSON.stringify({ data: [{ id: 'tiny' }] }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function fileOf({ cert }: Certified): string {
  const folder = mkdtempSync(join(tmpdir(), 'longthink-ca-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, cert);
  return file;
}

/** What a request of the library that carries all calls comes to in a process that is told of `file`. */
async function askedWith(file: string | undefined, url: string): Promise<string> {
  const script =
    "require('undici').request(process.argv[1] + '/v1/models').then(({ statusCode }) => console.log(statusCode), ({ code }) => console.log(code))";
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: file ?? '' };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, url], { env });
  return stdout.trim();
}

describe('a server over https', () => {
  it('of an authority of one’s own is told apart from one that is not running, with the variable that helps', async () => {
    const url = await listening(made(-1, 1));
    const failed = await outcomeOf(policyAt(url), impatientContext(), { strategy: 'greedy' });
    expect(failed).toMatch(/has a certificate that is not trusted here: self[- ]signed certificate/);
    expect(failed).toMatch(/Name the file with the certificate of its authority in NODE_EXTRA_CA_CERTS, and start/);
    expect(failed).not.toMatch(/Start it/);
    const status = await probeBackend(policyAt(url), impatientContext(), neverAborted);
    expect(status).toMatchObject({ isReachable: false, failure: { kind: 'unreachable' } });
    expect(status.failure?.message).toMatch(/NODE_EXTRA_CA_CERTS/);
  });

  it('answers once that variable names the file', async () => {
    const certified = made(-1, 1);
    const url = await listening(certified);
    expect([await askedWith(undefined, url), await askedWith(fileOf(certified), url)]).toEqual([
      expect.stringMatching(/SELF_SIGNED_CERT/),
      '200',
    ]);
  });

  it.each<readonly [string, Certified, string, RegExp]>([
    ['is over', made(-9, -1), 'CERT_HAS_EXPIRED', /not trusted here: .*Renew it on the server/],
    ['has not begun', made(1, 9), 'CERT_NOT_YET_VALID', /not trusted here: .*set the clock of this machine/],
    [
      'is for another address',
      made(-1, 1, '127.0.0.2'),
      'ERR_TLS_CERT_ALTNAME_INVALID',
      /not trusted here: .*Change policies\[0\]\.url .*a name that its certificate is for/,
    ],
  ])('whose certificate %s is told to be so, although its authority is known', async (_, certified, code, words) => {
    const url = await listening(certified);
    expect(await askedWith(fileOf(certified), url)).toBe(code);
    const trouble = transportTrouble(Object.assign(new Error('x'), { code }));
    expect(new CallError(policyAt(url), { method: 'GET', path: '/v1/models' }, trouble).message).toMatch(words);
  });

  it('that speaks http is told so', async () => {
    const { url } = await scripted({ 'GET /v1/models': lists, 'POST /v1/completions': completions() });
    expect(
      await outcomeOf(policyAt(url.replace('http:', 'https:')), impatientContext(), { strategy: 'greedy' }),
    ).toMatch(/does not speak https .*Write http instead of https in policies\[0\]\.url/);
  });
});
