import { describe, expect, it } from 'vitest';
import { createTools } from './tools.ts';

const { bytes, part, mebibytes } = createTools('en-US');
const gib = 1024 ** 3;

describe('amounts that people think in', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [16 * gib, '16 GiB'],
    [1.5 * gib, '1.5 GiB'],
    // Never four digits before the point: 1,023.7 GiB beside 1 TiB would be read as more.
    [1023.7 * gib, '1 TiB'],
    [1000 * gib, '0.98 TiB'],
    [-1, '-1 B'],
  ])('%d bytes are %s', (amount, text) => {
    expect(bytes(amount)).toBe(text);
  });

  it('of what is less than a unit are reported in mebibytes', () => {
    expect(mebibytes(0.5)).toBe('0.5 MiB');
    expect(mebibytes(1023.5)).toBe('1 GiB');
  });

  it.each([
    [3.2 * gib, 16 * gib, 'bytes', '3.2', '16 GiB'],
    [1023.7 * gib, 1024 * gib, 'bytes', '1', '1 TiB'],
    [300 * gib, 1024 * gib, 'bytes', '0.29', '1 TiB'],
    // What would be next to nothing in the other's unit has its own.
    [12 * 1024 ** 2, 1024 * gib, 'bytes', '12 MiB', '1 TiB'],
    [0, 1024 * gib, 'bytes', '0', '1 TiB'],
    [1_200_000_000, 4_800_000_000, 'hertz', '1,200', '4,800 MHz'],
    [12_345_000_000, 96_000_000_000, 'hertz', '12.3', '96 GHz'],
    [3, 40, 'count', '3', '40'],
  ] as const)('%d of %d %s are reported in one unit', (amount, total, unit, first, second) => {
    expect(part(amount, total, unit)).toEqual({ amount: first, total: second });
  });
});
