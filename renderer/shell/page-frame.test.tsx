// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { useDialogs } from '../state/dialogs.ts';
import { useConnections } from '../state/servers/connections.ts';
import { nodeKey } from '../state/tree/flat-node.ts';
import { visit } from '../state/workspace/navigation.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import { FakeCore } from '../testing/fake-core.ts';
import { anOffer, aRow, aServer, serverId, vmRef } from '../testing/objects.ts';
import { renderPart } from '../testing/render-part.tsx';
import { LinkBanner } from './link-banner.tsx';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const berlin = serverId('Berlin');

function estate(): FakeCore {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [aRow('web-1')]);
  return core;
}

/** Keys that work everywhere, and a field to type in. */
function Keys(): ReactElement {
  useShortcuts(true);
  return <input aria-label="a field" />;
}

describe('the link to the core', () => {
  it('is said to be lost, and what was known of servers to be old; it is found again when one tries', async () => {
    const core = estate();
    const { user, settle } = await renderPart(<LinkBanner />, { core });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(useConnections.getState().byId.get(berlin)?.state).toBe('live');
    core.lose();
    expect(await screen.findByRole('alert')).toHaveTextContent(/lost/i);
    expect(useConnections.getState().byId.get(berlin)?.state).toBe('stale');
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    expect(screen.getByRole('alert')).toBeVisible();
    core.estate.server(aServer('Berlin', { objects: 7 }));
    await act(async () => {
      core.restore();
      await core.settled();
    });
    await settle();
    await expect.poll(() => screen.queryByRole('alert'), { timeout: 60_000 }).toBeNull();
    await expect
      .poll(() => useConnections.getState().byId.get(berlin), { timeout: 60_000 })
      .toMatchObject({ state: 'live', objects: 7 });
  });
});

describe('the bar above the page', () => {
  it('opens the palette, the dialog for a server, and the sheet of keys', async () => {
    const { user } = await renderPart(<TopBar />);
    for (const [name, kind] of [
      [/Find actions and objects/, 'palette'],
      ['Add server', 'server'],
      ['Keyboard shortcuts', 'shortcuts'],
    ] as const) {
      await user.click(screen.getByRole('button', { name }));
      expect(useDialogs.getState().dialog).toMatchObject({ kind });
    }
  });

  it('changes the theme at once', async () => {
    const { user } = await renderPart(<TopBar />);
    await user.click(screen.getByRole('button', { name: /^Appearance/ }));
    await user.click(screen.getByRole('menuitemradio', { name: 'Dark' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await user.click(screen.getByRole('button', { name: /^Appearance/ }));
    await user.click(screen.getByRole('menuitemradio', { name: 'Light' }));
    expect(document.documentElement.dataset['theme']).toBe('light');
  });

  it('changes the language', async () => {
    const { user } = await renderPart(<TopBar />);
    await user.click(screen.getByRole('button', { name: /^Language/ }));
    await user.click(screen.getByRole('menuitemradio', { name: 'Deutsch' }));
    expect(useWorkspace.getState().language).toBe('de');
    expect(document.documentElement.lang).toMatch(/^de/);
  });
});

describe('the keys that work everywhere', () => {
  it('open the palette and the sheet of keys, but not while somebody is typing', async () => {
    const { user } = await renderPart(<Keys />);
    await user.click(screen.getByRole('textbox'));
    await user.keyboard('?');
    expect(useDialogs.getState().dialog).toBeNull();
    expect(screen.getByRole('textbox')).toHaveValue('?');
    await user.keyboard('{Control>}k{/Control}');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'palette' });
  });

  it('do nothing while a dialog is open', async () => {
    const { user } = await renderPart(<Keys />);
    act(() => useDialogs.setState({ dialog: { kind: 'secrets' } }));
    await user.keyboard('{Control>}k{/Control}');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'secrets' });
  });

  it('do to what is selected what they stand for, and wait until that is known', async () => {
    const core = estate();
    const web = { connection: berlin, ref: vmRef('web-1') };
    const offers = core.feed('offers', web).loading();
    core.answer('operations.run', () => ({ task: null }));
    const { user, settle } = await renderPart(<Keys />, { core });
    act(() => visit(nodeKey(web.connection, web.ref)));
    await settle();
    await user.keyboard('{Control>}b{/Control}');
    await settle();
    expect(core.asked('operations.run')).toEqual([]);
    offers.put('offers', [anOffer('power.on', 'Power on')]).ready();
    await settle();
    expect(core.asked('operations.run')).toMatchObject([{ ...web, operation: 'power.on' }]);
  });

  it('go back and forth among what was looked at', async () => {
    const { user, settle } = await renderPart(<Keys />, { core: estate() });
    act(() => visit(nodeKey(berlin, vmRef('web-1'))));
    act(() => visit(berlin));
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    await settle();
    expect(useWorkspace.getState().current).toBe(nodeKey(berlin, vmRef('web-1')));
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(useWorkspace.getState().current).toBe(berlin);
  });
});
