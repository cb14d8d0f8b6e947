import { describe, expect, it } from 'vitest';
import { glob } from './glob.ts';
import { parseBytes, parseDuration, parseFraction, parseHertz, parsePeriod } from './units.ts';

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

  it('reads times as all of their hours', () => {
    const now = new Date(2026, 5, 15, 13).getTime();
    const days = (text: string): unknown => {
      const period = parsePeriod(text, now);
      return period && [new Date(period.from), new Date(period.to)];
    };
    expect(days('today')).toEqual([new Date(2026, 5, 15), new Date(2026, 5, 16)]);
    expect(days('yesterday')).toEqual([new Date(2026, 5, 14), new Date(2026, 5, 15)]);
    expect(days('2026-01')).toEqual([new Date(2026, 0, 1), new Date(2026, 1, 1)]);
    expect(days('2024-02')).toEqual([new Date(2024, 1, 1), new Date(2024, 2, 1)]);
    expect(days('2024')).toEqual([new Date(2024, 0, 1), new Date(2025, 0, 1)]);
    expect(days('2024-12-31')).toEqual([new Date(2024, 11, 31), new Date(2025, 0, 1)]);
    const noon = Date.UTC(2026, 0, 31, 12);
    expect(parsePeriod('2026-01-31T12:00:00Z', now)).toEqual({ from: noon, to: noon + 1000 });
    expect(parsePeriod('2026-01-31T12:00Z', now)).toEqual({ from: noon, to: noon + 60_000 });
    expect(parsePeriod('2026-01-31T12:00:00.5Z', now)?.to).toBe(noon + 501);
    expect(parsePeriod('2d', now)?.from).toBe(now - 172_800_000);
    for (const none of ['2026-02-30', '2026-13', '2026-00', 'tomorrow', 'now', ''])
      expect(parsePeriod(none, now)).toBeNull();
  });

  it('matches wildcards, however many, in no time', () => {
    expect(glob('esx1*')('ESX11.example.org')).toBe(true);
    expect(glob('esx?1')('esx21')).toBe(true);
    expect(glob('*web*01')('fra-web-x-01')).toBe(true);
    expect(glob('web')('web1')).toBe(false);
    expect(glob(`${'*a'.repeat(500)}b`)('a'.repeat(5000))).toBe(false);
  });
});
