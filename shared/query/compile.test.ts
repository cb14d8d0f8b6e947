import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectFacts } from '../model/object-facts.ts';
import type { PropertyValue } from '../model/property-value.ts';
import { makeRef, type Ref } from '../model/reference.ts';
import type { Row } from '../model/row.ts';
import { compileQuery, type CompiledQuery, type CompileOptions } from './compile.ts';
import { parseQuery } from './parse.ts';
import type { QueryProblem } from './problem.ts';
import type { Subject } from './subject.ts';

const now = Date.UTC(2026, 5, 15);
const day = 86_400_000;
const gibibyte = 1024 ** 3;

interface Given extends Partial<Omit<Row, 'facts'>> {
  readonly facts?: Row['facts'];
  readonly deep?: ObjectFacts;
  readonly native?: Readonly<Record<string, PropertyValue>>;
}

function subject({ deep = {}, native = {}, ...row }: Given): Subject {
  const names = new Map<Ref, string>([[makeRef('HostSystem', 'host-1'), 'esx11.example.org']]);
  return {
    row: {
      ref: makeRef('VirtualMachine', 'vm-62'),
      kind: 'vm',
      name: 'fra-prod-web-01',
      state: 'on',
      health: 'ok',
      facts: {},
      ...row,
    },
    server: 'vc-fra',
    facts: () => deep,
    above: () => [
      { kind: 'cluster', name: 'prod-01' },
      { kind: 'datacenter', name: 'Frankfurt' },
    ],
    nameOf: (ref) => names.get(ref),
    native: (path) => native[path.join('.')] ?? (path[0] === 'config' ? null : undefined),
    alerts: () => ({ count: 1, worst: 'critical' }),
  };
}

function compiled(text: string, options: Partial<CompileOptions> = {}): CompiledQuery {
  const { query, problem } = parseQuery(text);
  expect(problem).toBeUndefined();
  const result = compileQuery(query, { now: () => now, ...options });
  if (!('test' in result)) throw new Error(JSON.stringify(result));
  return result;
}

const web = subject({
  facts: {
    host: makeRef('HostSystem', 'host-1'),
    guestOs: 'Debian GNU/Linux 12 (64-bit)',
    hostName: 'web01.example.org',
    cpus: 8,
    memoryMiB: 16_384,
    cpuMHz: 2500,
    tools: 'running',
    uuid: '4210a0ff-0000-4000-8000-000000000001',
    folder: '/production/web',
  },
  deep: {
    tags: [{ category: 'Owner', name: 'Platform Team' }, { name: 'prod' }],
    attributes: { 'Cost center': '4711' },
    note: 'Patch window: Sunday. Do not reboot.',
    addresses: ['10.0.0.17', 'fe80::250:56ff:fe00:1'],
    macs: ['00:50:56:aa:bb:01'],
    disks: ['[ssd-1] web/web.vmdk'],
    snapshots: { count: 2, oldest: now - 40 * day, bytes: 12 * gibibyte },
    hardwareVersion: 'vmx-13',
    flags: ['thin'],
  },
  native: {
    'config.version': 'vmx-13',
    'config.created': { $type: 'dateTime', text: '', ms: now - 3 * day },
    'config.template': false,
    'config.hardware.numCPU': 8,
    power_state: 'Running',
  },
});

const host = subject({
  ref: makeRef('HostSystem', 'host-1'),
  kind: 'host',
  name: 'esx11.example.org',
  facts: { capacityBytes: 100 * gibibyte, freeBytes: 10 * gibibyte },
  deep: { version: '8.0.2', tags: [] },
});

describe('compileQuery', () => {
  it.each([
    'kind:vm',
    'kind:VM power:running',
    'power:on,off',
    'server:fra',
    'mem:16g mem>15.9g mem<=16384 mem:16gib mem=16GB',
    'cpu>=8 cpu:8 cpu!=4 cpu:4..16',
    'cpu.used>2ghz cpu.used:2500',
    'tag:prod tag.Owner:"Platform Team" tag.owner:platform',
    'attr."Cost center":4711 field:47*',
    'os:debian !os:windows',
    'ip:10.0.0.0/24 ip:10.0.0.0/255.255.255.0 ip:10.0.0.17 ip:10.0.* ip:fe80::/10 ip:fe80::250:56ff:fe00:1 !ip:10.0.1.0/24',
    'mac:00:50:56:* mac:005056aabb01 mac:00-50-56',
    'host:esx1* host:esx11',
    'tools:ok tools:running',
    'snapshot.age>30d snapshot.count:2 snapshots>1 snapshot.size>=12g',
    'note:"do not" note:/sunday/',
    'uuid:4210a0ff* moref:vm-62 moref:VirtualMachine:vm-62',
    'config.version<19 VirtualMachine.config.version>=9 config.hardware.numCPU=8',
    'config.template:false config.created>2026-01-01 config.created>7d config.created:7d',
    'hw<vmx-19 is:thin is:on !is:orphaned',
    'in:frankfurt cluster:prod-01 datacenter:frank*',
    'alert:critical alerts>0',
    'folder:/production/*',
    'type:VirtualMachine',
    'name:fra*01 name=fra-prod-web-01 /web-\\d+$/',
    'disk:*.vmdk disk:ssd-1',
    'web or nothing',
    '10.0.0.17',
    'sunday',
    '!version:8',
  ])('finds the machine by %s', (text) => {
    // What the machine does not have at all (a version) is neither so nor not so.
    expect(compiled(text).test(web)).toBe(text !== '!version:8');
  });

  it.each(
    [
      'kind:host',
      'mem>16g',
      'tools:none,stopped',
      'tag.Owner:prod',
      'tag.Missing:x',
      'ip:10.0.0.1',
      'ip:::ffff:0:0/96',
      'mac:00:50:57:*',
      'snapshot.age<30d',
      'config.version<9',
      'HostSystem.config.version:vmx-13',
      'web and not prod',
      'name:web',
    ].slice(0, -1),
  )('does not find the machine by %s', (text) => {
    expect(compiled(text).test(web)).toBe(false);
  });

  it('takes a field that an object cannot have neither for so nor for not so', () => {
    expect(compiled('!tools:ok').test(host)).toBe(false);
    expect(compiled('!tag:prod').test(host)).toBe(true);
    expect(compiled('kind:host or tools:ok').test(host)).toBe(true);
    expect(compiled('!(tools:ok kind:vm)').test(host)).toBe(true);
    expect(compiled('usage>85%').test(host)).toBe(true);
    expect(compiled('version<8.0.10 version>=8.0.2').test(host)).toBe(true);
  });

  it('searches names first, and says where else a text was found', () => {
    const query = compiled('web sunday');
    expect(query.testNames(web)).toBe(false);
    expect(query.test(web)).toBe(true);
    expect(query.where(web)).toEqual([
      { field: 'note', value: 'Patch window: Sunday. Do not reboot.', at: { from: 14, to: 20 } },
    ]);
    expect(
      ['fra-prod-web-01', 'fra', 'prod', 'rod', 'sunday'].map((text) => compiled(text).rank(web)),
    ).toEqual([0, 1, 2, 3, 4]);
  });

  it('says below which name a tag or an attribute has a text that was found', () => {
    const tags = [
      { name: 'gold', category: 'Tier' },
      { name: 'Platform Team', category: 'Cost owner' },
    ];
    const found = compiled('platform').where(subject({ deep: { tags } }));
    expect(found).toMatchObject([{ field: 'tag."Cost owner"', value: 'Platform Team' }]);
    const attributes = { Rack: 'b7-12' };
    expect(compiled('b7').where(subject({ deep: { attributes } }))).toMatchObject([
      { field: 'attr.Rack', at: { from: 0, to: 2 } },
    ]);
  });

  it('takes whole numbers as they are: a VLAN is no amount', () => {
    const net = subject({ kind: 'network', deep: { vlan: 3999 } });
    expect(compiled('vlan:3999').test(net)).toBe(true);
    expect(compiled('vlan:4000').test(net)).toBe(false);
    expect(compiled('vlan!=4000').test(net)).toBe(true);
  });

  it('takes a day, a month and a year for all of their hours, of fields and of native times', () => {
    const at = new Date(2026, 4, 31, 18).getTime();
    const made = subject({
      deep: { createdAt: at },
      native: { 'config.created': { $type: 'dateTime', text: '', ms: at } },
    });
    for (const field of ['created', 'config.created']) {
      const holds = (rest: string): boolean => compiled(`${field}${rest}`).test(made);
      for (const rest of [':2026-05-31', ':2026-05', ':2026', '<=2026-05-31', '>=2026-05-31'])
        expect([rest, holds(rest)]).toEqual([rest, true]);
      for (const rest of ['>2026-05-30', '<2026-06', ':2026-05-01..2026-05-31', '!=2026-06'])
        expect([rest, holds(rest)]).toEqual([rest, true]);
      for (const rest of ['>2026-05-31', '>2026-05', '<2026-05-31', ':2026-06', ':2025', '>2026'])
        expect([rest, holds(rest)]).toEqual([rest, false]);
    }
  });

  it('means by today the day on which it is asked', () => {
    let time = new Date(2026, 4, 31, 18).getTime();
    const made = subject({ deep: { createdAt: time } });
    const today = compileQuery(parseQuery('created:today').query, { now: () => time });
    const isSo = (): boolean => 'test' in today && today.test(made);
    expect(isSo()).toBe(true);
    time += day;
    expect(isSo()).toBe(false);
  });

  it('knows an empty text from one that is there', () => {
    const blank = subject({ deep: { note: '', attributes: { Owner: '' } } });
    for (const query of ['note:*', 'attr.Owner:*', 'note:**'])
      expect([query, compiled(query).test(blank)]).toEqual([query, false]);
    for (const query of ['!note:*', 'note=""', '!attr.Owner:*'])
      expect([query, compiled(query).test(blank)]).toEqual([query, true]);
    expect(compiled('note:*').test(web)).toBe(true);
  });

  it('says what it needs', () => {
    expect(compiled('kind:vm mem>1g').needs).toEqual({
      deep: false,
      freeText: false,
      time: false,
      paths: [],
    });
    expect(compiled('web snapshot.age>1d config.version:x').needs).toEqual({
      deep: true,
      freeText: true,
      time: true,
      paths: [['config', 'version']],
    });
  });

  it.each<[string, Partial<QueryProblem>]>([
    [
      'nmae:x',
      {
        kind: 'unknownField',
        field: 'nmae',
        similar: expect.arrayContaining(['name']),
        from: 0,
        to: 4,
      },
    ],
    ['a power:onn', { kind: 'badValue', field: 'power', value: 'onn', from: 8, to: 11 }],
    ['mem>16q', { kind: 'badValue', wanted: 'bytes', from: 4, to: 7 }],
    ['snapshot.age>old', { kind: 'badValue', wanted: 'duration' }],
    ['power>on', { kind: 'noOrder', field: 'power' }],
    ['name:/(/', { kind: 'badRegex', from: 5, to: 8 }],
    ['created:2026-02-31', { kind: 'badValue', wanted: 'time' }],
    ['ip:10.0.0.0/33', { kind: 'badValue', wanted: 'ip' }],
    ['ip:10.0.0.0/255.0.255.0', { kind: 'badValue', wanted: 'ip' }],
    ['ip:300.1.1.1', { kind: 'badValue', wanted: 'ip' }],
    ['ip:10.0.0.1.2', { kind: 'badValue', wanted: 'ip' }],
    ['kind:virtul', { examples: expect.arrayContaining(['vm']), from: 5, to: 11 }],
  ])('says what is wrong with %s', (text, problem) => {
    expect(compileQuery(parseQuery(text).query, { now: () => now })).toMatchObject(problem);
  });

  it('answers whatever can be parsed, and never throws', () => {
    const words = fc.constantFrom(
      'kind',
      'mem',
      'ip',
      'mac',
      'created',
      'config.x',
      ':',
      '<',
      '>=',
      'not ',
      '(',
      ')',
      ' ',
      '"',
      '/',
      '*',
      '10.0.0.0/8',
      '16g',
      'vm',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string({ maxLength: 3 })), { maxLength: 10 }),
        (parts) => {
          const result = compileQuery(parseQuery(parts.join('')).query, { now: () => now });
          if ('test' in result) {
            expect(typeof result.test(web)).toBe('boolean');
            expect(typeof result.testNames(web)).toBe('boolean');
          } else expect(result.from).toBeLessThanOrEqual(result.to);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
