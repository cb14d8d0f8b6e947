// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { nodeKey } from '../../state/tree/flat-node.ts';
import { visit, visitSearch } from '../../state/workspace/navigation.ts';
import { openTab, viewOf } from '../../state/workspace/tabs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { TabBar } from './tab-bar.tsx';

const berlin = serverId('Berlin');
const web = nodeKey(berlin, vmRef('web-1'));

async function show(): Promise<RenderedPart> {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [aRow('web-1')]);
  return renderPart(<TabBar />, { core });
}

const titles = (): string[] => screen.queryAllByRole('tab').map((tab) => tab.textContent);
const tab = (name: RegExp): HTMLElement => screen.getByRole('tab', { name });

describe('the tabs', () => {
  it('are not there while there is one', async () => {
    await show();
    expect(screen.queryByRole('tablist')).toBeNull();
  });

  it('are called as what they show, and chosen by click and by arrow', async () => {
    const { user } = await show();
    act(() => visit(web));
    act(() => openTab());
    act(() => visitSearch('power:off'));
    expect(titles()).toEqual(['web-1', 'power:off']);
    expect(tab(/power:off/)).toHaveAttribute('aria-selected', 'true');
    await user.click(tab(/web-1/));
    expect(useWorkspace.getState()).toMatchObject({ current: web, search: null });
    await user.keyboard('{ArrowRight}');
    expect(tab(/power:off/)).toHaveFocus();
    expect(useWorkspace.getState().search).toBe('power:off');
  });

  it('are opened by a button, and closed by Delete, by a cross and by the wheel', async () => {
    const { user } = await show();
    act(() => openTab(viewOf(web)));
    await user.click(screen.getByRole('button', { name: 'New tab' }));
    expect(titles()).toEqual(['All servers', 'web-1', 'All servers']);
    await user.click(tab(/web-1/));
    await user.keyboard('{Delete}');
    expect(titles()).toEqual(['All servers', 'All servers']);
    act(() => openTab(viewOf(web)));
    await user.pointer({ target: tab(/web-1/), keys: '[MouseMiddle]' });
    expect(titles()).toEqual(['All servers', 'All servers']);
    await user.click(screen.getAllByTitle('Close the tab')[0] as HTMLElement);
    expect(screen.queryByRole('tablist')).toBeNull();
  });

  it('are pinned and moved by their menu', async () => {
    const { user } = await show();
    act(() => openTab(viewOf(web)));
    await user.pointer({ target: tab(/web-1/), keys: '[MouseRight]' });
    await user.click(screen.getByRole('menuitem', { name: 'Pin the tab' }));
    expect(titles()).toEqual(['web-1pinned', 'All servers']);
    await user.pointer({ target: tab(/All servers/), keys: '[MouseRight]' });
    await user.click(screen.getByRole('menuitem', { name: 'Close the other tabs' }));
    expect(titles()).toEqual(['web-1pinned', 'All servers']);
    await user.pointer({ target: tab(/web-1/), keys: '[MouseRight]' });
    await user.click(screen.getByRole('menuitem', { name: 'Close the other tabs' }));
    expect(titles()).toEqual(['web-1pinned']);
  });
});
