import { describe, expect, it } from 'vitest';
import { silentLog } from '../../log.ts';
import { UnreadableLog } from '../../net/unreadable-log.ts';
import { RecordingSink } from '../recording-sink.ts';
import { VsphereSession } from './vsphere-session.ts';
import type { Vim25Client } from './vim25/client.ts';
import type { UpdateConsumer } from './vim25/collector/update-loop.ts';
import { moref } from './vim25/values.ts';

type Watch = Vim25Client['watch'];

const about = { apiType: 'VirtualCenter' };
const content = {
  about,
  rootFolder: moref('Folder', 'group-d1'),
  taskManager: moref('TaskManager', 'TaskManager'),
};

function start(watch: Watch, overrides: object = {}) {
  const client = {
    content: { ...content, ...overrides },
    certificate: null,
    watch,
    close: () => Promise.resolve(),
  } as unknown as Vim25Client;
  const server = { product: 'vCenter', version: '8.0.2' };
  return new VsphereSession({
    client,
    automation: null,
    server,
    address: 'vc:443',
    log: silentLog,
    unreadables: new UnreadableLog(silentLog),
  });
}

describe('vSphere session', () => {
  it('does not ask a single host for distributed switches', async () => {
    let kinds: readonly string[] = [];
    const watch: Watch = (spec) => {
      kinds = spec.parts.flatMap((part) => ('type' in part ? [part.type] : []));
      return Promise.resolve();
    };
    const { signal } = new AbortController();
    await start(watch, { about: { apiType: 'HostAgent' } }).run(new RecordingSink(), signal);
    expect(kinds).not.toContain('DistributedVirtualSwitch');
    await start(watch).run(new RecordingSink(), signal);
    expect(kinds).toContain('DistributedVirtualSwitch');
    expect(kinds.at(-1)).toBe('VirtualMachine');
  });

  it('keeps tasks and objects apart, and unset from unreadable', async () => {
    const sink = new RecordingSink();
    const vm = moref('VirtualMachine', 'vm-1');
    const session = start(async (_spec, consumer: UpdateConsumer) => {
      await consumer.resync();
      await consumer.updates([
        {
          kind: 'enter',
          obj: vm,
          changeSet: [
            { name: 'name', op: 'assign', val: 'web-01' },
            { name: 'guest.ipAddress', op: 'assign' },
            { name: 'config.cpuAffinity.affinitySet', op: 'indirectRemove' },
          ],
          missingSet: [{ path: 'config.annotation', fault: { fault: { $type: 'NoPermission' } } }],
        },
        {
          kind: 'enter',
          obj: moref('Task', 'task-1'),
          changeSet: [{ name: 'info', op: 'assign', val: { $type: 'TaskInfo', state: 'running' } }],
        },
      ]);
      await consumer.synced(new Set());
    });
    await session.run(sink, new AbortController().signal);
    expect(Object.fromEntries(sink.objects)).toEqual({ 'VirtualMachine:vm-1': { name: 'web-01' } });
    expect(Object.fromEntries(sink.missing)).toEqual({
      'VirtualMachine:vm-1': { 'config.annotation': 'NoPermission' },
    });
    expect([...sink.knownTasks.keys()]).toEqual(['Task:task-1']);
    expect(sink.log).toEqual(['resync', 'apply', 'tasks', 'synced']);
  });
});
