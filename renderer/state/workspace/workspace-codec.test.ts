import { describe, expect, it } from 'vitest';
import { connectionId } from '#shared/model/reference.ts';
import type { Recent } from './recent.ts';
import type { NodeKey } from '../tree/flat-node.ts';
import { usualTree } from '../tree/tree-choice.ts';
import { newTab } from './tab.ts';
import { decodeWorkspace, encodeWorkspace } from './workspace-codec.ts';
import { initialWorkspace, type WorkspaceData } from './workspace.ts';

describe('the remembered workspace', () => {
  it('comes back as it was', () => {
    const data: WorkspaceData = {
      theme: 'dark',
      language: 'de',
      layouts: { main: { tree: 24.5, rest: 75.5 } },
      tree: { projection: 'storage', groupBy: 'tag.Owner', belowHost: true, hide: ['off'] },
      expanded: new Set(['vc', 'vc/Folder:group-1'] as NodeKey[]),
      expandedElsewhere: { hosts: ['vc' as NodeKey], 'by os': [] },
      known: new Set(['vc']),
      current: 'vc/VirtualMachine:vm-1' as NodeKey,
      tabs: [
        {
          id: 'one',
          pinned: true,
          view: { current: 'vc/VirtualMachine:vm-1' as NodeKey, search: null },
          back: [{ current: null, search: 'power:on' }],
          forward: [],
        },
        {
          id: 'two',
          pinned: false,
          view: { current: null, search: 'cpu>4' },
          back: [],
          forward: [{ current: null, search: null }],
        },
      ],
      tab: 'two',
      objectTab: 'properties',
      serverTab: 'api',
      explored: { berlin: 'com.vmware.vcenter.VM list' },
      tasksOpen: true,
      panel: 'alerts',
      alertFilter: { severities: ['critical'], server: null, text: 'disk' },
      taskFilter: { mine: true, outcomes: ['failed'], server: connectionId('vc'), text: 'sql' },
      tasksByRun: false,
      notify: true,
      alertNotify: 'critical',
      keys: { 'app.palette': 'Ctrl+P', rename: '' },
      columns: { 'tasks.name': 240 },
      search: 'power:on',
      searches: { Old: 'snapshot.age>7d' },
      searchFolders: ['/', 'own/Weekly'],
      recents: ['search power:on', 'node vc/VirtualMachine:vm-1' as Recent],
      tables: { vms: '{"sort":[]}' },
    };
    expect(decodeWorkspace(encodeWorkspace(data))).toEqual(data);
  });

  it('falls back to defaults for whatever is damaged', () => {
    const damaged = {
      theme: '"pink"',
      language: '"xx"',
      layouts: '[1',
      expanded: '{"a":1}',
      tree: '{"projection":"sideways","groupBy":5,"hide":["off","me"],"belowHost":1}',
      current: '5',
      tabs: '[5,{"id":"a"},{"view":{}}]',
      tab: '"gone"',
      objectTab: 'null',
      taskFilter: '{"mine":1,"outcomes":["failing"],"server":5}',
      columns: '{"a":"wide","b":90}',
      recents: '["power",5,"node "]',
    };
    expect(decodeWorkspace(damaged)).toEqual({
      ...initialWorkspace,
      tabs: [newTab('a')],
      tab: 'a',
      tree: { ...usualTree, hide: ['off'] },
      columns: { b: 90 },
    });
  });

  it('forgets the oldest expansions before it grows beyond what may be kept', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `vc/Folder:group-v${i}` as NodeKey);
    const stored = encodeWorkspace({ ...initialWorkspace, expanded: new Set(keys) });
    expect(stored['expanded']!.length).toBeLessThan(200_000);
    const { expanded } = decodeWorkspace(stored);
    expect(expanded.has(keys.at(-1)!)).toBe(true);
    expect(expanded.has(keys[0]!)).toBe(false);
  });
});
