import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { hostWords } from './host-words.ts';
import { endOnMistake } from './mistakes.ts';

it.each([0, 1])(
  'an error that nobody caught is told once, with its log, and ends the program: %s',
  async (response) => {
    const process = new EventEmitter();
    const ask = vi.fn(() => Promise.resolve({ response, checkboxChecked: false }));
    const end = vi.fn(() => Promise.resolve());
    const words = hostWords(
      () => '"en"',
      () => [],
    );
    endOnMistake({ process, ask, words, logs: '/data/logs', end });
    process.emit('uncaughtException', new Error('x of undefined'));
    process.emit('uncaughtException', new Error('what follows'));
    await vi.waitFor(() => expect(end).toHaveBeenCalledWith(response === 0));
    expect(ask).toHaveBeenCalledOnce();
    expect(JSON.stringify(ask.mock.calls)).toMatch(/x of undefined.*\/data\/logs/);
  },
);
