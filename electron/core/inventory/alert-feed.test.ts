import { expect, it } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import type { ObjectUpdate } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { silentLog } from '../log.ts';
import type { Provider } from '../providers/provider.ts';
import { feedAlerts } from './alert-feed.ts';
import { Inventory } from './inventory.ts';

const provider = {
  mapRow: (ref, { name }) => ({
    ref,
    kind: 'vm',
    name: name as string,
    state: 'on',
    health: 'ok',
    parent: null,
    facts: {},
  }),
  standsInTree: (type) => type === 'VM',
  alerts: {
    types: ['note'],
    read: (ref, { title, about }) => ({
      ref,
      severity: 'warning',
      title: title as string,
      name: 'NOTE',
      time: 1,
      ...(about !== undefined && { target: about as Ref }),
    }),
  },
} satisfies Pick<Provider, 'mapRow' | 'standsInTree' | 'alerts'>;

function start(breathe: () => Promise<void> = () => Promise.resolve()) {
  const inventory = new Inventory({
    provider,
    log: silentLog,
    refetch: () => undefined,
    breathe: () => Promise.resolve(),
    elapsed: () => 0,
  });
  const reported = new Map<Ref, Alert>();
  let ready = 0;
  const open = (of: Pick<Provider, 'alerts'> = provider) =>
    feedAlerts({
      inventory,
      provider: of,
      breathe: () => breathe(),
      sink: {
        put: (ref, alert) => void reported.set(ref, alert),
        remove: (ref) => void reported.delete(ref),
        ready: () => void (ready += 1),
        fail: () => undefined,
      },
    });
  return { inventory, reported, open, isReady: () => ready };
}

const enter = (ref: string, properties: Record<string, string>): ObjectUpdate => ({
  kind: 'enter',
  ref: ref as Ref,
  properties,
});

it('alerts are reported with what they are about, come, change and go', async () => {
  const { inventory, reported, open, isReady } = start();
  await inventory.apply([
    enter('VM:1', { name: 'web' }),
    enter('note:1', { title: 'hot', about: 'VM:1' }),
    enter('note:2', { title: 'lost', about: 'VM:gone' }),
  ]);
  const close = open();
  expect(isReady()).toBe(1);
  expect([...reported.values()]).toEqual([
    {
      ref: 'note:1',
      severity: 'warning',
      title: 'hot',
      name: 'NOTE',
      time: 1,
      target: 'VM:1',
      targetName: 'web',
    },
    { ref: 'note:2', severity: 'warning', title: 'lost', name: 'NOTE', time: 1, target: 'VM:gone' },
  ]);
  await inventory.apply([
    enter('note:3', { title: 'new' }),
    { kind: 'leave', ref: 'note:1' as Ref },
    {
      kind: 'modify',
      ref: 'note:2' as Ref,
      changes: [{ path: 'title', op: 'assign', value: 'found' }],
    },
  ]);
  expect([...reported].map(([ref, { title }]) => [ref, title])).toEqual([
    ['note:2', 'found'],
    ['note:3', 'new'],
  ]);
  inventory.clear();
  expect(reported.size).toBe(0);
  close();
  await inventory.apply([enter('note:4', { title: 'unheard' })]);
  expect(reported.size).toBe(0);
});

it('an alert that came before what it is about gets its name when that comes', async () => {
  const { inventory, reported, open } = start();
  open();
  await inventory.apply([enter('note:1', { title: 'hot', about: 'VM:1' })]);
  expect(reported.get('note:1' as Ref)?.targetName).toBeUndefined();
  await inventory.apply([enter('VM:1', { name: 'web' })]);
  expect(reported.get('note:1' as Ref)?.targetName).toBe('web');
});

it('an alert is reported with the present name of what it is about', async () => {
  const { inventory, reported, open } = start();
  await inventory.apply([
    enter('VM:1', { name: 'web' }),
    enter('note:1', { title: 'hot', about: 'VM:1' }),
  ]);
  open();
  const name = (): string | undefined => reported.get('note:1' as Ref)?.targetName;
  await inventory.apply([enter('VM:1', { name: 'web-2' })]);
  expect(name()).toBe('web-2');
  await inventory.apply([{ kind: 'leave', ref: 'VM:1' as Ref }]);
  expect(name()).toBeUndefined();
  await inventory.apply([enter('VM:1', { name: 'web-3' })]);
  expect(name()).toBe('web-3');
});

it('an alert that tells a value of its object is reported anew when that changes', async () => {
  const { inventory, reported, open } = start();
  const read: NonNullable<Provider['alerts']>['read'] = (ref, properties, lookup) => ({
    ...provider.alerts.read(ref, properties),
    measure: { value: lookup.get('VM:1' as Ref)?.['load'] as string },
  });
  open({ alerts: { types: ['note'], read } });
  await inventory.apply([
    enter('VM:1', { name: 'web', load: '91 %' }),
    enter('note:1', { title: 'hot', about: 'VM:1' }),
  ]);
  const value = () => reported.get('note:1' as Ref)?.measure?.value;
  expect(value()).toBe('91 %');
  const change = { path: 'load', op: 'assign', value: '97 %' } as const;
  await inventory.apply([{ kind: 'modify', ref: 'VM:1' as Ref, changes: [change] }]);
  expect(value()).toBe('97 %');
});

it('many alerts are reported in slices, and what goes meanwhile is not reported', async () => {
  const pauses: (() => void)[] = [];
  const { inventory, reported, open, isReady } = start(
    () => new Promise((resolve) => void pauses.push(resolve)),
  );
  await inventory.apply(
    Array.from({ length: 600 }, (_, index) => enter(`note:${index}`, { title: 'x' })),
  );
  open();
  expect([reported.size, isReady()]).toEqual([250, 0]);
  await inventory.apply([{ kind: 'leave', ref: 'note:599' as Ref }]);
  for (let more = pauses.shift(); more !== undefined; more = pauses.shift()) {
    more();
    await Promise.resolve();
  }
  expect([reported.size, isReady()]).toEqual([599, 1]);
});

it('a family without alerts has none, and says so at once', () => {
  const { reported, open, isReady } = start();
  open({});
  expect([isReady(), reported.size]).toEqual([1, 0]);
});
