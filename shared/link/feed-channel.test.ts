import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeedChannel } from './feed-channel.ts';
import type { FeedFrame } from './message.ts';

interface Item {
  readonly value: number;
}

/** A page and a clock that a test moves by hand. */
function harness() {
  const frames: FeedFrame<string, Item>[] = [];
  const errors: unknown[] = [];
  let due: (() => void) | undefined;
  const channel = new FeedChannel<string, Item>({
    send: (frame) => frames.push(frame),
    failed: (error) => errors.push(error),
    later: (run) => {
      due = run;
      return () => {
        due = undefined;
      };
    },
  });
  return {
    channel,
    frames,
    errors,
    tick: () => {
      const run = due;
      due = undefined;
      run?.();
    },
  };
}

describe('FeedChannel', () => {
  it('gathers changes into one frame and waits for the acknowledgement', () => {
    const { channel, frames, tick } = harness();
    channel.put('a', { value: 1 });
    channel.put('a', { value: 2 });
    channel.put('b', { value: 3 });
    channel.ready();
    expect(frames).toHaveLength(0);
    tick();
    expect(frames).toEqual([
      {
        seq: 1,
        upsert: [
          ['a', { value: 2 }],
          ['b', { value: 3 }],
        ],
        remove: [],
        ready: true,
      },
    ]);
    channel.put('a', { value: 4 });
    channel.remove('b');
    tick();
    expect(frames).toHaveLength(1);
    channel.acknowledged(1);
    tick();
    expect(frames[1]).toEqual({
      seq: 2,
      upsert: [['a', { value: 4 }]],
      remove: ['b'],
      ready: true,
    });
  });

  it('fails, and nothing else does, where what is in it cannot be sent', () => {
    const errors: unknown[] = [];
    const runs: (() => void)[] = [];
    const channel = new FeedChannel<string, Item>({
      send: () => {
        throw new TypeError('This is no data.');
      },
      failed: (error) => errors.push(error),
      later: (run) => {
        runs.push(run);
        return () => undefined;
      },
    });
    channel.put('a', { value: 1 });
    for (const run of runs) run();
    expect(errors).toMatchObject([{ kind: 'bug' }]);
    channel.put('b', { value: 2 });
    expect(runs).toHaveLength(1);
  });

  it('does not send what ended as the page has it', () => {
    const { channel, frames, tick } = harness();
    const first = { value: 1 };
    channel.put('a', first);
    channel.ready();
    tick();
    channel.acknowledged(1);
    channel.put('a', { value: 2 });
    channel.put('a', first);
    channel.put('b', { value: 3 });
    channel.remove('b');
    tick();
    expect(frames).toHaveLength(1);
  });

  it('sends a large snapshot in steps, and says that it is complete only with the last', () => {
    const { channel, frames, tick } = harness();
    for (let i = 0; i < 2500; i++) channel.put(String(i), { value: i });
    channel.ready();
    tick();
    channel.acknowledged(1);
    channel.acknowledged(2);
    expect(frames.map((frame) => [frame.upsert.length, frame.ready])).toEqual([
      [1000, false],
      [1000, false],
      [500, true],
    ]);
  });

  it('ignores an acknowledgement of another frame', () => {
    const { channel, frames, tick } = harness();
    channel.put('a', { value: 1 });
    tick();
    channel.put('b', { value: 1 });
    channel.acknowledged(7);
    tick();
    expect(frames).toHaveLength(1);
  });

  it('ends with the error that the handler reports, and is silent from then on', () => {
    const { channel, frames, errors, tick } = harness();
    channel.fail(new Error('lost'));
    channel.put('a', { value: 1 });
    tick();
    expect(frames).toHaveLength(0);
    expect(errors).toMatchObject([{ kind: 'bug' }]);
  });

  it('brings the page to the same set whatever the order of changes and acknowledgements', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('put' as const), key: fc.nat(5), value: fc.nat(3) }),
      fc.record({ do: fc.constant('remove' as const), key: fc.nat(5) }),
      fc.record({ do: fc.constant('tick' as const) }),
      fc.record({ do: fc.constant('ack' as const) }),
      // An acknowledgement that comes twice, too late, or for what was never sent.
      fc.record({ do: fc.constant('stray' as const), seq: fc.nat(12) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { channel, frames, tick } = harness();
        const truth = new Map<string, Item>();
        const page = new Map<string, Item>();
        let applied = 0;
        const acknowledge = (): void => {
          const frame = frames[applied];
          if (frame === undefined) return;
          for (const key of frame.remove) page.delete(key);
          for (const [key, item] of frame.upsert) page.set(key, item);
          applied += 1;
          expect(frame.seq).toBe(applied);
          channel.acknowledged(frame.seq);
        };
        for (const one of steps) {
          if (one.do === 'put') {
            const item = { value: one.value };
            truth.set(String(one.key), item);
            channel.put(String(one.key), item);
          } else if (one.do === 'remove') {
            truth.delete(String(one.key));
            channel.remove(String(one.key));
          } else if (one.do === 'tick') tick();
          else if (one.do === 'stray') channel.acknowledged(one.seq);
          else acknowledge();
        }
        for (let i = 0; i < 3 || applied < frames.length; i++) {
          tick();
          acknowledge();
        }
        expect(new Map([...page].toSorted())).toEqual(new Map([...truth].toSorted()));
      }),
      { numRuns: 2000 },
    );
  });
});
