/** Says once, before the tests, which servers are there and how to start the others. */
import { findServers } from './servers';

export default async function announce(): Promise<void> {
  const servers = await findServers();
  const there = servers.filter(({ software }) => software !== undefined).length;
  const lines = servers.map(({ words }) => `  ${words}\n`).join('');
  process.stdout.write(`\nReal servers: ${there} of ${servers.length} answer.\n${lines}${there === 0 ? 'Nothing was tested against a real server.\n' : ''}\n`);
}
