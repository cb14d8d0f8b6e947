import { BOUNDS } from '../../../../net/bounds.ts';
import { whileAlive } from '../../../../net/while-alive.ts';
import type { Session } from '../session/vim-session.ts';
import type { ManagedObjectReference, VimRecord, VimValue } from '../values.ts';

export interface WaitRequest {
  readonly collector: ManagedObjectReference;
  readonly version: string;
  readonly maxWaitSeconds: number;
  /** Updates in the answer at most; absent: the server decides. */
  readonly maxObjectUpdates?: number;
  /** Milliseconds to the first byte beyond the wait. */
  readonly lateMs: number;
  readonly signal: AbortSignal;
  readonly items: (batch: readonly VimRecord[]) => Promise<void>;
}

/** What computes beside a part that takes it long answers what it has at hand; it is asked only where the answer stays away. */
const askEveryMs = BOUNDS.slowMs + 5000;

/** One WaitForUpdatesEx. @returns what is in the answer beside the updates */
export function waitForUpdates(
  session: Session,
  { collector, version, lateMs, signal, items, ...wait }: WaitRequest,
): Promise<VimValue | undefined> {
  return whileAlive(
    (either, begun) =>
      session.callOnce(
        collector,
        'WaitForUpdatesEx',
        { version, options: wait },
        { signal: either, headersTimeoutMs: wait.maxWaitSeconds * 1000 + lateMs },
        {
          owner: 'PropertyFilterUpdate',
          field: 'objectSet',
          items: (batch: readonly VimRecord[]) => {
            begun();
            return items(batch);
          },
        },
      ),
    { ask: (either) => session.isValid(either), everyMs: askEveryMs, signal },
  );
}
