import { describe, expect, it } from 'vitest';
import { shortcutSections } from './shortcut-sections.ts';

/** The page of the user guide. */
function guide(): string {
  const tables = shortcutSections().map(({ title, keys }) => {
    const lines = keys.map(([pressed, meaning]) => `| ${inCode(pressed)} | ${meaning} |`);
    return [`## ${title}`, '', '| keys | |', '|---|---|', ...lines, ''].join('\n');
  });
  return ['# Keyboard', '', intro, '', ...tables].join('\n');
}

const intro =
  'On a Mac, Cmd is meant where Ctrl is written. `?` shows this sheet in Moref, from which this page is made.';

/** A key may be a backtick itself. */
function inCode(keys: string): string {
  return keys
    .split('  ')
    .map((one) => (one.includes('`') ? `\`\` ${one} \`\`` : `\`${one}\``))
    .join(', ');
}

describe('the keys', () => {
  it('stand in the user guide as on the sheet (vitest -u writes them anew)', async () => {
    await expect(guide()).toMatchFileSnapshot('../../../docs/guide/keyboard.md');
  });

  it('have one meaning each in one place', () => {
    for (const { keys } of shortcutSections()) {
      const pressed = keys.flatMap(([all]) => all.split('  '));
      expect(new Set(pressed).size).toBe(pressed.length);
    }
  });
});
