import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { firstAnswer } from './first-answer.ts';

interface Answer {
  abandon(): void;
}

/** A request that was sent: it can be answered, and fails once it is given up. */
interface Sent {
  readonly signal: AbortSignal;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

let sent: Sent[] = [];
const abandoned = vi.fn<() => void>();
const answer: Answer = { abandon: abandoned };

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  abandoned.mockClear();
});
afterEach(() => void vi.useRealTimers());

function ask(signal?: AbortSignal): Promise<Answer> {
  const send = (one: AbortSignal): Promise<Answer> =>
    new Promise((resolve, reject) => {
      sent.push({ signal: one, answer: resolve, fail: reject });
      one.addEventListener('abort', () => reject(new Error('given up')));
    });
  return firstAnswer(send, { everyMs: 1000, signal });
}

const givenUp = (): readonly boolean[] => sent.map(({ signal }) => signal.aborted);

it('what is lost on its way is asked for anew, while the first is waited for', async () => {
  const asked = ask();
  await vi.advanceTimersByTimeAsync(3500);
  expect(givenUp()).toEqual([false, true, true, false]);
  sent[3]?.answer(answer);
  expect(await asked).toBe(answer);
  expect(givenUp()).toEqual([true, true, true, false]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(4);
});

it('who computes for long is not interrupted', async () => {
  const asked = ask();
  await vi.advanceTimersByTimeAsync(60_500);
  sent[0]?.answer(answer);
  expect(await asked).toBe(answer);
  expect(givenUp()[0]).toBe(false);
  expect(givenUp().slice(1)).not.toContain(false);
});

it('an answer that comes when another has come is ended', async () => {
  const asked = ask();
  await vi.advanceTimersByTimeAsync(1500);
  const [first, second] = sent;
  first?.answer(answer);
  second?.answer(answer);
  await asked;
  expect(abandoned).toHaveBeenCalledOnce();
});

it.each([0, 1])('the first failure is that of all: %i', async (which) => {
  const asked = ask();
  await vi.advanceTimersByTimeAsync(1500);
  sent[which]?.fail(new Error('closed'));
  await expect(asked).rejects.toThrow('closed');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(2);
  expect(givenUp()).not.toContain(false);
});

it('ends with the signal of who asked', async () => {
  const stop = new AbortController();
  const asked = ask(stop.signal);
  await vi.advanceTimersByTimeAsync(1500);
  stop.abort();
  await expect(asked).rejects.toThrow('given up');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(2);
});
