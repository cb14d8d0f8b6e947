import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { call, feed, type FeedSink, type Handlers } from '../contract/define.ts';
import { MorefException } from '../model/error.ts';
import { createLinkClient } from './client.ts';
import { createPortPair } from './memory-port.ts';
import type { FeedFrame } from './message.ts';
import { serveLink } from './server.ts';
import { messageLimits } from './size.ts';

const contract = {
  calls: {
    double: call(z.object({ n: z.number() })).returns<number>(),
    wait: call(z.object({})).returns<void>(),
    fail: call(z.object({ how: z.enum(['known', 'bug']) })).returns<void>(),
  },
  feeds: { letters: feed(z.object({ upTo: z.number() })).of<string, { readonly n: number }>() },
  streams: {},
} as const;
type TestContract = typeof contract;

function start(overrides: Partial<Handlers<TestContract>['calls']> = {}) {
  const [page, core] = createPortPair();
  const sinks: FeedSink<string, { readonly n: number }>[] = [];
  const disposed = vi.fn();
  const bugs = vi.fn();
  const aborted = vi.fn();
  const handlers: Handlers<TestContract> = {
    calls: {
      double: ({ n }) => n * 2,
      wait: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted();
            reject(new Error('aborted'));
          });
        }),
      fail: ({ how }) => {
        if (how === 'bug') throw new TypeError('x is undefined');
        throw new MorefException({ kind: 'missing', message: 'There is no such thing.' });
      },
      ...overrides,
    },
    feeds: {
      letters: ({ upTo }, sink) => {
        sinks.push(sink);
        for (let n = 0; n < upTo; n++) sink.put(String.fromCharCode(97 + n), { n });
        sink.ready();
        return disposed;
      },
    },
    streams: {},
  };
  const stop = serveLink({
    port: core,
    contract,
    handlers,
    later: (run) => {
      const timer = setTimeout(run, 1);
      return () => clearTimeout(timer);
    },
    onBug: bugs,
  });
  const closed = vi.fn();
  const threw = vi.fn();
  const client = createLinkClient<TestContract>(page, { onClosed: closed, onListenerError: threw });
  return { client, page, stop, sinks, disposed, bugs, aborted, closed, threw };
}

describe('link', () => {
  it('answers calls, many at a time', async () => {
    const { client } = start();
    const answers = await Promise.all([1, 2, 3].map((n) => client.call('double', { n })));
    expect(answers).toEqual([2, 4, 6]);
  });

  it('carries an error as data, and reports only bugs', async () => {
    const { client, bugs } = start();
    await expect(client.call('fail', { how: 'known' })).rejects.toMatchObject({
      data: { kind: 'missing', message: 'There is no such thing.' },
    });
    expect(bugs).not.toHaveBeenCalled();
    await expect(client.call('fail', { how: 'bug' })).rejects.toMatchObject({
      data: { kind: 'bug' },
    });
    expect(bugs).toHaveBeenCalledTimes(1);
  });

  it('refuses parameters that do not fit the schema, and names that do not exist', async () => {
    const { client } = start();
    await expect(client.call('double', { n: 'two' as never })).rejects.toMatchObject({
      data: { kind: 'invalid', message: { id: 'param.where', values: { where: 'double, n' } } },
    });
    for (const name of ['nope', 'toString', '__proto__'])
      await expect(client.call(name as 'double', { n: 1 })).rejects.toMatchObject({
        data: { kind: 'bug', message: { id: 'link.error.noCall', values: { name } } },
      });
  });

  it('ends every feed of a page that goes, whatever one of them throws', async () => {
    const { client, stop, sinks, disposed, bugs } = start();
    for (let n = 0; n < 3; n++)
      client.open('letters', { upTo: 0 }, { frame: vi.fn(), failed: vi.fn() });
    await vi.waitFor(() => expect(sinks).toHaveLength(3));
    disposed.mockImplementationOnce(() => {
      throw new Error('This feed cannot end.');
    });
    stop();
    expect(disposed).toHaveBeenCalledTimes(3);
    expect(bugs).toHaveBeenCalledExactlyOnceWith('letters', expect.any(Error));
  });

  it('tells the handler when the caller gave up', async () => {
    const { client, aborted } = start();
    const abort = new AbortController();
    const answer = client.call('wait', {}, { signal: abort.signal });
    await Promise.resolve();
    abort.abort();
    await expect(answer).rejects.toMatchObject({ data: { kind: 'cancelled' } });
    await vi.waitFor(() => expect(aborted).toHaveBeenCalled());
  });

  it('sends a feed, and ends it when the page disposes it', async () => {
    const { client, sinks, disposed } = start();
    const frames: FeedFrame<string, { readonly n: number }>[] = [];
    const dispose = client.open(
      'letters',
      { upTo: 2 },
      { frame: (frame) => void frames.push(frame), failed: vi.fn() },
    );
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    expect(frames[0]).toMatchObject({
      upsert: [
        ['a', { n: 0 }],
        ['b', { n: 1 }],
      ],
      ready: true,
    });
    sinks[0]?.remove('a');
    await vi.waitFor(() => expect(frames).toHaveLength(2));
    expect(frames[1]).toMatchObject({ seq: 2, upsert: [], remove: ['a'] });
    dispose();
    await vi.waitFor(() => expect(disposed).toHaveBeenCalledTimes(1));
  });

  it('merges what happens while the page is busy with a frame', async () => {
    const { client, sinks } = start();
    const frames: FeedFrame<string, { readonly n: number }>[] = [];
    let release = (): void => undefined;
    client.open(
      'letters',
      { upTo: 1 },
      {
        frame: (frame) => {
          frames.push(frame);
          return new Promise((resolve) => {
            release = resolve;
          });
        },
        failed: vi.fn(),
      },
    );
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    for (let n = 0; n < 100; n++) sinks[0]?.put('a', { n });
    release();
    await vi.waitFor(() => expect(frames).toHaveLength(2));
    expect(frames[1]?.upsert).toEqual([['a', { n: 99 }]]);
  });

  it('ends what is under way on both sides when the port closes', async () => {
    const { client, stop, disposed, aborted, closed } = start();
    const failed = vi.fn();
    client.open('letters', { upTo: 1 }, { frame: () => undefined, failed });
    const answer = client.call('wait', {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    stop();
    await expect(answer).rejects.toMatchObject({ data: { kind: 'link', retryable: true } });
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ kind: 'link' }));
    expect(disposed).toHaveBeenCalledTimes(1);
    expect(aborted).toHaveBeenCalledTimes(1);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('goes on where a listener throws, and says which feed it was', async () => {
    const { client, stop, sinks, threw } = start();
    const shown: number[] = [];
    const failed = vi.fn();
    const mistake = new Error('A mistake of the page.');
    const breaking = (): never => {
      throw mistake;
    };
    client.open('letters', { upTo: 1 }, { frame: breaking, failed: breaking });
    client.open('letters', { upTo: 1 }, { frame: () => Promise.reject(mistake), failed });
    client.open('letters', { upTo: 1 }, { frame: ({ seq }) => void shown.push(seq), failed });
    await vi.waitFor(() => expect(threw).toHaveBeenCalledTimes(2));
    for (const sink of sinks) sink.put('a', { n: 9 });
    await vi.waitFor(() => expect(threw).toHaveBeenCalledTimes(4));
    await vi.waitFor(() => expect(shown).toEqual([1, 2]));
    stop();
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(2));
    expect(
      threw.mock.calls.every(([feed, thrown]) => feed === 'letters' && thrown === mistake),
    ).toBe(true);
  });

  it('refuses what one message cannot hold at both ends, names the limit, and goes on', async () => {
    const { client, page } = start();
    const large = 'x'.repeat(messageLimits.page + 1);
    await expect(client.call('double', { n: large as never })).rejects.toMatchObject({
      data: { kind: 'invalid', message: { id: 'link.error.tooMuch', values: { megabytes: 32 } } },
    });
    const replies: unknown[] = [];
    page.listen({ message: (message) => replies.push(message), closed: () => undefined });
    page.send({ t: 'call', id: 77, name: 'double', params: { n: large } });
    await vi.waitFor(() =>
      expect(replies).toMatchObject([
        {
          t: 'error',
          id: 77,
          error: {
            kind: 'invalid',
            message: { id: 'link.error.tooMuch', values: { megabytes: 32 } },
          },
        },
      ]),
    );
  });

  it('refuses an answer that one message cannot hold', async () => {
    const half = 'y'.repeat(messageLimits.core / 2);
    const { client } = start({ double: () => [half, half] as never });
    await expect(client.call('double', { n: 1 })).rejects.toMatchObject({
      data: {
        kind: 'invalid',
        message: { id: 'link.error.answerTooLarge', values: { megabytes: 64 } },
      },
    });
  });

  it('survives messages that are none', async () => {
    const { client, page } = start();
    for (const message of [
      null,
      5,
      'x',
      {},
      { t: 'call' },
      { t: 'call', id: 'x' },
      { t: 'ack', id: 9 },
      { t: 'no', id: 1 },
    ])
      page.send(message as never);
    await expect(client.call('double', { n: 4 })).resolves.toBe(8);
  });
});
