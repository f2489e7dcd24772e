/**
 * For tests: a certificate that signs itself, made anew each time (X.509 by hand, as far as a server needs it), so that no key
 * lies in the repository.
 */
import { generateKeyPairSync, sign } from 'node:crypto';

export interface Certified {
  /** In PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** IPv4 address that it is for. */
  readonly address: string;
  readonly from: Date;
  readonly until: Date;
}

function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: readonly Uint8Array[]) => der(0x30, ...contents);
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content);
const whole = (value: number) => der(0x02, Buffer.from([value]));
const time = (date: Date) => der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const commonName = objectId('550403');
const altNames = objectId('551d11');
const constraints = objectId('551d13');

/** An authority and its server in one, as \`openssl req -x509\` makes them. */
export function selfSigned({ address, from, until }: CertificateOptions): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from('a test')))));
  const places = sequence(der(0x87, Buffer.from(address.split('.').map(Number))));
  const extensions = sequence(
    sequence(altNames, der(0x04, places)),
    sequence(constraints, der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
  );
  const body = sequence(
    der(0xa0, whole(2)),
    whole(1),
    ecdsaWithSha256,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const certificate = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}
