import { beforeEach, describe, expect, it } from 'vitest';
import { visit, visitAll, visitSearch } from './navigation.ts';
import { travel } from './tabs.ts';
import type { NodeKey } from '../tree/flat-node.ts';
import { useWorkspace } from './workspace.ts';

const berlin = 'berlin' as NodeKey;
const paris = 'paris' as NodeKey;

describe('going from place to place', () => {
  beforeEach(() => {
    useWorkspace.getState().select(null);
    useWorkspace.getState().set({ serverTab: 'summary' });
  });

  it('leaves the API of a server with the server', () => {
    visit(berlin);
    useWorkspace.getState().set({ serverTab: 'api' });
    visit(berlin);
    expect(useWorkspace.getState().serverTab).toBe('api');
    visit(paris);
    expect(useWorkspace.getState().serverTab).toBe('summary');
  });

  it('leads to all servers, and back', () => {
    visit(berlin);
    visitAll();
    expect(useWorkspace.getState().current).toBeNull();
    travel('back');
    expect(useWorkspace.getState().current).toBe(berlin);
  });

  it('leads through searches, too', () => {
    visit(berlin);
    visitSearch('power:on');
    visit(paris);
    travel('back');
    expect(useWorkspace.getState()).toMatchObject({ search: 'power:on', current: berlin });
    travel('back');
    expect(useWorkspace.getState()).toMatchObject({ search: null, current: berlin });
    travel('forward');
    expect(useWorkspace.getState().search).toBe('power:on');
  });
});
