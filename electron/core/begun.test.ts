import { afterEach, expect, it } from 'vitest';
import { createLinkClient } from '#shared/link/client.ts';
import { createPortPair } from '#shared/link/memory-port.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import { makeRef } from '#shared/model/reference.ts';
import { startDemoPool, type DemoPool } from '../demo/xapi/pool.ts';
import { providers } from './providers/registry.ts';
import { replicate, startTestCore, type TestCore } from './testing/harness.ts';

/** A page that goes while an operation of several calls is under way, and comes back. */
let pool: DemoPool | undefined;
let core: TestCore | undefined;

afterEach(async () => {
  await core?.stop();
  await pool?.close();
});

const definitions = (of: DemoPool): string => {
  const [row] = of.database.all('pool');
  return JSON.stringify(row?.values['gui_config']);
};

it('keeps the custom fields of a pool whose page reloads between remove and add', async () => {
  pool = await startDemoPool({ vms: 10, hosts: 2 });
  core = await startTestCore({ providers });
  const { client } = core;
  const before = definitions(pool);
  expect(before).toContain('CustomFieldDefinition name');
  const { id: connection } = await client.call('profiles.save', {
    family: 'xenserver',
    name: 'Lab',
    address: pool.url,
    user: pool.user,
    password: pool.password,
    autoConnect: false,
  });
  const connections = replicate(client, 'connections', {});
  await client.call('connections.open', { id: connection });
  await connections.until(({ items }) => items.get(connection)?.state === 'live');
  const [row] = pool.database.all('pool');
  const ref = makeRef('pool', row?.values['uuid'] as string);

  // The page goes as soon as the first call is done, and with it its end of the link.
  pool.misbehave.watchChanges({ after: () => client.close() });
  const operation = 'customFields.define';
  const inputs = { name: 'Herd', type: 'String' };
  await client
    .call('operations.run', { connection, ref, operation, inputs })
    .catch(() => undefined);

  const [page, coreEnd] = createPortPair();
  core.core.attach(coreEnd);
  const reloaded = createLinkClient<MorefContract>(page);
  const tasks = replicate(reloaded, 'tasks', {});
  await tasks.until(({ items }) =>
    [...items.values()].some(
      ({ own, state, target }) => own && target === ref && state === 'success',
    ),
  );
  expect(definitions(pool)).toContain('Herd');
  for (const [, name = ''] of before.matchAll(/CustomFieldDefinition name=\\*"([^"\\]*)/g))
    expect(definitions(pool)).toContain(name);
  reloaded.close();
}, 30_000);
