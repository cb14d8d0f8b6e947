import { beforeEach, describe, expect, it } from 'vitest';
import type { Run } from '#shared/model/run.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { applyRuns, runEnded, runRetryable, runTotal, useRuns } from './runs.ts';

const none = { waiting: 0, running: 0, done: 0, skipped: 0, failed: 0, cancelled: 0, unknown: 0 };

function run(id: string, change: Partial<Run> = {}): Run {
  return {
    id: id as RunId,
    operation: 'power.off',
    label: 'Power off',
    inputs: {},
    options: { stopOnError: false, perServer: 8, perHost: 4 },
    connections: [],
    state: 'running',
    counts: none,
    startedAt: 0,
    ...change,
  };
}

const put = (...runs: readonly Run[]) =>
  applyRuns({ upsert: runs.map((one) => [one.id, one]), remove: [], ready: true });

beforeEach(() => useRuns.setState({ byId: new Map(), order: [], ready: false }));

describe('the list of runs', () => {
  it('has the newest first', () => {
    put(run('a', { startedAt: 1 }), run('b', { startedAt: 2 }));
    expect(useRuns.getState().order).toEqual(['b', 'a']);
    applyRuns({ upsert: [], remove: ['b' as RunId], ready: true });
    expect(useRuns.getState().order).toEqual(['a']);
  });

  it('tells once that a run has finished, and not of those that were over before', () => {
    const over = run('a', { state: 'finished' });
    expect(put(over)).toEqual([]);
    put(run('b'));
    const done = run('b', { state: 'finished' });
    expect(put(done)).toEqual([done]);
    expect(put(done)).toEqual([]);
    // A retry opens it again.
    put(run('b'));
    expect(put(done)).toEqual([done]);
  });

  it('counts what has ended and what may be tried again', () => {
    const counts = { ...none, waiting: 1, running: 2, done: 3, failed: 4, unknown: 5 };
    expect([runTotal(run('a', { counts })), runEnded(run('a', { counts }))]).toEqual([15, 12]);
    expect(runRetryable(run('a', { counts }))).toBe(0);
    expect(runRetryable(run('a', { counts, state: 'finished' }))).toBe(9);
  });
});
