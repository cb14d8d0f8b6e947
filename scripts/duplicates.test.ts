import { describe, expect, it } from 'vitest';
import { findDuplicates } from './lib/duplicate-check.mjs';

const statements = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `  call(${from + index});`);

const file = (...lines: readonly string[]): string => lines.join('\n');

describe('duplicates', () => {
  it('are twelve lines of code or more that stand twice, in other files or in the same', () => {
    const found = findDuplicates(
      new Map([
        ['a.ts', file('start();', ...statements(1, 13), 'end();')],
        ['b.ts', file('other();', ...statements(1, 13), 'last();', ...statements(1, 12))],
      ]),
    );
    expect(found).toEqual(['b.ts:2 and a.ts:2: 13 lines', 'b.ts:16 and a.ts:2: 12 lines']);
  });

  it('are found whatever blank lines, comments and indentation stand between', () => {
    const spread = statements(1, 12).flatMap((line) => [`    ${line}`, '', '// why']);
    const found = findDuplicates(
      new Map([
        ['a.ts', file(...statements(1, 12))],
        ['b.ts', file('/*', 'about', '*/', ...spread)],
      ]),
    );
    expect(found).toEqual(['b.ts:4 and a.ts:1: 12 lines']);
  });

  it('are not eleven lines, lines that repeat themselves, or imports', () => {
    const imports = Array.from({ length: 20 }, (_, index) => `import { a${index} } from './a.ts';`);
    const found = findDuplicates(
      new Map([
        ['a.ts', file(...imports, ...statements(1, 11), 'a();')],
        ['b.ts', file(...imports, ...statements(1, 11), 'b();')],
        ['c.ts', file(...Array.from({ length: 20 }, () => 'same();'))],
      ]),
    );
    expect(found).toEqual([]);
  });
});
