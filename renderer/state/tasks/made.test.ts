import { beforeEach, describe, expect, it } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { taskKey, type Task } from '#shared/model/task.ts';
import { awaitMade, settleMade } from './made.ts';
import { useNotices } from '../notices.ts';
import { syncInventory } from '../sync.ts';
import { applyTasks } from './task-store.ts';
import { nodeKey } from '../tree/flat-node.ts';
import { useWorkspace } from '../workspace/workspace.ts';

const server = connectionId('vc');
const made = 'VirtualMachine:vm-9' as Ref;
const here = nodeKey(server, 'Datacenter:dc-1' as Ref);
const elsewhere = nodeKey(server, 'HostSystem:host-1' as Ref);
let count = 0;

const ended = (over: Partial<Task> = {}): Task => ({
  key: taskKey(server, `Task:task-${++count}` as Ref),
  connection: server,
  name: 'Create virtual machine',
  own: true,
  state: 'success',
  queuedAt: 1,
  cancelable: false,
  made,
  ...over,
});
const appears = (): void => {
  const row = { ref: made, kind: 'vm', name: 'new', state: 'off', health: 'ok', facts: {} };
  syncInventory(server, {
    upsert: [[made, { ...row, parent: null, path: [] } as unknown as Row]],
    remove: [],
  });
};
const current = () => useWorkspace.getState().current;

describe('what was made', () => {
  beforeEach(() => {
    syncInventory(server, { upsert: [], remove: [made] });
    useWorkspace.getState().select(here);
    useNotices.setState({ list: [] });
  });

  it('is selected once it is there, be it reported before or after its task ends', () => {
    const task = ended();
    awaitMade(task.key);
    settleMade(task);
    expect(current()).toBe(here);
    appears();
    expect(current()).toBe(nodeKey(server, made));
  });

  it('is selected where the task ended before its key was known', () => {
    appears();
    const task = ended();
    applyTasks({ upsert: [[task.key, task]], remove: [], ready: true });
    awaitMade(task.key);
    expect(current()).toBe(nodeKey(server, made));
  });

  it('is offered, and not selected, where the user has gone elsewhere', () => {
    const task = ended();
    awaitMade(task.key);
    useWorkspace.getState().select(elsewhere);
    appears();
    settleMade(task);
    expect(current()).toBe(elsewhere);
    const [notice] = useNotices.getState().list;
    expect(notice).toMatchObject({ title: 'new has been created.', action: { label: 'Show' } });
    notice?.action?.run();
    expect(current()).toBe(nodeKey(server, made));
  });

  it('is nothing after a failure, and for what somebody else has made', () => {
    const { made: _, ...failed } = ended({ state: 'error' });
    appears();
    awaitMade(failed.key);
    settleMade(failed);
    settleMade(ended());
    expect(current()).toBe(here);
  });
});
