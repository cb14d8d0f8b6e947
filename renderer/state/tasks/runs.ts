import { create } from 'zustand';
import type { Run } from '#shared/model/run.ts';
import type { RunId } from '#shared/model/run-id.ts';

interface RunsState {
  readonly byId: ReadonlyMap<RunId, Run>;
  /** Newest first. */
  readonly order: readonly RunId[];
  readonly ready: boolean;
}

/** Bulk runs since Moref was started. */
export const useRuns = create<RunsState>(() => ({ byId: new Map(), order: [], ready: false }));

export interface RunsFrame {
  readonly upsert: readonly (readonly [RunId, Run])[];
  readonly remove: readonly RunId[];
  readonly ready: boolean;
}

/** Applies a frame and returns the runs that finished just now, as opposed to those that were over when the page opened. */
export function applyRuns(frame: RunsFrame): readonly Run[] {
  const { byId: before, ready } = useRuns.getState();
  const byId = new Map(before);
  const finished: Run[] = [];
  for (const id of frame.remove) byId.delete(id);
  for (const [id, run] of frame.upsert) {
    const old = byId.get(id);
    const wasOpen = old === undefined ? ready : old.state !== 'finished';
    if (wasOpen && run.state === 'finished') finished.push(run);
    byId.set(id, run);
  }
  const order = [...byId.values()].sort((a, b) => b.startedAt - a.startedAt).map((run) => run.id);
  useRuns.setState({ byId, order, ready: frame.ready });
  return finished;
}

/** True while something of a run is still to be done. */
export function isUnderWay({ state }: Run): boolean {
  return state !== 'finished';
}

/** How many objects a run is about. */
export function runTotal({ counts }: Run): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** How many of them have ended. */
export function runEnded(run: Run): number {
  return runTotal(run) - run.counts.waiting - run.counts.running;
}

/** How many of them may be tried again. */
export function runRetryable({ counts, state }: Run): number {
  return state === 'finished' ? counts.failed + counts.cancelled + counts.unknown : 0;
}
