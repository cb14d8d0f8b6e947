import { describe, expect, it } from 'vitest';
import { follow, readRecipes } from './lib/recipes.mjs';

const text = [
  '### A door',
  'Words, and `npm test -- a`.',
  '```ts in=a.ts after="  one,"',
  '  two,',
  '```',
  '### A wall',
  '```sh',
  'ls',
  '```',
].join('\n');

describe('recipes', () => {
  it('are what has steps', () => {
    expect(readRecipes(text)).toEqual([
      {
        name: 'A door',
        steps: [{ path: 'a.ts', after: '  one,', text: '  two,\n' }],
        tests: ['a'],
      },
    ]);
  });

  it('put lines after a line that stands there once', () => {
    const [step] = readRecipes(text)[0]?.steps ?? [];
    if (step === undefined) throw new Error('There is no step.');
    expect(follow('[\n  one,\n]\n', step)).toBe('[\n  one,\n  two,\n]\n');
    expect(() => follow('[\n  three,\n]\n', step)).toThrow('0 times');
    expect(() => follow('\n  one,\n\n  one,\n', step)).toThrow('2 times');
    expect(() => follow(undefined, step)).toThrow('no a.ts');
  });

  it('make files that are not there', () => {
    expect(follow(undefined, { path: 'b.ts', text: 'b\n' })).toBe('b\n');
    expect(() => follow('x', { path: 'b.ts', text: 'b\n' })).toThrow('already');
  });
});
