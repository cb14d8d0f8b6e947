// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { connectionId } from '#shared/model/reference.ts';
import type { SecretStoreInfo } from '#shared/contract/results.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { useNotices } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { renderPart } from '../../testing/render-part.tsx';
import { FirstRun } from './first-run.tsx';
import { SecretsDialog } from './secrets-dialog.tsx';

describe('the first start', () => {
  it('leads to the first server by Enter', async () => {
    const { user } = await renderPart(<FirstRun />);
    expect(screen.getByRole('button', { name: 'Add a server' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'server' });
  });

  it('starts the demo estate once, says so meanwhile, and goes there', async () => {
    const core = new FakeCore();
    const held = core.hold('demo.connect');
    const { user, settle } = await renderPart(<FirstRun />, { core });
    await user.dblClick(screen.getByRole('button', { name: 'Try the demo estate' }));
    expect(screen.getByRole('button', { name: 'Starting the demo estate…' })).toBeDisabled();
    expect(held).toHaveLength(1);
    held[0]?.answer({ connection: connectionId('demo') });
    await settle();
    expect(useWorkspace.getState().current).toBe('demo');
  });

  it('says why the demo estate could not be started, and lets it be tried again', async () => {
    const core = new FakeCore();
    core.refuse('demo.connect', { kind: 'fault', message: 'No port is free.' });
    const { user, settle } = await renderPart(<FirstRun />, { core });
    await user.click(screen.getByRole('button', { name: 'Try the demo estate' }));
    await settle();
    expect(useNotices.getState().list).toMatchObject([
      { title: 'The demo estate could not be started', error: { message: 'No port is free.' } },
    ]);
    expect(screen.getByRole('button', { name: 'Try the demo estate' })).toBeEnabled();
  });
});

describe('the dialog of how passwords are kept', () => {
  it.each<readonly [SecretStoreInfo['protection'], RegExp]>([
    ['system', /encrypted by the operating system \(kwallet6\)/],
    ['session', /keeps them in memory and forgets them when it ends/],
    ['plain', /no protected store for passwords \(kwallet6\)/],
  ])('says it of protection “%s”', async (protection, says) => {
    const core = new FakeCore({
      'app.info': () => ({
        version: '1.2.3',
        host: 'electron',
        platform: 'linux',
        damaged: [],
        secrets: { backend: 'kwallet6', protection, plainTextAllowed: false },
      }),
    });
    showDialog({ kind: 'secrets' });
    const { user } = await renderPart(<SecretsDialog />, { core });
    expect(screen.getByRole('dialog', { name: 'How passwords are kept' })).toHaveTextContent(says);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(useDialogs.getState().dialog).toBeNull();
  });
});
