// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useDialogs } from '../../state/dialogs.ts';
import { renderPart } from '../../testing/render-part.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

describe('the sheet of keys', () => {
  it('tells every key by where it works', async () => {
    const { user } = await renderPart(<ShortcutSheet />);
    const sheet = screen.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const key of ['F2', 'Ctrl', 'Home', 'Space']) expect(sheet).toHaveTextContent(key);
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(4);
    await user.keyboard('{Enter}');
    expect(useDialogs.getState().dialog).toBeNull();
  });
});
