import { describe, expect, it, vi } from 'vitest';
import { allSteps, inSteps, type Steps } from './in-steps.ts';

function* counted(pieces: number, seen: number[] = []): Steps<number> {
  for (let piece = 0; piece < pieces; piece++) {
    seen.push(piece);
    yield;
  }
  return pieces;
}

describe('work in steps', () => {
  it('is done at once where it is little', () => {
    const done = vi.fn();
    inSteps(counted(3), done);
    expect(done).toHaveBeenCalledWith(3);
    expect(allSteps(counted(100))).toBe(100);
  });

  it('goes on later where it is much, and comes to the same', async () => {
    const done = vi.fn();
    inSteps(counted(100), done);
    expect(done).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(done).toHaveBeenCalledWith(100));
    expect(done).toHaveBeenCalledOnce();
  });

  it('ends when it is called off', async () => {
    const seen: number[] = [];
    const done = vi.fn();
    const stop = inSteps(counted(100, seen), done);
    stop();
    const after = vi.fn();
    inSteps(counted(100), after);
    await vi.waitFor(() => expect(after).toHaveBeenCalled());
    expect(seen.length).toBeLessThan(100);
    expect(done).not.toHaveBeenCalled();
  });
});
