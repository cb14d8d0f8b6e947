import { describe, expect, it, vi } from 'vitest';
import { hostWords } from './host-words.ts';
import { keepSandbox, mayStart } from './sandbox.ts';

const words = hostWords(
  () => '"en"',
  () => [],
);

describe('the sandbox of the page', () => {
  it('is turned on, but not against the switch that turns it off', () => {
    for (const off of [false, true]) {
      const enableSandbox = vi.fn();
      const commandLine = { hasSwitch: (name: string) => off && name === 'no-sandbox' };
      keepSandbox({ enableSandbox, commandLine: commandLine as never });
      expect(enableSandbox).toHaveBeenCalledTimes(off ? 0 : 1);
    }
  });

  it.each([0, 1])('is missed only by who wants that: button %s', async (response) => {
    const ask = vi.fn(() => Promise.resolve({ response, checkboxChecked: false }));
    expect(await mayStart({ off: true, agreed: false, words, ask })).toBe(response === 0);
    expect(JSON.stringify(ask.mock.calls)).toContain('"cancelId":1');
  });

  it('is not asked about where it is on, or was given up on the command line', async () => {
    const ask = vi.fn();
    expect(await mayStart({ off: false, agreed: false, words, ask })).toBe(true);
    expect(await mayStart({ off: true, agreed: true, words, ask })).toBe(true);
    expect(ask).not.toHaveBeenCalled();
  });
});
