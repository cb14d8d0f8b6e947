import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import { VirtualMachine } from '../../../../../demo/estate/machine/virtual-machine.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../../demo/vcenter.ts';
import { silentLog } from '../../../../log.ts';
import { RecordingSink } from '../../../recording-sink.ts';
import { text } from '../../map/read.ts';
import { vsphere } from '../../provider.ts';
import { connectVapi } from '../../vapi/client.ts';
import { AutomationSession } from '../without-vim25/automation-session.ts';
import { catalogOf, catalogRef } from '../tags/tag-catalog.ts';
import { catalog } from './run.ts';

/**
 * Every operation of the Automation API stands in a table: it is done, with a window that goes after the first change, and it is refused.
 * Power is offered by it where vim25 is not let through; tags are its own.
 */
const patience = 30_000;
const { signal } = new AbortController();
let demo: DemoVcenter;
let session: AutomationSession;
const sink = new RecordingSink();
const abort = new AbortController();
let running: Promise<unknown>;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 120, taskSeconds: [0, 0.01], quickStatsSeconds: 0 });
  const client = await connectVapi({ url: new URL(demo.url).origin });
  await client.login({ scheme: 'user-password', userName: demo.user, password: demo.password });
  const server = { product: 'Demo', version: '' };
  session = new AutomationSession({ client, server, address: 'demo', log: silentLog, pollMs: 50 });
  running = session.run(sink, abort.signal);
  await sink.until('a full set', () => sink.sets > 0, patience);
  await sink.until('the tags', () => sink.objects.has(catalogRef), patience);
}, 60_000);

afterAll(async () => {
  abort.abort();
  await running;
  await session.close();
  await demo.close();
});

const at = (ref: Ref): Properties => sink.objects.get(ref) ?? {};
const offerOf = (ref: Ref, operation: string, permissions = null) =>
  spoken(
    vsphere
      .offers(ref, at(ref), { ...sink.lookup, permissions })
      .find(({ id }) => id === operation),
  );
/** Machines that the server has lost look as well as others, by this API. */
const isReachable = (ref: Ref): boolean => {
  const entity = demo.estate.objects.get(refId(ref));
  return entity instanceof VirtualMachine && entity.connectionState === 'connected';
};

/** Each machine is used once: what was done to it shows only when the session has looked again. */
const used = new Set<Ref>();
const machine =
  (state: string) =>
  (operation: string): Ref => {
    const found = [...sink.lookup.ofType('VirtualMachine')].find(
      (ref) =>
        !used.has(ref) &&
        text(at(ref), 'power_state') === state &&
        isReachable(ref) &&
        offerOf(ref, operation)?.refused === undefined,
    );
    if (found === undefined) throw new Error(`No machine is ${state}.`);
    used.add(found);
    return found;
  };
const becomes = (state: string) => (ref: Ref) => text(at(ref), 'power_state') === state;
const tags = () => [...(catalogOf(at(catalogRef))?.tags.values() ?? [])];
const tagsOf = (ref: Ref) => vsphere.mapRow(ref, at(ref), sink.lookup).facts.tags ?? '';
const free = () => {
  const categories = catalogOf(at(catalogRef))?.categories;
  return tags().find(({ categoryId }) => categories?.get(categoryId)?.single === false);
};

const tagged = (wanted: boolean): Ref =>
  [...sink.lookup.ofType('VirtualMachine')].find(
    (ref) => tagsOf(ref).includes(free()?.name ?? '') === wanted,
  ) as Ref;

interface Row {
  readonly subject: (operation: string) => Ref;
  readonly inputs?: () => InputValues;
  readonly done: (ref: Ref) => boolean;
  /** The state in which it is refused, and why; without one it is a category's own rule. */
  readonly refused?: readonly [state: string, reason: RegExp];
}

const off = /^The virtual machine is powered off/;
const table: Readonly<Record<string, Row>> = {
  'power.on': {
    subject: machine('POWERED_OFF'),
    done: becomes('POWERED_ON'),
    refused: ['POWERED_ON', /already powered on/],
  },
  'power.suspend': {
    subject: machine('POWERED_ON'),
    done: becomes('SUSPENDED'),
    refused: ['POWERED_OFF', off],
  },
  'power.reset': {
    subject: machine('POWERED_ON'),
    done: becomes('POWERED_ON'),
    refused: ['POWERED_OFF', off],
  },
  'guest.reboot': {
    subject: machine('POWERED_ON'),
    done: becomes('POWERED_ON'),
    refused: ['POWERED_OFF', off],
  },
  'guest.shutdown': {
    subject: machine('POWERED_ON'),
    done: becomes('POWERED_OFF'),
    refused: ['POWERED_OFF', off],
  },
  'power.off': {
    subject: machine('POWERED_ON'),
    done: becomes('POWERED_OFF'),
    refused: ['POWERED_OFF', /already powered off/],
  },
  'tags.add': {
    subject: () => tagged(false),
    inputs: () => ({ tag: free()?.id ?? '' }),
    done: (ref) => tagsOf(ref).includes(free()?.name ?? ''),
  },
  'tags.remove': {
    subject: () => tagged(true),
    inputs: () => ({ tag: free()?.id ?? '' }),
    done: (ref) => !tagsOf(ref).includes(free()?.name ?? ''),
  },
  'tags.create': {
    subject: machine('POWERED_ON'),
    inputs: () => ({
      name: 'huge',
      description: '',
      category: '+',
      categoryName: 'size',
      single: true,
    }),
    done: () => tags().some(({ name }) => name === 'huge'),
  },
};

describe('an operation of the Automation API', { timeout: 60_000 }, () => {
  it('stands in the table, and no other does', () => {
    expect(catalog.all.map(({ id }) => id).sort()).toEqual(Object.keys(table).sort());
  });

  it.each(Object.entries(table))('%s is done though its window goes', async (operation, row) => {
    const ref = row.subject(operation);
    const window = new AbortController();
    const stop = demo.misbehave.watchChanges({ after: () => window.abort() });
    const request = { ref, name: 'it', operation, inputs: row.inputs?.() ?? {} };
    await session.operate(request, window.signal).finally(stop);
    expect(window.signal.aborted).toBe(true);
    await sink.until(`what ${operation} does`, () => row.done(ref), patience);
  });

  it.each(
    Object.entries(table).flatMap(([operation, { refused }]) =>
      refused === undefined ? [] : ([[operation, ...refused]] as const),
    ),
  )('%s is refused what is %s', (operation, state, reason) => {
    const ref = [...sink.lookup.ofType('VirtualMachine')].find(
      (one) => text(at(one), 'power_state') === state && offerOf(one, operation)?.refused,
    );
    expect(offerOf(ref as Ref, operation)?.refused).toMatch(reason);
  });

  it.each(['tags.add', 'tags.remove', 'tags.create'])(
    '%s is refused by the server to whoever may not',
    async (operation) => {
      const row = table[operation];
      const client = await connectVapi({ url: new URL(demo.url).origin });
      const user = { userName: 'readonly@vsphere.local', password: 'demo' };
      await client.login({ scheme: 'user-password', ...user });
      const other = new AutomationSession({
        client,
        server: { product: 'Demo', version: '' },
        address: 'demo',
        log: silentLog,
        pollMs: 50,
      });
      const own = new RecordingSink();
      const ended = new AbortController();
      const follows = other.run(own, ended.signal);
      await own.until('the tags', () => own.objects.has(catalogRef), patience);
      const ref = machine('POWERED_ON')(operation);
      const inputs = { ...row?.inputs?.(), name: 'never', categoryName: 'never' };
      await expect(
        other.operate({ ref, name: 'it', operation, inputs }, signal),
      ).rejects.toMatchObject({ data: { kind: 'denied' } });
      ended.abort();
      await follows;
      await other.close();
    },
  );
});
