import { describe, expect, it } from 'vitest';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { groupId, groupName, onDemandGroup, propertyLines, withTrail } from './property-lines.ts';

const entries: readonly PropertyEntry[] = [
  { path: 'summary.quickStats.guestMemoryUsage', value: 512 },
  { path: 'name', value: 'sql-01' },
  { path: 'config.annotation', value: 'Owner: Finance' },
  {
    path: 'config.hardware.device',
    value: [
      { $type: 'VirtualDisk', key: 2000, backing: { $type: 'Backing', fileName: '[ds1] a.vmdk' } },
      { $type: 'VirtualE1000', key: 4000 },
    ],
  },
  { path: 'config.extraConfig', onDemand: true },
  { path: 'guest.net', missing: 'NoPermission' },
];

const ids = (toggled: readonly string[] = [], words: readonly string[] = []) =>
  propertyLines(entries, {
    toggled: new Set(toggled),
    words,
    valueOf: (entry) => entry.value,
  }).lines.map((line) => (line.kind === 'group' ? groupName(line.id).toUpperCase() : line.id));

describe('lines of the property panel', () => {
  it('stand in groups by the first name of their path, sorted', () => {
    expect(ids()).toEqual([
      '',
      'name',
      'CONFIG',
      'config.annotation',
      'config.extraConfig',
      'config.hardware.device',
      'GUEST',
      'guest.net',
      'SUMMARY',
      'summary.quickStats.guestMemoryUsage',
    ]);
    expect(ids([groupId('config')])[3]).toBe('GUEST');
  });

  it('put what is read on demand last, unless it belongs to a group', () => {
    const lone: PropertyEntry = { path: 'capability', onDemand: true };
    const { lines } = propertyLines([lone, ...entries], {
      toggled: new Set(),
      words: [],
      valueOf: (entry) => entry.value,
    });
    expect(lines.at(-2)?.id).toBe(groupId(onDemandGroup));
    expect(lines.at(-1)?.id).toBe('capability');
  });

  it('open into parts with native paths', () => {
    const open = ['config.hardware.device', 'config.hardware.device[2000]'];
    expect(ids(open).slice(5, 10)).toEqual([
      'config.hardware.device',
      'config.hardware.device[2000]',
      'config.hardware.device[2000].key',
      'config.hardware.device[2000].backing',
      'config.hardware.device[4000]',
    ]);
  });

  it('are found by path, value, reason, and what is deep inside', () => {
    expect(ids([], ['annot', 'finance'])).toEqual(['CONFIG', 'config.annotation']);
    expect(ids([], ['a.vmdk'])).toEqual(['CONFIG', 'config.hardware.device']);
    expect(ids([], ['nopermission'])).toEqual(['GUEST', 'guest.net']);
    expect(ids([], ['nothing like it'])).toEqual([]);
  });
});

describe('text that is the key of a thing', () => {
  const network: PropertyEntry = {
    path: 'config.network',
    value: {
      $type: 'HostNetworkInfo',
      vswitch: [{ $type: 'HostVirtualSwitch', key: 'key-vim.host.VirtualSwitch-vSwitch7' }],
      portgroup: [
        { $type: 'HostPortGroup', key: 'key-pg-1', vswitch: 'key-vim.host.VirtualSwitch-vSwitch7' },
        { $type: 'HostPortGroup', key: 'key-pg-2', vswitch: 'key-vim.host.VirtualSwitch-gone' },
      ],
    },
  };
  const linesOf = (toggled: ReadonlySet<string>) =>
    propertyLines([network], { toggled, words: [], valueOf: (entry) => entry.value }).lines;
  const group = (key: string) => `config.network.portgroup["${key}"]`;
  const open = new Set([
    'config.network',
    'config.network.portgroup',
    group('key-pg-1'),
    group('key-pg-2'),
  ]);
  const linkOf = (id: string) =>
    linesOf(open).flatMap((line) => (line.kind === 'value' && line.id === id ? [line.link] : []));

  it('leads to it, and its way can be opened', () => {
    const [link] = linkOf(`${group('key-pg-1')}.vswitch`);
    const there = 'config.network.vswitch["key-vim.host.VirtualSwitch-vSwitch7"]';
    expect(link).toEqual(['config.network', 'config.network.vswitch', there]);
    const closed = new Set([groupId('config')]);
    expect(linesOf(withTrail(closed, link ?? [])).some(({ id }) => id === there)).toBe(true);
  });

  it('leads nowhere where there is no such thing, nor from a thing to itself', () => {
    expect(linkOf(`${group('key-pg-2')}.vswitch`)).toEqual([undefined]);
    expect(linkOf(`${group('key-pg-1')}.key`)).toEqual([undefined]);
  });
});
