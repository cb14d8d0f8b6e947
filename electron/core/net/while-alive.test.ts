import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { text as say } from '#shared/i18n/make-text.ts';
import { CancelledError, HttpStatusError, TimeoutError, UnreachableError } from './errors.ts';
import { whileAlive } from './while-alive.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const late = say('net.late.headers', { server: 'x' });
const { signal } = new AbortController();

/** What is waited for: answered after so long, or given up. */
const answerAfter =
  (ms: number) =>
  (given: AbortSignal): Promise<string> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve('answer'), ms);
      given.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new CancelledError());
      });
    });

it('waits for a server that computes, and says something else meanwhile', async () => {
  const ask = vi.fn(() => Promise.resolve());
  const answer = whileAlive(answerAfter(95_000), { ask, everyMs: 40_000, signal });
  await vi.advanceTimersByTimeAsync(95_000);
  expect(await answer).toBe('answer');
  expect(ask).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ['does not answer', new TimeoutError(late), 'UnreachableError'],
  ['cannot be reached', new UnreachableError(late, 'ECONNREFUSED'), 'UnreachableError'],
  ['has no time', new HttpStatusError(late, 503), 'HttpStatusError'],
])('does not wait for one that %s', async (_what, error, name) => {
  const ask = (): Promise<unknown> => Promise.reject(error);
  const answer = whileAlive(answerAfter(300_000), { ask, everyMs: 40_000, signal });
  const ended = expect(answer).rejects.toMatchObject({ name });
  await vi.advanceTimersByTimeAsync(40_000);
  await ended;
  expect(vi.getTimerCount()).toBe(0);
});

it('waits for one that refuses what it is asked beside', async () => {
  const ask = (): Promise<unknown> => Promise.reject(new Error('No.'));
  const answer = whileAlive(answerAfter(60_000), { ask, everyMs: 40_000, signal });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toBe('answer');
});

it('asks nothing more once the answer has begun', async () => {
  const ask = vi.fn(() => Promise.reject(new TimeoutError(late)));
  const run = (given: AbortSignal, begun: () => void): Promise<string> => {
    begun();
    return answerAfter(200_000)(given);
  };
  const answer = whileAlive(run, { ask, everyMs: 40_000, signal });
  await vi.advanceTimersByTimeAsync(200_000);
  expect(await answer).toBe('answer');
  expect(ask).not.toHaveBeenCalled();
});
