// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useDialogs } from '../../state/dialogs.ts';
import { shownKeys } from '../../format/keys.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
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

  it('changes a key, which then does what the other did', async () => {
    const { user } = await renderPart(<ShortcutSheet />);
    const key = (name: RegExp): HTMLElement => screen.getByRole('button', { name });
    await user.click(key(/Change the key of “Rename”: F2/));
    await user.keyboard('{Control>}j{/Control}');
    expect(key(/“Rename”: Ctrl\+J/)).toBeVisible();
    expect(useWorkspace.getState().keys).toEqual({ rename: 'Ctrl+J' });
    await user.click(key(/“Rename”/));
    await user.click(key(/^Usual key$/));
    expect(useWorkspace.getState().keys).toEqual({});
  });

  it('says what a key does already, and takes it from there on wish', async () => {
    const { user } = await renderPart(<ShortcutSheet />);
    const key = (name: RegExp): HTMLElement => screen.getByRole('button', { name });
    await user.click(key(/“Rename”/));
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.getByText('Ctrl+K is the key of “Find actions and objects”.')).toBeVisible();
    expect(useWorkspace.getState().keys).toEqual({});
    await user.click(screen.getByRole('button', { name: 'Use it here' }));
    expect(useWorkspace.getState().keys).toEqual({ rename: 'Ctrl+K', 'app.palette': '' });
    expect(key(/“Find actions and objects”: no key/)).toBeVisible();
    await user.click(key(/“Rename”/));
    await user.keyboard('a');
    expect(screen.getByText(/A is needed in lists and fields/)).toBeVisible();
    await user.keyboard('{Escape}');
    await user.click(key(/“Rename”/));
    await user.keyboard('{Backspace}');
    expect(key(/“Rename”: no key/)).toBeVisible();
    await user.click(key(/^Usual keys$/));
    expect(useWorkspace.getState().keys).toEqual({});
  });
});
