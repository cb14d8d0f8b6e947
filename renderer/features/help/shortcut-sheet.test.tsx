// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useDialogs } from '../../state/dialogs.ts';
import { shownKeys } from '../../format/keys.ts';
import { renderPart } from '../../testing/render-part.tsx';
import { shortcutSections } from './shortcut-sections.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';

/** The keys of each line below a title, and what they do. */
function linesBelow(title: HTMLElement): (readonly [string[], string])[] {
  const list = title.nextElementSibling as HTMLElement;
  const meanings = within(list).getAllByRole('definition');
  return within(list)
    .getAllByRole('term')
    .map((term, index) => [
      [...term.querySelectorAll('kbd')].map((key) => key.textContent),
      meanings[index]?.textContent ?? '',
    ]);
}

describe('the sheet of keys', () => {
  it('tells every key by where it works', async () => {
    const { user } = await renderPart(<ShortcutSheet />);
    const sheet = screen.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const told = within(sheet)
      .getAllByRole('heading', { level: 3 })
      .map((title) => ({ title: title.textContent, keys: linesBelow(title) }));
    expect(told.map(({ title }) => title)).toEqual([
      'Everywhere',
      'With the selected objects',
      'In the tree and in lists',
      'In the tasks',
    ]);
    expect(told).toEqual(
      shortcutSections().map(({ title, keys }) => ({
        title,
        keys: keys.map(([key, meaning]) => [shownKeys(key).split('  '), meaning]),
      })),
    );
    await user.keyboard('{Enter}');
    expect(useDialogs.getState().dialog).toBeNull();
  });
});
