import { describe, expect, it } from 'vitest';
import { glob } from './glob.ts';
import { parseBytes, parseDuration, parseFraction, parseHertz, parseTime } from './units.ts';

const gibibyte = 1024 ** 3;

describe('units', () => {
  it.each([
    ['16g', 16 * gibibyte],
    ['16 GB', 16 * gibibyte],
    ['16GiB', 16 * gibibyte],
    ['1,5t', 1.5 * 1024 * gibibyte],
    ['16384', 16 * gibibyte],
    ['0b', 0],
    ['16x', null],
    ['g', null],
    ['', null],
  ])('reads %s as bytes', (text, bytes) => {
    expect(parseBytes(text, 1024 ** 2)).toBe(bytes);
  });

  it('reads durations, frequencies and fractions', () => {
    expect(['30d', '2w', '1.5h', '10min', '7', '1 month', '3y', '5x'].map(parseDuration)).toEqual([
      2_592_000_000,
      1_209_600_000,
      5_400_000,
      600_000,
      604_800_000,
      2_592_000_000,
      94_608_000_000,
      null,
    ]);
    expect(['2ghz', '500', '1.2 GHz', '3'].map(parseHertz)).toEqual([2e9, 5e8, 1.2e9, 3e6]);
    expect(['85%', '85', '0.85', '1', 'x'].map(parseFraction)).toEqual([0.85, 0.85, 0.85, 1, null]);
  });

  it('reads points in time', () => {
    const now = new Date(2026, 5, 15, 13).getTime();
    expect(parseTime('today', now)).toBe(new Date(2026, 5, 15).getTime());
    expect(parseTime('yesterday', now)).toBe(new Date(2026, 5, 14).getTime());
    expect(parseTime('2026-01', now)).toBe(new Date(2026, 0, 1).getTime());
    expect(parseTime('2026-01-31T12:00:00Z', now)).toBe(Date.UTC(2026, 0, 31, 12));
    expect(parseTime('2d', now)).toBe(now - 172_800_000);
    expect(parseTime('2026-02-30', now)).toBeNull();
  });

  it('matches wildcards, however many, in no time', () => {
    expect(glob('esx1*')('ESX11.example.org')).toBe(true);
    expect(glob('esx?1')('esx21')).toBe(true);
    expect(glob('*web*01')('fra-web-x-01')).toBe(true);
    expect(glob('web')('web1')).toBe(false);
    expect(glob(`${'*a'.repeat(500)}b`)('a'.repeat(5000))).toBe(false);
  });
});
