import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { feed, stream, type Handlers, type OpenedStream } from '../contract/define.ts';
import { MorefException, type MorefError } from '../model/error.ts';
import { createLinkClient } from './client.ts';
import { createPortPair } from './memory-port.ts';
import type { DataMessage, Port } from './message.ts';
import { serveLink } from './server.ts';
import { mostUnsent, openStreams, pieceBytes, streamWindow } from './stream-limits.ts';

const contract = {
  calls: {},
  feeds: { count: feed(z.object({})).of<string, number>() },
  streams: { pipe: stream(z.object({ to: z.string() })).opens<{ readonly to: string }>() },
} as const;
type TestContract = typeof contract;

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A far side that a test speaks for. */
function farSide() {
  const written: Uint8Array[] = [];
  const waiting: Uint8Array[] = [];
  let wake = (): void => undefined;
  let ended: { readonly thrown?: unknown } | undefined;
  let read = 0;
  let hold: Promise<void> | undefined;
  async function* incoming() {
    for (;;) {
      const bytes = waiting.shift();
      if (bytes !== undefined) {
        read += bytes.length;
        yield bytes;
      } else if (ended !== undefined) {
        if (ended.thrown !== undefined) throw ended.thrown;
        return;
      } else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  const closed = vi.fn(() => {
    ended ??= {};
    wake();
  });
  const opened = (to: string): OpenedStream<{ readonly to: string }> => ({
    facts: { to },
    incoming: incoming(),
    write: async (bytes) => {
      await hold;
      written.push(bytes);
    },
    close: closed,
  });
  return {
    opened,
    closed,
    written: () => Buffer.concat(written),
    read: () => read,
    say: (...bytes: readonly Uint8Array[]) => {
      waiting.push(...bytes);
      wake();
    },
    end: (thrown?: unknown) => {
      ended = { thrown };
      wake();
    },
    /** Takes nothing until the promise settles. */
    hold: (until: Promise<void>) => {
      hold = until;
    },
  };
}

type Far = ReturnType<typeof farSide>;

/** @param carry how messages of the core are carried: as they are, or in a turn of their own */
function start(
  far: Far,
  open?: Handlers<TestContract>['streams']['pipe'],
  carry: (send: () => void) => void = (send) => send(),
) {
  const [page, core] = createPortPair();
  const onTheWay: DataMessage[] = [];
  const watched: Port = {
    ...portOf(core),
    send: (message) => {
      if (message.t === 'data') onTheWay.push(message);
      carry(() => core.send(message));
    },
  };
  let put = (_n: number): void => undefined;
  const stop = serveLink<TestContract>({
    port: watched,
    contract,
    handlers: {
      calls: {},
      feeds: {
        count: (_, sink) => {
          put = (n) => sink.put('n', n);
          sink.ready();
          return () => undefined;
        },
      },
      streams: { pipe: open ?? (({ to }) => Promise.resolve(far.opened(to))) },
    },
    later: (run) => {
      const timer = setTimeout(run);
      return () => clearTimeout(timer);
    },
  });
  const link = createLinkClient<TestContract>(page);
  return { link, stop, page, onTheWay, put: (n: number) => put(n) };
}

function portOf(port: Port): Port {
  return {
    send: (message) => port.send(message),
    listen: (listener) => port.listen(listener),
    close: () => port.close(),
  };
}

function listener(take: (bytes: Uint8Array) => void | Promise<void> = () => undefined) {
  const got: Uint8Array[] = [];
  const ended: (MorefError | undefined)[] = [];
  const facts: unknown[] = [];
  return {
    got: () => Buffer.concat(got),
    ended,
    facts,
    on: {
      opened: (one: unknown) => void facts.push(one),
      data: (bytes: Uint8Array) => {
        got.push(bytes);
        return take(bytes);
      },
      ended: (error?: MorefError) => void ended.push(error),
    },
  };
}

describe('a stream of the link', () => {
  it('brings whatever either side sends, whole and in order', async () => {
    const pieces = fc.array(fc.nat({ max: 3 * pieceBytes }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(pieces, pieces, fc.nat({ max: 255 }), async (down, up, seed) => {
        const far = farSide();
        const { link } = start(far);
        const heard = listener();
        const handle = link.stream('pipe', { to: 'a' }, heard.on);
        const fill = (sizes: readonly number[]): Uint8Array[] =>
          sizes.map((size, at) => new Uint8Array(size).map((_, n) => n + at + seed));
        for (const bytes of fill(up)) handle.send(bytes);
        far.say(...fill(down));
        far.end();
        while (heard.ended.length === 0) await turn();
        expect(heard.facts).toEqual([{ to: 'a' }]);
        expect(heard.got().equals(Buffer.concat(fill(down)))).toBe(true);
        expect(heard.ended).toEqual([undefined]);
      }),
      { numRuns: 30 },
    );
  });

  it('takes what the page sends, whole and in order, and says when there is room', async () => {
    const far = farSide();
    const { link } = start(far);
    const handle = link.stream('pipe', { to: 'a' }, listener().on);
    const all = new Uint8Array(5 * streamWindow).map((_, n) => n * 7);
    handle.send(all.subarray(0, 100));
    handle.send(all.subarray(100));
    while (far.written().length < all.length) await turn();
    expect(far.written().equals(all)).toBe(true);
    expect(handle.unsent).toBe(0);
  });

  it('reads no more of the far side than a page that takes nothing has room for', async () => {
    const far = farSide();
    const { link, onTheWay } = start(far);
    let take = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      take = resolve;
    });
    const heard = listener(() => held);
    link.stream('pipe', { to: 'a' }, heard.on);
    far.say(...Array.from({ length: 100 }, () => new Uint8Array(50_000)));
    for (let n = 0; n < 20; n += 1) await turn();
    const sent = onTheWay.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(sent).toBeGreaterThan(streamWindow - 50_000);
    expect(sent).toBeLessThanOrEqual(streamWindow);
    expect(far.read()).toBeLessThanOrEqual(streamWindow + 50_000);
    take();
    while (heard.got().length < 100 * 50_000) await turn();
  });

  it('gives a far side that takes nothing a window, and then the page up', async () => {
    const far = farSide();
    far.hold(new Promise(() => undefined));
    const { link } = start(far);
    const heard = listener();
    const handle = link.stream('pipe', { to: 'a' }, heard.on);
    while (heard.facts.length === 0) await turn();
    handle.send(new Uint8Array(streamWindow + 10));
    expect(handle.unsent).toBe(10);
    handle.send(new Uint8Array(mostUnsent));
    expect(heard.ended[0]?.kind).toBe('unreachable');
    while (far.closed.mock.calls.length === 0) await turn();
  });

  it('lets a feed through while it is as fast as it can be', async () => {
    const far = farSide();
    const { link, put, onTheWay } = start(far, undefined, (send) => void setTimeout(send));
    const heard = listener();
    link.stream('pipe', { to: 'a' }, heard.on);
    const endless = new Uint8Array(pieceBytes);
    const refill = setInterval(() => far.say(...Array.from({ length: 40 }, () => endless)));
    const behind: number[] = [];
    let asked = 0;
    link.open(
      'count',
      {},
      {
        frame: ({ upsert }) => {
          for (const [, n] of upsert) behind.push(onTheWay.length - n);
        },
        failed: vi.fn(),
      },
    );
    while (behind.length < 20) {
      await turn();
      if (asked === behind.length) {
        asked += 1;
        put(onTheWay.length);
      }
    }
    clearInterval(refill);
    link.close();
    // A window, and what was taken of it while the frame was gathered.
    expect(Math.max(...behind)).toBeLessThanOrEqual((3 * streamWindow) / pieceBytes);
  });

  it('says why it could not be opened, and why it broke', async () => {
    const far = farSide();
    const refused = new MorefException({ kind: 'denied', message: 'Not by you.' });
    const heard = [listener(), listener()] as const;
    start(far, () => Promise.reject(refused)).link.stream('pipe', { to: 'a' }, heard[0].on);
    start(far).link.stream('pipe', { to: 'a' }, heard[1].on);
    far.end(new MorefException({ kind: 'unreachable', message: 'Gone.' }));
    while (heard.some(({ ended }) => ended.length === 0)) await turn();
    expect(heard.map(({ ended }) => ended[0]?.kind)).toEqual(['denied', 'unreachable']);
    expect(far.closed).toHaveBeenCalled();
  });

  it('ends with the page, and for the page when the link is lost', async () => {
    const far = farSide();
    const { link, stop } = start(far);
    const heard = listener();
    link.stream('pipe', { to: 'a' }, heard.on);
    while (heard.facts.length === 0) await turn();
    stop();
    while (heard.ended.length === 0) await turn();
    expect(heard.ended[0]?.kind).toBe('link');
    expect(far.closed).toHaveBeenCalled();
  });

  it('frees the far side when the page closes it, also while it is being opened', async () => {
    const far = farSide();
    let stand = (): void => undefined;
    const opening = new Promise<void>((resolve) => {
      stand = resolve;
    });
    const { link } = start(far, async () => {
      await opening;
      return far.opened('a');
    });
    const heard = listener();
    const handle = link.stream('pipe', { to: 'a' }, heard.on);
    await turn();
    handle.close();
    await turn();
    stand();
    while (far.closed.mock.calls.length === 0) await turn();
    expect(heard.facts).toEqual([]);
    expect(heard.ended).toEqual([]);
  });

  it('refuses more than a page may have, unknown names and what the contract does not allow', async () => {
    const far = farSide();
    const { link } = start(far, ({ to }) => Promise.resolve(farSide().opened(to)));
    const heard = Array.from({ length: openStreams + 1 }, () => listener());
    for (const one of heard) link.stream('pipe', { to: 'a' }, one.on);
    const strange = [listener(), listener()] as const;
    link.stream('toString' as 'pipe', { to: 'a' }, strange[0].on);
    link.stream('pipe', {} as { to: string }, strange[1].on);
    while (strange.some(({ ended }) => ended.length === 0)) await turn();
    expect(heard.map(({ ended }) => ended.length)).toEqual([...heard.slice(1).map(() => 0), 1]);
    expect(heard.at(-1)?.ended[0]?.kind).toBe('invalid');
    expect(strange.every(({ ended }) => ended[0] !== undefined)).toBe(true);
  });

  it('ends for a page that sends more than it was allowed, and stands whatever else it sends', async () => {
    const messages = fc.array(
      fc.oneof(
        fc.record({
          t: fc.constantFrom('data', 'credit', 'close', 'ack'),
          id: fc.nat(4),
          bytes: fc.anything(),
        }),
        fc.record({
          t: fc.constant('data'),
          id: fc.nat(4),
          bytes: fc.uint8Array({ maxLength: 300_000, minLength: 1 }),
        }),
        fc.record({ t: fc.constant('credit'), id: fc.nat(4), bytes: fc.double() }),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(messages, async (sent) => {
        const open = ({ to }: { to: string }) => Promise.resolve(farSide().opened(to));
        const { link, page } = start(farSide(), open);
        const heard = listener();
        link.stream('pipe', { to: 'a' }, heard.on);
        for (const message of sent) page.send(message as never);
        const after = listener();
        link.stream('pipe', { to: 'b' }, after.on);
        while (after.facts.length === 0) await turn();
        expect(after.ended).toEqual([]);
        link.close();
      }),
      { numRuns: 100 },
    );
  });
});
