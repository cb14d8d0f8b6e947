import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectionId, makeRef, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { forgetInventory } from '../inventory/inventory-store.ts';
import { useConnections } from '../servers/connections.ts';
import { syncInventory } from '../sync.ts';
import { setFilter, useTree } from './tree-store.ts';

const server = connectionId('one');
/** More than is searched before a key returns. */
const many = 20_000;

function vm(index: number, name: string): readonly [Ref, Row] {
  const ref = makeRef('VM', String(index));
  return [ref, { ref, kind: 'vm', name, state: 'on', health: 'ok', parent: null, facts: {} }];
}

function load(): void {
  useConnections.setState({ order: [server] });
  const upsert = Array.from({ length: many }, (_, index) =>
    vm(index, index % 100 === 0 ? `web-${index}` : `app-${index}`),
  );
  syncInventory(server, { upsert, remove: [] });
}

const shown = (): readonly Ref[] =>
  useTree.getState().flat.flatMap(({ ref }) => (ref === null ? [] : [ref]));

afterEach(() => {
  setFilter('');
  forgetInventory(server);
  useConnections.setState({ order: [] });
});

describe('the filter of a large tree', () => {
  it('does not hold up the key, and finds what it finds at once in a small one', async () => {
    load();
    setFilter('web-');
    expect(useTree.getState().filterText).toBe('web-');
    expect(useTree.getState().searching).toBe(true);
    await vi.waitFor(() => expect(useTree.getState().searching).toBe(false));
    expect(shown()).toHaveLength(many / 100);
  });

  it('is cut off by a later key', async () => {
    load();
    setFilter('app');
    setFilter('web-19100');
    await vi.waitFor(() => expect(useTree.getState().searching).toBe(false));
    expect(useTree.getState().query?.text).toBe('web-19100');
    expect(shown()).toEqual([makeRef('VM', '19100')]);
  });

  it('misses nothing that changes, comes or goes meanwhile', async () => {
    load();
    setFilter('web-');
    const [ref, row] = vm(1, 'web-renamed');
    syncInventory(server, {
      upsert: [[ref, row], vm(many, 'web-new')],
      remove: [makeRef('VM', '0')],
    });
    await vi.waitFor(() => expect(useTree.getState().searching).toBe(false));
    expect(shown()).toHaveLength(many / 100 + 1);
    expect(shown()).toContain(ref);
    expect(shown()).toContain(makeRef('VM', String(many)));
    expect(shown()).not.toContain(makeRef('VM', '0'));
  });
});
