import { writeSync } from 'node:fs';
import type { ConnectionId } from '#shared/model/reference.ts';
import { createFakeProvider } from './fake-provider.ts';
import { replicate, startTestCore } from './harness.ts';
import { randomFrom } from '../../demo/estate/random.ts';

/**
 * A core that is made to change what it keeps, again and again, until somebody kills this process. Before each change and after its
 * acknowledgement a line goes out, past every buffer: what was acknowledged is what was printed. Arguments: folder, seed.
 */
const [folder = '', seed = '0'] = process.argv.slice(2);
const source = randomFrom(Number(seed), 'changes');
const random = (): number => source.next();
const say = (line: unknown): number => writeSync(1, `${JSON.stringify(line)}\n`);
const { client } = await startTestCore({ folder, providers: { vsphere: createFakeProvider() } });
const connections = replicate(client, 'connections', {});
await connections.until(({ ready }) => ready);
const ids: ConnectionId[] = [...connections.items.keys()];

const pick = (): ConnectionId | undefined => ids[Math.floor(random() * ids.length)];
const text = (): string => `v${Math.floor(random() * 1e9)}`;
const form = () => ({
  family: 'vsphere' as const,
  name: text(),
  address: `${text()}.example`,
  user: text(),
  autoConnect: false,
  password: text(),
});

async function change(): Promise<void> {
  const id = pick();
  const chance = random();
  if (id === undefined || chance < 0.3) {
    const params = form();
    say({ begin: 'add', params });
    const saved = await client.call('profiles.save', params);
    ids.push(saved.id);
    say({ done: saved.id });
  } else if (chance < 0.5) {
    const params = { ...form(), id };
    say({ begin: 'edit', id, params });
    await client.call('profiles.save', params);
    say({ done: id });
  } else if (chance < 0.65) {
    say({ begin: 'remove', id });
    await client.call('profiles.remove', { id });
    ids.splice(ids.indexOf(id), 1);
    say({ done: id });
  } else if (chance < 0.8) {
    const fingerprint = Array.from({ length: 32 }, () =>
      Math.floor(random() * 256)
        .toString(16)
        .toUpperCase()
        .padStart(2, '0'),
    ).join(':');
    say({ begin: 'trust', id, fingerprint });
    await client.call('connections.trust', { id, fingerprint });
    say({ done: id });
  } else {
    const entry = { key: `k${Math.floor(random() * 5)}`, value: text() };
    say({ begin: 'workspace', ...entry });
    await client.call('workspace.write', entry);
    say({ done: entry.key });
  }
}

say('ready');
for (;;) await change();
