import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallParams } from '#shared/contract/define.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import type { HistoryEntry } from '#shared/model/history.ts';
import type { Family } from '#shared/model/profile.ts';
import { startDemoVcenter } from '../demo/vcenter.ts';
import { startDemoPool } from '../demo/xapi/pool.ts';
import { replicate, startTestCore } from './testing/harness.ts';

const open: { stop(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

interface Demo {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  close(): Promise<unknown>;
}

const all = {
  below: true,
  kinds: ['event', 'task'] as const,
  severities: [],
  who: '',
  words: '',
  language: 'en',
  limit: 200,
} satisfies Omit<Page, 'connection'>;

type Page = CallParams<MorefContract, 'history.page'>;

async function live(family: Family, demo: Demo) {
  open.push({ stop: () => demo.close() });
  const test = await startTestCore();
  open.push(test);
  const { client } = test;
  const { url: address, user, password } = demo;
  const profile = { family, name: 'Lab', address, user, password, autoConnect: false };
  const { id } = await client.call('profiles.save', profile);
  await client.call('connections.open', { id });
  const rows = replicate(client, 'inventory', { connection: id });
  await rows.until(({ ready, items }) => ready && items.size > 0);
  const page = async (more: Partial<Page> = {}) =>
    spoken(
      await client.call('history.page', { connection: id, ...all, kinds: [...all.kinds], ...more }),
    );
  return { client, id, rows, page };
}

async function wholeHistory(
  page: (
    more: Partial<Page>,
  ) => Promise<{ entries: readonly unknown[]; next?: number | undefined }>,
  limit: number,
): Promise<readonly HistoryEntry[]> {
  const found = new Map<string, HistoryEntry>();
  let before: number | undefined;
  do {
    const { entries, next } = await page({ limit, before });
    for (const entry of entries as readonly HistoryEntry[]) found.set(entry.key, entry);
    before = next;
  } while (before !== undefined);
  return [...found.values()];
}

describe('the history of a vCenter', { timeout: 60_000 }, () => {
  it('is read in pages, of an object with what is below it, and by what is looked for', async () => {
    const demo = await startDemoVcenter({ vms: 40, quickStatsSeconds: 0, taskSeconds: [0, 0.05] });
    const { client, id, rows, page } = await live('vsphere', demo);
    const first = await page();
    expect(first.mark).toMatch(/^\d+$/);
    expect(Date.now() - (first.reachesBackTo ?? 0)).toBeGreaterThan(29 * 86_400_000);
    const whole = await wholeHistory(page, 300);
    // Small pages come to the same as large ones.
    const keys = (entries: readonly HistoryEntry[]) => entries.map(({ key }) => key).sort();
    expect(keys(await wholeHistory(page, 60))).toEqual(keys(whole));
    expect(new Set(whole.map(({ kind }) => kind))).toEqual(new Set(['event', 'task']));

    const vm = [...rows.items.values()].find(({ kind, state }) => kind === 'vm' && state === 'on');
    if (vm === undefined) throw new Error('No VM is on.');
    await client.call('operations.run', { connection: id, ref: vm.ref, operation: 'power.off' });
    const gone = async (): Promise<boolean> => {
      const { entries } = await page({ ref: vm.ref, from: Date.now() - 600_000 });
      return entries.some(({ type }) => type === 'VmPoweredOffEvent');
    };
    await expect.poll(gone, { timeout: 20_000 }).toBe(true);
    const own = await page({ ref: vm.ref });
    const off = own.entries.find(({ type }) => type === 'VmPoweredOffEvent');
    expect(off).toMatchObject({ title: 'VM powered off', target: vm.ref, targetName: vm.name });
    const task = own.entries.find(({ type }) => type === 'VirtualMachine.powerOff');
    // What one operation brought about belongs together.
    expect(task).toMatchObject({ kind: 'task', chain: off?.chain, who: off?.who });
    expect(own.entries.every(({ target }) => target === vm.ref)).toBe(true);

    const said = await page({ words: `${vm.name} powered off`, kinds: ['event'] });
    expect(said.entries.map(({ key }) => key)).toContain(off?.key);
    expect((await page({ who: 'nobody at all' })).entries).toEqual([]);
    const errors = await page({ severities: ['error'] });
    expect(errors.entries.every(({ severity }) => severity === 'error')).toBe(true);

    // Nothing new costs next to nothing.
    const { mark } = await page();
    expect(await page({ mark })).toEqual({ entries: [], mark });
  });
});

describe('the history of a pool', { timeout: 60_000 }, () => {
  it('is its messages, and the tasks that Moref has kept', async () => {
    const demo = await startDemoPool({ vms: 30, taskSeconds: [0, 0.05] });
    const { client, id, rows, page } = await live('xenserver', demo);
    const vm = [...rows.items.values()].find(({ kind, state }) => kind === 'vm' && state === 'on');
    if (vm === undefined) throw new Error('No VM is on.');
    await client.call('operations.run', { connection: id, ref: vm.ref, operation: 'power.off' });
    const named = async (): Promise<readonly string[]> =>
      (await page({ ref: vm.ref })).entries.map(({ type }) => type);
    await expect
      .poll(named, { timeout: 20_000 })
      .toEqual(expect.arrayContaining(['VM_SHUTDOWN', 'task']));
    const { entries } = await page({ ref: vm.ref, words: 'shutdown' });
    expect(entries[0]).toMatchObject({
      kind: 'event',
      title: 'VM shutdown',
      severity: 'info',
      target: vm.ref,
      targetName: vm.name,
    });
    await rows.until(({ items }) => items.get(vm.ref)?.state === 'off');
    const parent = rows.items.get(vm.ref)?.parent ?? null;
    if (parent === null) throw new Error('The VM stands nowhere.');
    const above = await page({ ref: parent });
    expect(above.entries.some(({ target }) => target === vm.ref)).toBe(true);
    const alone = await page({ ref: parent, below: false });
    expect(alone.entries.some(({ target }) => target === vm.ref)).toBe(false);
  });
});
