import { create } from 'zustand';
import type { ExplorerAnswer, ExplorerInput } from '#shared/model/explorer.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Link } from '../../../bridge/link.ts';
import { errorOf } from '../../../bridge/use-call.ts';
import { emptyGroup, type GroupNode } from '../form/form-node.ts';

/** An operation of a server. */
export interface OperationPlace {
  readonly connection: ConnectionId;
  readonly service: string;
  readonly operation: string;
}

/** How the latest call of an operation stands. */
export type CallState =
  | { readonly state: 'running'; readonly startedAt: number; readonly cancel: () => void }
  | { readonly state: 'done'; readonly answer: ExplorerAnswer }
  | { readonly state: 'failed'; readonly error: MorefError };

interface CallsState {
  /** What was typed, by operation. Kept while the window is open, and nowhere else: it may hold secrets. */
  readonly drafts: ReadonlyMap<string, GroupNode>;
  readonly calls: ReadonlyMap<string, CallState>;
}

/** Answers may be large: those of so many operations are kept. */
const keptCalls = 20;

const useCalls = create<CallsState>(() => ({ drafts: new Map(), calls: new Map() }));

export function placeKey({ connection, service, operation }: OperationPlace): string {
  return `${connection} ${service} ${operation}`;
}

export function useDraft(place: OperationPlace): GroupNode {
  return useCalls(({ drafts }) => drafts.get(placeKey(place)) ?? emptyGroup);
}

export function setDraft(place: OperationPlace, draft: GroupNode): void {
  useCalls.setState(({ drafts }) => ({ drafts: new Map(drafts).set(placeKey(place), draft) }));
}

export function useCallState(place: OperationPlace): CallState | undefined {
  return useCalls(({ calls }) => calls.get(placeKey(place)));
}

/** Calls the operation. The call goes on while the user looks elsewhere. */
export function startCall(
  link: Link,
  place: OperationPlace,
  given: { readonly input: ExplorerInput; readonly typed?: string },
): void {
  const key = placeKey(place);
  if (useCalls.getState().calls.get(key)?.state === 'running') return;
  const abort = new AbortController();
  put(key, { state: 'running', startedAt: Date.now(), cancel: () => abort.abort() });
  link.call('explorer.call', { ...place, ...given }, { signal: abort.signal }).then(
    (answer) => put(key, { state: 'done', answer }),
    (thrown: unknown) => put(key, { state: 'failed', error: errorOf(thrown) }),
  );
}

function put(key: string, call: CallState): void {
  useCalls.setState(({ calls }) => {
    const next = new Map(calls);
    next.delete(key);
    next.set(key, call);
    for (const [old, { state }] of next) {
      if (next.size <= keptCalls) break;
      if (state !== 'running') next.delete(old);
    }
    return { calls: next };
  });
}
