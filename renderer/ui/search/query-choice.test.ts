import { describe, expect, it } from 'vitest';
import { choosing } from './query-choice.ts';

describe('choosing', () => {
  it('puts a suggestion in its place, and the caret where one goes on', () => {
    const field = { text: 'power:', is: 'field' } as const;
    expect(choosing('web po', { from: 4, to: 6 }, field)).toEqual({
      text: 'web power:',
      caret: 10,
    });
    const value = { text: 'on', is: 'value' } as const;
    expect(choosing('power:o', { from: 6, to: 7 }, value)).toEqual({ text: 'power:on ', caret: 9 });
    expect(choosing('power:o web', { from: 6, to: 7 }, value)).toEqual({
      text: 'power:on web',
      caret: 9,
    });
    expect(choosing('(power:o)', { from: 7, to: 8 }, value)).toEqual({
      text: '(power:on)',
      caret: 9,
    });
  });
});
