import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8');

/** The colours of a theme by their names. */
function coloursOf(theme: string): ReadonlyMap<string, string> {
  const [, block = ''] = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css) ?? [];
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Pairs that are too near to each other. */
function tooNear(theme: string, names: readonly string[], least: number): string[] {
  const colours = coloursOf(theme);
  const grounds = [...colours].filter(([name]) => name.startsWith('ground'));
  return names.flatMap((name) =>
    grounds
      .filter(([, ground]) => !(contrast(colours.get(name) ?? ground, ground) >= least))
      .map(([ground]) => `${name} on ${ground}`),
  );
}

describe.each(['light', 'dark'])('the colours of the %s theme', (theme) => {
  it('are there', () => expect(coloursOf(theme).size).toBeGreaterThan(20));

  it('let every text be read on every ground', () => {
    const texts = ['text', 'text-weak', 'link', 'on', 'warn', 'error', 'info'];
    expect(tooNear(theme, texts, 4.5)).toEqual([]);
  });

  it('let every sign be seen on every ground', () => {
    expect(tooNear(theme, ['accent', 'focus', 'idle'], 3)).toEqual([]);
  });
});
