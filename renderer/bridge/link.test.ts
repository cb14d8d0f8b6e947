import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contract, type MorefContract } from '#shared/contract/contract.ts';
import type { FeedSink, Handlers } from '#shared/contract/define.ts';
import { createPortPair } from '#shared/link/memory-port.ts';
import { serveLink } from '#shared/link/server.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { connectionId, type ConnectionId } from '#shared/model/reference.ts';
import { createLink, type FrameOf } from './link.ts';

type Sink = FeedSink<ConnectionId, ConnectionStatus>;

/** A core that serves one feed, and can be cut off. */
function core() {
  let sink: Sink | undefined;
  let stop: (() => void) | undefined;
  let refused = 0;
  const handlers = {
    calls: { 'workspace.read': () => ({ theme: 'dark' }) },
    feeds: {
      connections: (_params: unknown, feed: Sink) => {
        sink = feed;
        return () => undefined;
      },
    },
  } as unknown as Handlers<MorefContract>;
  return {
    acquire: () => {
      if (refused > 0) {
        refused -= 1;
        return Promise.reject(new Error('refused'));
      }
      const [page, host] = createPortPair();
      stop = serveLink({
        port: host,
        contract,
        handlers,
        later: (run) => {
          const timer = setTimeout(run);
          return () => clearTimeout(timer);
        },
      });
      return Promise.resolve(page);
    },
    put: (...names: readonly string[]) => {
      for (const name of names)
        sink?.put(connectionId(name), { id: name } as unknown as ConnectionStatus);
    },
    ready: () => sink?.ready(),
    cut: (refuse = 0) => {
      refused = refuse;
      stop?.();
    },
  };
}

const settle = () => vi.advanceTimersByTimeAsync(5);

describe('the link', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('answers calls, and refuses them at once while it is lost', async () => {
    const host = core();
    const link = createLink(host.acquire);
    await settle();
    expect(link.status.getState().state).toBe('open');
    await expect(link.call('workspace.read', {})).resolves.toEqual({ theme: 'dark' });
    host.cut();
    await settle();
    expect(link.status.getState().state).toBe('lost');
    await expect(link.call('workspace.read', {})).rejects.toMatchObject({
      data: { kind: 'link' },
    });
  });

  it('waits longer from try to try, and begins anew once it is mended', async () => {
    const host = core();
    const link = createLink(host.acquire);
    await settle();
    const waits: number[] = [];
    link.status.subscribe(({ retryAt }) => {
      if (retryAt !== undefined) waits.push(retryAt - Date.now());
    });
    host.cut(3);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    expect(link.status.getState().state).toBe('open');
    host.cut();
    await settle();
    expect(waits.at(-1)).toBe(500);
    link.retryNow();
    await settle();
    expect(link.status.getState().state).toBe('open');
  });

  it('makes one link where it is asked to retry while a try is under way', async () => {
    const host = core();
    let let_in = (): void => undefined;
    const acquire = vi.fn(async () => {
      await new Promise<void>((resolve) => {
        let_in = resolve;
      });
      return host.acquire();
    });
    const link = createLink(acquire);
    await settle();
    let_in();
    await settle();
    const reported: string[] = [];
    const frame = ({ upsert }: FrameOf<'connections'>): void => {
      reported.push(...upsert.map(([key]) => key));
    };
    link.open('connections', {}, { frame, failed: vi.fn() });
    await settle();
    host.cut();
    await vi.advanceTimersByTimeAsync(600);
    // The try of the timer is under way: it is not let in yet.
    link.retryNow();
    link.retryNow();
    await settle();
    let_in();
    await settle();
    expect(acquire).toHaveBeenCalledTimes(2);
    host.put('berlin');
    host.ready();
    await settle();
    expect(reported).toEqual(['berlin']);
  });

  it('reopens feeds, keeps what they held, and lets go of what the new snapshot lacks', async () => {
    const host = core();
    const link = createLink(host.acquire);
    const shown = new Set<string>();
    const failed = vi.fn();
    link.open(
      'connections',
      {},
      {
        frame: (frame: FrameOf<'connections'>) => {
          for (const key of frame.remove) shown.delete(key);
          for (const [key] of frame.upsert) shown.add(key);
        },
        failed,
      },
    );
    await settle();
    host.put('berlin', 'oslo');
    host.ready();
    await settle();
    expect([...shown]).toEqual(['berlin', 'oslo']);
    host.cut();
    await vi.advanceTimersByTimeAsync(600);
    expect([...shown]).toEqual(['berlin', 'oslo']);
    host.put('oslo', 'rome');
    await settle();
    expect([...shown]).toEqual(['berlin', 'oslo', 'rome']);
    host.ready();
    await settle();
    expect([...shown]).toEqual(['oslo', 'rome']);
    expect(failed).not.toHaveBeenCalled();
  });
});
