import { expect, expectTypeOf, it } from 'vitest';
import { onlyDefined } from './only-defined.ts';

it('leaves out what is undefined, and nothing else', () => {
  const members = { a: undefined, b: null, c: '', d: 0, e: false, f: [undefined] };
  const kept = onlyDefined(members);
  expect(Object.keys(kept)).toEqual(['b', 'c', 'd', 'e', 'f']);
  expect(kept).toStrictEqual({ b: null, c: '', d: 0, e: false, f: [undefined] });
});

it('makes optional what may be undefined, and keeps the rest required', () => {
  const help = ((): string | undefined => undefined)();
  const made = { id: 'x', ...onlyDefined({ help, group: 'edit' }) };
  expectTypeOf(made).toExtend<{
    readonly id: string;
    readonly help?: string;
    readonly group: 'edit';
  }>();
  expect(made).toStrictEqual({ id: 'x', group: 'edit' });
});
