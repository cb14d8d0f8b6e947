// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aServer, serverId } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

const berlin = serverId('Berlin');

function show(core = new FakeCore()): Promise<RenderedPart> {
  core.estate.server(aServer('Berlin'));
  showDialog({ kind: 'remove-server', connection: berlin });
  return renderPart(<RemoveDialog connection={berlin} />, { core });
}

describe('the dialog that asks before a server is forgotten', () => {
  it('names the server, and has the focus where nothing happens by habit', async () => {
    const { user, core } = await show();
    expect(screen.getByRole('dialog', { name: /Berlin/ })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(useDialogs.getState().dialog).toBeNull();
    expect(core.asked('profiles.remove')).toEqual([]);
  });

  it('removes once, though it is pressed twice, and closes when that is done', async () => {
    const core = new FakeCore();
    const held = core.hold('profiles.remove');
    const { user, settle } = await show(core);
    const remove = screen.getByRole('button', { name: 'Remove server' });
    await user.click(remove);
    await user.keyboard('{Enter}');
    expect(remove).toBeDisabled();
    expect(core.asked('profiles.remove')).toEqual([{ id: berlin }]);
    expect(useDialogs.getState().dialog).not.toBeNull();
    held[0]?.answer(undefined);
    await settle();
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it('stays with what went wrong, and can be tried again', async () => {
    const core = new FakeCore();
    core.refuse('profiles.remove', { kind: 'fault', message: 'The disk is full.' });
    const { user, settle } = await show(core);
    await user.click(screen.getByRole('button', { name: 'Remove server' }));
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent('The disk is full.');
    core.answer('profiles.remove', () => undefined);
    await user.click(screen.getByRole('button', { name: 'Remove server' }));
    await settle();
    expect(useDialogs.getState().dialog).toBeNull();
  });
});
