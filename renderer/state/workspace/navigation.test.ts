import { beforeEach, describe, expect, it } from 'vitest';
import { travel, visit, visitAll } from './navigation.ts';
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
});
