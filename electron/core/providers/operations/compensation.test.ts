import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { toMorefError, MorefException } from '#shared/model/error.ts';
import { Compensation, compensated, make, type Patience, withLeft } from './compensation.ts';

const away = new MorefException({ kind: 'unreachable', message: 'The server is away.' });
const no = new MorefException({ kind: 'fault', message: 'The server says no.' });

function patience(signal = new AbortController().signal): Patience & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    pauses,
    signal,
    describe: toMorefError,
    pause: (ms) => Promise.resolve(pauses.push(ms)),
  };
}

describe('Compensation', () => {
  it('takes back in reverse order, and tells what is left in the order in which it was done', async () => {
    const order = fc.array(fc.constantFrom('back', 'no', 'never' as const), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(order, async (effects) => {
        const done: number[] = [];
        const compensation = new Compensation();
        for (const [index, how] of effects.entries())
          compensation.add({
            left: String(index),
            ...(how !== 'never' && {
              undo: () => {
                done.push(index);
                return how === 'no' ? Promise.reject(no) : Promise.resolve();
              },
            }),
          });
        const left = await compensation.takeBack(patience());
        expect(left).toEqual(
          effects.flatMap((how, index) => (how === 'back' ? [] : [String(index)])),
        );
        expect(done).toEqual(done.toSorted((a, b) => b - a));
      }),
    );
  });

  it('tries again while the server is away, for a minute in all', async () => {
    let away_for = 3;
    const compensation = new Compensation();
    compensation.add({ left: 'never back', undo: () => Promise.reject(away) });
    compensation.add({
      left: 'back at last',
      undo: () => (away_for-- > 0 ? Promise.reject(away) : Promise.resolve()),
    });
    const waiting = patience();
    expect(await compensation.takeBack(waiting)).toEqual(['never back']);
    const total = waiting.pauses.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(59_000);
    expect(total).toBeLessThan(62_000);
  });

  it('does not wait once the session is being closed', async () => {
    const compensation = new Compensation();
    compensation.add({ left: 'left', undo: () => Promise.reject(away) });
    const waiting = patience(AbortSignal.abort());
    expect(await compensation.takeBack(waiting)).toEqual(['left']);
    expect(waiting.pauses).toEqual([]);
  });

  it('looks for what was made where the answer was lost', async () => {
    const there = new Set<string>();
    const making = (find: boolean) =>
      compensated(patience(), (compensation) =>
        make(
          (effect) => compensation.add(effect),
          () => {
            there.add('disk');
            return Promise.reject<string>(away);
          },
          {
            left: 'The disk is there.',
            undo: (made) => Promise.resolve(there.delete(made)),
            refused: () => false,
            ...(find && { find: () => Promise.resolve([...there][0]) }),
          },
        ),
      );
    await expect(making(true)).rejects.toMatchObject({ data: { message: 'The server is away.' } });
    expect(there.size).toBe(0);
    await expect(making(false)).rejects.toMatchObject({
      data: {
        message:
          'The server is away. What is left of it: It is not known whether this was done: The disk is there.',
      },
    });
  });
});

it('names five things that are left, and counts the rest', () => {
  const left = ['a.', 'b.', 'c.', 'd.', 'e.', 'f.', 'g.'];
  expect(withLeft({ kind: 'cancelled', message: 'It was cancelled.' }, left)).toEqual({
    kind: 'conflict',
    message: 'It was cancelled. What is left of it: a. b. c. d. e. And 2 more.',
  });
});
