import { expect, it } from 'vitest';
import type { VimRecord } from '../vim25/values.ts';
import { eventEntry, filled } from './event-entry.ts';

const at = { $type: 'dateTime', text: '2026-11-01T10:00:00Z', ms: 1_793_527_200_000 };
const vm = {
  $type: 'VmEventArgument',
  name: 'web%2f1',
  vm: { $type: 'ManagedObjectReference', type: 'VirtualMachine', value: 'vm-1' },
};
const event = (more: object): VimRecord => ({
  $type: 'VmPoweredOnEvent',
  key: 7,
  chainId: 5,
  createdTime: at,
  userName: '',
  ...more,
});
const kind = {
  description: 'VM powered on',
  category: 'warning',
  format: '{vm.name} went from {from.@enum.ManagedEntity.Status} at {at} {nothing.here}',
  long: 'Cause',
};

it('is what the server says of it, with the object that it is about', () => {
  expect(
    eventEntry(
      event({ vm, fullFormattedMessage: 'web/1 is on' }),
      new Map([['VmPoweredOnEvent', kind]]),
    ),
  ).toEqual({
    key: 'event-7',
    kind: 'event',
    severity: 'warning',
    time: at.ms,
    type: 'VmPoweredOnEvent',
    title: 'VM powered on',
    text: 'web/1 is on',
    detail: 'Cause',
    target: 'VirtualMachine:vm-1',
    targetName: 'web/1',
    chain: '5',
  });
});

it('fills the template itself where the server left that to others', () => {
  expect(filled(kind.format, event({ vm, from: 'green', at }))).toBe(
    'web/1 went from green at 2026-11-01T10:00:00Z ',
  );
  const entry = eventEntry(event({ vm, from: 'red', at }), new Map([['VmPoweredOnEvent', kind]]));
  expect(entry?.text).toContain('web/1 went from red');
});

it('of a kind of its own goes by that, and says itself how much it matters', () => {
  const own = event({
    $type: 'EventEx',
    eventTypeId: 'com.example.x',
    severity: 'error',
    userName: 'A\\b',
  });
  const told = new Map([['EventEx|com.example.x', { ...kind, description: 'X happened' }]]);
  expect(eventEntry(own, told)).toMatchObject({
    type: 'com.example.x',
    title: 'X happened',
    severity: 'error',
    who: 'A\\b',
  });
  expect(eventEntry(own, new Map())).toMatchObject({
    title: 'com.example.x',
    text: 'com.example.x',
  });
});

it('is none without a key or a time', () => {
  expect(eventEntry(event({ key: 'x' }), new Map())).toBeUndefined();
  expect(eventEntry(event({ createdTime: 'soon' }), new Map())).toBeUndefined();
});
