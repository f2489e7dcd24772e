/**
 * Where a request comes from. What proxies say of it is believed only of those that are named, and is taken out of the
 * requests of all others. Knows no rule of the door.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

export interface Sender {
  /** In numbers: of whoever is connected, or whom a named proxy speaks for. */
  readonly address: string;
  /** The name by which the app was asked for. */
  readonly host: string;
  /** Over https, as far as a named proxy says so. */
  readonly isSecure: boolean;
}

/** What nobody behind the door is to believe. For whom somebody speaks stays: it only ever speaks against a request. */
const forwarded: readonly string[] = [
  'forwarded',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
];

/** `named`: addresses in numbers, or ranges of them (`10.0.0.0/8`), checked before. */
export function createSenders(named: readonly string[]): (address: string, headers: IncomingHttpHeaders) => Sender {
  const proxies = new BlockList();
  for (const each of named) {
    const [address = '', bits] = each.split('/');
    if (bits === undefined) proxies.addAddress(address, familyOf(address));
    else proxies.addSubnet(address, Number(bits), familyOf(address));
  }
  const isProxy = (address: string) => isIP(address) !== 0 && proxies.check(address, familyOf(address));

  return (connected, headers) => {
    const address = plain(connected);
    if (!isProxy(address)) {
      for (const name of forwarded) Reflect.deleteProperty(headers, name);
      return { address, host: headers.host ?? '', isSecure: false };
    }
    // Each proxy adds whom it was connected to: the last that is no proxy is the one who asked.
    const senders = spokenFor(headers);
    const sender = senders.findLast((each) => !isProxy(each)) ?? senders[0] ?? address;
    return {
      address: isIP(sender) === 0 ? address : sender,
      host: listIn(headers['x-forwarded-host']).at(-1) ?? headers.host ?? '',
      isSecure: listIn(headers['x-forwarded-proto']).at(-1) === 'https',
    };
  };
}

/** For whom proxies say that they speak, the farthest first; whoever asks can write that, too. */
export function spokenFor(headers: IncomingHttpHeaders): readonly string[] {
  return listIn(headers['x-forwarded-for']).map(plain);
}

export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

function listIn(header: string | readonly string[] | undefined): readonly string[] {
  return String(header ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** An IPv4 address, also where the socket speaks both. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
