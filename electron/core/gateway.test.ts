import { afterEach, expect, it } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { startDemoVcenter } from '../demo/vcenter.ts';
import { startDemoPool } from '../demo/xapi/pool.ts';
import { type ChangeAnswer, startGateway } from './testing/gateway.ts';
import { startTestCore } from './testing/harness.ts';
import { type LiveServer, openServer } from './testing/live-server.ts';

/** Servers behind a gateway that packs whole answers and closes, and one that damages texts. */
const ends: { stop(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const one of ends.splice(0).reverse()) await one.stop();
});

async function started(family: 'vsphere' | 'xenserver', vms: number) {
  const options = { vms, quickStatsSeconds: 0 };
  const server = await (family === 'vsphere' ? startDemoVcenter(options) : startDemoPool({ vms }));
  ends.push({ stop: () => server.close() });
  return { ...server, url: new URL(server.url).origin };
}

async function behindGateway(server: { readonly url: string }, change?: ChangeAnswer) {
  const gateway = await startGateway(server.url, change);
  ends.push({ stop: () => gateway.close() });
  return gateway;
}

async function core() {
  const test = await startTestCore();
  ends.push(test);
  return test;
}

/** Some of the machines are templates. */
const machinesOf = ({ rows }: LiveServer): number =>
  [...rows.items.values()].filter(({ kind }) => kind === 'vm' || kind === 'template').length;

it.each([
  ['a vCenter', 'vsphere', undefined],
  ['a vCenter by the Automation API alone', 'vsphere', 'automation'],
  ['a pool', 'xenserver', undefined],
] as const)(
  '%s whose answers are packed, and end with the connection, is there whole',
  {
    timeout: 180_000,
  },
  async (_name, family, protocol) => {
    const vms = 1200;
    const server = await started(family, vms);
    const beside = await started(family, 5);
    const gateway = await behindGateway(server);
    const test = await core();
    const other = await openServer(test, beside, { family });
    await other.rows.until(({ ready }) => ready);
    const opened = await openServer(
      test,
      { ...server, url: gateway.url },
      { family, ...onlyDefined({ protocol }) },
    );
    await opened.rows.until(({ ready }) => ready && machinesOf(opened) >= 1000, 150_000);
    expect(gateway.compressed).toBeGreaterThan(5);
    expect(opened.status()).toMatchObject({ state: 'live' });
    expect(other.status()).toMatchObject({ state: 'live' });
    expect(other.states.filter((state) => state === 'retrying' || state === 'offline')).toEqual([]);
  },
);

it('a pool whose name and description hold what is no text lets in, and shows all else', {
  timeout: 60_000,
}, async () => {
  const server = await started('xenserver', 20);
  const test = await core();
  const healthy = await openServer(test, server, { family: 'xenserver' });
  await healthy.rows.until(({ ready }) => ready);
  let damaged = 0;
  // Wherever the pool's name and description are reported: at login, in lists, in events.
  const gateway = await behindGateway(server, (answer) => {
    const text = answer
      .toString('latin1')
      .replaceAll(/"Demo pool|"name_description": ?"/g, (start) => {
        damaged += 1;
        return `${start}\u0096\u0001`;
      });
    return Buffer.from(text, 'latin1');
  });
  const opened = await openServer(test, { ...server, url: gateway.url }, { family: 'xenserver' });
  await opened.rows.until(({ ready, items }) => ready && items.size >= healthy.rows.items.size);
  expect(damaged).toBeGreaterThan(0);
  expect(opened.status()).toMatchObject({ state: 'live' });
  expect([...opened.rows.items.keys()].sort()).toEqual([...healthy.rows.items.keys()].sort());
  const named = [...opened.rows.items.values()].filter(({ kind }) => kind !== 'pool');
  for (const { ref, name } of named) expect(name).toBe(healthy.rows.items.get(ref)?.name);
  expect([...opened.rows.items.values()].find(({ kind }) => kind === 'pool')?.name).toContain(
    '\uFFFD',
  );
});
