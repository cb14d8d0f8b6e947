// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { MorefError } from '#shared/model/error.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { renderPart } from '../../testing/render-part.tsx';
import { ErrorDialog } from './error-dialog.tsx';
import { Notices } from './notices.tsx';
import { TextDialog } from './text-dialog.tsx';

const full: MorefError = {
  kind: 'fault',
  message: 'The disk is full.',
  native: { type: 'NoDiskSpace', message: 'Kein Platz', members: { datastore: 'fast' } },
};

describe('notices', () => {
  it('of what was done go by themselves; an error stays until it is dismissed', async () => {
    const { user } = await renderPart(<Notices />);
    act(() => {
      notifyError('Power on: web-01 failed', full);
      notify('Copied');
    });
    expect(screen.getByText('Copied')).toBeVisible();
    await vi.waitFor(() => expect(screen.queryByText('Copied')).toBeNull(), { timeout: 60_000 });
    const error = screen.getByRole('alert');
    expect(error).toHaveTextContent('Power on: web-01 failedThe disk is full.');
    await user.click(within(error).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('of something new take the place of what was said in passing, and of no error', async () => {
    await renderPart(<Notices />);
    act(() => {
      notify('Copied');
      notifyError('Rename', full);
      notify('3 tasks cleared');
    });
    expect(screen.queryByText('Copied')).toBeNull();
    expect(screen.getByText('3 tasks cleared')).toBeVisible();
    expect(screen.getByText('Rename')).toBeVisible();
  });

  it('lead to the error in full', async () => {
    const { user } = await renderPart(<Notices />);
    act(() => notifyError('Rename', full));
    await user.click(screen.getByRole('button', { name: 'Details' }));
    expect(useDialogs.getState().dialog).toEqual({ kind: 'error', title: 'Rename', error: full });
  });

  it('do once what they offer, and are gone', async () => {
    const undo = vi.fn();
    const { user } = await renderPart(<Notices />);
    act(() => notify('3 tasks cleared', { label: 'Undo', run: undo }));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText('3 tasks cleared')).toBeNull();
  });

  it('of many errors do not fill the window, and are dismissed together', async () => {
    const { user } = await renderPart(<Notices />);
    act(() => {
      for (let number = 1; number <= 6; number += 1) notifyError(`Error ${number}`, full);
    });
    expect(screen.queryByText('Error 3')).toBeNull();
    expect(screen.getByText('Error 6')).toBeVisible();
    expect(screen.getByText('3 more notices')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Dismiss all' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('say nothing of what somebody cancelled', async () => {
    await renderPart(<Notices />);
    act(() => {
      notifyError('Rename', full);
      notifyError('Power on', { kind: 'cancelled', message: 'Cancelled.' });
    });
    expect(screen.getByRole('alert')).toHaveTextContent('Rename');
    expect(screen.queryByText('Power on')).toBeNull();
  });
});

describe('an error in full', () => {
  it('is what the server said, word for word, and can be copied', async () => {
    const { user } = await renderPart(<ErrorDialog title="Rename" error={full} />);
    const dialog = screen.getByRole('dialog', { name: 'Rename' });
    for (const said of ['The disk is full.', 'NoDiskSpace', 'Kein Platz', '"datastore": "fast"'])
      expect(dialog).toHaveTextContent(said);
    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    const copied = await navigator.clipboard.readText();
    expect(copied).toMatch(/^Rename\n\nThe disk is full\.\n\n\{/);
    expect(copied).toContain('"type": "NoDiskSpace"');
  });
});

describe('a text that is too long for its line', () => {
  it('is shown as it is, and copied', async () => {
    const { user } = await renderPart(<TextDialog title="Memory usage" text={'one\n  two'} />);
    const dialog = screen.getByRole('dialog', { name: 'Memory usage' });
    expect(within(dialog).getByText(/one/).textContent).toBe('one\n  two');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toBe('one\n  two');
  });
});
