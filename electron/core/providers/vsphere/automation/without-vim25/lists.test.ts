import { inEnglish } from '#shared/i18n/english.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { expect, it, vi } from 'vitest';
import { TimeoutError } from '../../../../net/errors.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { VapiError } from '../../vapi/errors.ts';
import { Lacking } from '../each-alone.ts';
import { Lists } from './lists.ts';

const facts = { service: 'com.vmware.vcenter.VM', operation: 'list', opId: '' };
const tooMany = new VapiError(
  { $type: 'com.vmware.vapi.std.errors.unable_to_allocate_resource' },
  facts,
);
const { signal } = new AbortController();

interface Asked {
  readonly hosts?: readonly string[];
  readonly power_states?: readonly string[];
}

/** A server with 3 machines on each of 4 hosts, that lists so many at the most. */
function listsOf(limit: number) {
  const asked: Asked[] = [];
  const machines = ['h1', 'h2', 'h3', 'h4'].flatMap((host) =>
    ['ON', 'ON', 'OFF'].map((state, index) => ({ vm: `${host}-${index}`, host, state })),
  );
  const invoke = (_service: string, _operation: string, { filter }: { filter: Asked }) => {
    asked.push(filter);
    const { hosts, power_states: states } = filter;
    const found = machines.filter(
      ({ host, state }) =>
        (hosts?.includes(host) ?? true) && (states?.some((one) => one.endsWith(state)) ?? true),
    );
    return found.length > limit ? Promise.reject(tooMany) : Promise.resolve(found);
  };
  const lacking = new Lacking();
  return { lists: new Lists({ invoke } as unknown as VapiClient, signal, lacking), asked, lacking };
}

const service = 'com.vmware.vcenter.VM';
const byHost = () => Promise.resolve(['h1', 'h2', 'h3', 'h4'].map((host) => ({ hosts: [host] })));
const byState = () =>
  Promise.resolve(
    (['POWERED_ON', 'POWERED_OFF'] as const).map((state) => ({ power_states: [state] })),
  );

it('asks once where the answer is not too long', async () => {
  const { lists, asked } = listsOf(12);
  expect(await lists.all(service, {}, byHost)).toHaveLength(12);
  expect(asked).toEqual([{}]);
});

it('splits, and splits again what is still too long', async () => {
  const { lists, asked } = listsOf(2);
  const found = await lists.all(service, {}, byHost, byState);
  expect(new Set(found.map(({ vm }) => vm)).size).toBe(12);
  expect(asked).toContainEqual({ hosts: ['h3'], power_states: ['POWERED_OFF'] });
});

it('says what it leaves out', async () => {
  const { lists, lacking } = listsOf(2);
  expect(await lists.all(service, {}, byHost)).toEqual([]);
  expect(lacking.value).toMatchObject({ count: 4 });
  expect(inEnglish(lacking.value?.error.message ?? '')).toMatch(
    /Listing com\.vmware\.vcenter\.VM of h1/,
  );
});

it('leaves out, and notes, what has no identifier', async () => {
  const marked = { $type: 'unreadable', declared: 'id', value: 7 };
  const invoke = () => Promise.resolve([{ vm: 'vm-1', name: marked }, { vm: marked }, marked]);
  const lacking = new Lacking();
  const lists = new Lists({ invoke } as unknown as VapiClient, signal, lacking);
  expect(await lists.all(service, { hosts: ['h1'] })).toEqual([{ vm: 'vm-1', name: marked }]);
  expect(lacking.value?.count).toBe(2);
});

it('a call that alone is left without an answer is noted, and not sent again in this reading', async () => {
  const lacking = new Lacking();
  const answering = { call: () => Promise.resolve({}) } as unknown as VapiClient;
  const lists = new Lists(answering, signal, lacking);
  const silent = vi.fn(() => Promise.reject(new TimeoutError(say('net.cancelled'))));
  for (const name of ['first', 'second'])
    expect(await lists.one('com.vmware.vcenter.cluster.get', name, silent)).toBeUndefined();
  expect(silent).toHaveBeenCalledTimes(1);
  expect(lacking.count).toBe(2);
});

it('a call is not blamed where the server answers nothing else either', async () => {
  const lost = new TimeoutError(say('net.cancelled'));
  const dead = { call: () => Promise.reject(lost) } as unknown as VapiClient;
  const lacking = new Lacking();
  const lists = new Lists(dead, signal, lacking);
  const read = lists.one('com.vmware.vcenter.cluster.get', 'it', () => Promise.reject(lost));
  await expect(read).rejects.toBe(lost);
  expect(lacking.count).toBe(0);
});
