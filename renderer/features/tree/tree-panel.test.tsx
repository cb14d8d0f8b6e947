// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { makeRef } from '#shared/model/reference.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { anOffer, aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { TreePanel } from './tree-panel.tsx';

const berlin = serverId('Berlin');
const cluster = makeRef('cluster', 'Production');

/** Berlin with a cluster of a host and two machines, Paris with a machine. */
function estate(): FakeCore {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [
    aRow('Production', { kind: 'cluster' }),
    aRow('esx-1', { kind: 'host', parent: cluster }),
    aRow('web-1', { parent: cluster, facts: { ipAddress: '10.0.0.7' } }),
    aRow('web-2', { parent: cluster, state: 'off' }),
  ]);
  core.estate.server(aServer('Paris'), [aRow('mail', { facts: { description: 'web mail' } })]);
  return core;
}

function show(core = estate()): Promise<RenderedPart> {
  return renderPart(<TreePanel below={<p>below</p>} />, { core });
}

const tree = (): HTMLElement => screen.getByRole('tree', { name: 'Inventory' });
/** The names of the lines, with their levels: `2 esx-1`. */
const lines = (): string[] =>
  within(tree())
    .queryAllByRole('treeitem')
    .map((item) => {
      const level = item.getAttribute('aria-level') ?? '';
      return `${level} ${item.querySelector('.tree-name')?.textContent ?? ''}`;
    });
const line = (name: string): HTMLElement =>
  within(tree()).getByRole('treeitem', { name: new RegExp(`^${name}`) });
const filter = (): HTMLElement => screen.getByRole('combobox', { name: /Find by name/ });
const selected = (): string[] => [...useWorkspace.getState().selected];

describe('the tree', () => {
  it('shows servers, which are open at first, and what stands below them', async () => {
    await show();
    expect(lines()).toEqual(['1 Berlin', '2 Production', '1 Paris', '2 mail']);
    expect(line('Berlin')).toHaveAttribute('aria-expanded', 'true');
    expect(line('Production')).toHaveAttribute('aria-expanded', 'false');
    expect(line('mail')).not.toHaveAttribute('aria-expanded');
    expect(line('Paris')).toHaveAttribute('aria-posinset', '2');
    expect(line('Paris')).toHaveAttribute('aria-setsize', '2');
  });

  it('opens and closes by the twisty and by a double click, and selects by a click', async () => {
    const { user } = await show();
    const twisty = (): Element => line('Production').querySelector('[data-twisty]') ?? tree();
    await user.click(twisty());
    expect(lines()).toContain('3 web-1');
    expect(selected()).toEqual([]);
    await user.click(twisty());
    expect(lines()).not.toContain('3 web-1');
    await user.dblClick(line('Production'));
    expect(lines()).toContain('3 web-1');
    expect(selected()).toEqual([`berlin/${cluster}`]);
    expect(line('Production')).toHaveAttribute('aria-selected', 'true');
  });

  it('is walked through by the keyboard: in, down, out', async () => {
    const { user } = await show();
    await user.click(line('Berlin'));
    await user.keyboard('{ArrowRight}');
    expect(line('Production')).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(line('esx-1')).toHaveAttribute('aria-selected', 'true');
    expect(tree()).toHaveAttribute('aria-activedescendant', line('esx-1').id);
    await user.keyboard('{ArrowLeft}');
    expect(line('Production')).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowLeft}');
    expect(lines()).not.toContain('3 esx-1');
    await user.keyboard('{End}');
    expect(line('mail')).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Home}{Enter}');
    expect(lines()).toEqual(['1 Berlin', '1 Paris', '2 mail']);
  });

  it('opens all siblings by the asterisk', async () => {
    const { user } = await show();
    await user.click(line('Berlin'));
    await user.keyboard('{Enter}{End}{ArrowLeft}{ArrowLeft}');
    expect(lines()).toEqual(['1 Berlin', '1 Paris']);
    await user.keyboard('*');
    expect(lines()).toEqual(['1 Berlin', '2 Production', '1 Paris', '2 mail']);
  });

  it('leads to the next line that begins with a letter', async () => {
    const { user } = await show();
    await user.click(line('Berlin'));
    await user.keyboard('m');
    expect(selected()).toEqual([`paris/${vmRef('mail')}`]);
  });

  it('selects several: with Ctrl one more or one less, with Shift all between', async () => {
    const { user } = await show();
    await user.dblClick(line('Production'));
    await user.click(line('web-1'));
    await user.keyboard('{Control>}');
    await user.click(line('mail'));
    await user.keyboard('{/Control}');
    expect(selected()).toEqual([`berlin/${vmRef('web-1')}`, `paris/${vmRef('mail')}`]);
    await user.keyboard('{Control>}');
    await user.click(line('web-1'));
    await user.keyboard('{/Control}');
    expect(selected()).toEqual([`paris/${vmRef('mail')}`]);
    await user.click(line('esx-1'));
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(selected()).toHaveLength(3);
    expect(line('web-2')).toHaveAttribute('aria-selected', 'true');
  });

  it('moves without selecting with Ctrl, and adds the line by Ctrl and Space', async () => {
    const { user } = await show();
    await user.dblClick(line('Production'));
    await user.click(line('esx-1'));
    await user.keyboard('{Control>}{ArrowDown}{ArrowDown}{/Control}');
    expect(selected()).toEqual([`berlin/${makeRef('host', 'esx-1')}`]);
    expect(tree()).toHaveAttribute('aria-activedescendant', line('web-2').id);
    await user.keyboard('{Control>} {/Control}');
    expect(selected()).toHaveLength(2);
  });

  it('selects the siblings of a line that are of its kind by Ctrl+A', async () => {
    const { user } = await show();
    await user.dblClick(line('Production'));
    await user.click(line('web-2'));
    await user.keyboard('{Control>}a{/Control}');
    expect(selected()).toEqual([`berlin/${vmRef('web-1')}`, `berlin/${vmRef('web-2')}`]);
  });

  it('shows the menu of a line, which is selected for it', async () => {
    const core = estate();
    core.feed('offers').put('offers', [anOffer('power.off', 'Power off')]);
    const { user, settle } = await show(core);
    await user.pointer({ target: line('mail'), keys: '[MouseRight]' });
    await settle();
    expect(selected()).toEqual([`paris/${vmRef('mail')}`]);
    const menu = screen.getByRole('menu');
    expect(within(menu).getByRole('menuitem', { name: /Power off/ })).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    await user.click(line('Paris'));
    await user.keyboard('{Shift>}{F10}{/Shift}');
    expect(screen.getByRole('menu')).toBeVisible();
  });

  it('follows what comes, goes and moves', async () => {
    const { core, user, settle } = await show();
    await user.dblClick(line('Production'));
    core.estate.put(berlin, aRow('web-0', { parent: cluster }));
    core.estate.put(berlin, aRow('web-2', { parent: null }));
    core.estate.remove(berlin, vmRef('web-1'));
    await settle();
    expect(lines().slice(0, 5)).toEqual([
      '1 Berlin',
      '2 Production',
      '3 esx-1',
      '3 web-0',
      '2 web-2',
    ]);
  });

  it('says how a server stands, in its line', async () => {
    const core = estate();
    core.estate.server(
      aServer('Berlin', {
        state: 'offline',
        error: { kind: 'auth', message: 'The password is wrong.' },
      }),
    );
    await show(core);
    expect(line('Berlin')).toHaveTextContent('Login needed');
    expect(within(line('Berlin')).getByTitle(/The password is wrong./)).toBeVisible();
    expect(line('Paris')).toHaveTextContent('Live');
  });

  it('says in the line of a server which parts of it are missing, and why', async () => {
    const core = estate();
    core.estate.server(
      aServer('Berlin', {
        parts: [
          { id: 'VM', area: 'inventory', state: 'live' },
          {
            id: 'tags',
            area: 'tags',
            state: 'failed',
            error: { kind: 'fault', message: 'The tagging service is down.' },
          },
        ],
      }),
    );
    await show(core);
    const sign = within(line('Berlin')).getByRole('img', { name: '1 part is missing' });
    expect(sign).toHaveAttribute(
      'title',
      expect.stringContaining('Tags: The tagging service is down.'),
    );
    expect(within(line('Paris')).queryByRole('img', { name: /missing/ })).toBeNull();
  });
});

describe('the filter of the tree', () => {
  it('leaves the objects with the text in their names, and what leads to them', async () => {
    const { user } = await show();
    await user.type(filter(), 'web');
    expect(lines()).toEqual(['1 Berlin', '2 Production', '3 web-1', '3 web-2']);
    expect(screen.getByText('2 matches')).toBeVisible();
  });

  it('looks everywhere when it is asked to', async () => {
    const { user, settle } = await show();
    await user.type(filter(), 'web');
    await user.click(screen.getByRole('button', { name: 'Search everywhere' }));
    await settle();
    expect(lines()).toContain('3 web-1');
    expect(lines()).toContain('2 mail');
    await user.click(screen.getByRole('button', { name: 'Search names only' }));
    expect(lines()).not.toContain('2 mail');
  });

  it('looks elsewhere by itself where no name has the text', async () => {
    const { user, settle } = await show();
    await user.type(filter(), '10.0.0.7');
    await settle();
    expect(lines()).toEqual(['1 Berlin', '2 Production', '3 web-1']);
    expect(screen.getByText('Not in names; found elsewhere')).toBeVisible();
  });

  it('asks the core for what it does not know, and shows where that was found', async () => {
    const core = estate();
    core
      .feed('matches')
      .put(`paris/${vmRef('mail')}`, {
        is: 'match',
        where: [{ field: 'note', value: 'backup on sundays', from: 10, to: 17 }],
      })
      .put('summary', { is: 'summary', total: 1 });
    const { user, settle } = await show(core);
    await user.type(filter(), 'sundays');
    await settle();
    expect(lines()).toEqual(['1 Paris', '2 mail']);
    expect(line('mail')).toHaveTextContent('backup on sundays');
  });

  it('says that it is still looking, and then that there is nothing', async () => {
    const core = estate();
    const matches = core.feed('matches').loading();
    const { user, settle } = await show(core);
    await user.type(filter(), 'nowhere');
    await settle();
    expect(screen.getByText('Searching…')).toBeVisible();
    matches.put('summary', { is: 'summary', total: 0 }).ready();
    await settle();
    expect(screen.getByText('Nothing in the inventory matches “nowhere”.')).toBeVisible();
  });

  it('leads into what it found by Enter, and keeps the selection when it is cleared', async () => {
    const { user } = await show();
    await user.type(filter(), 'web-2');
    await user.keyboard('{Enter}');
    expect(tree()).toHaveFocus();
    expect(selected()).toEqual([`berlin/${vmRef('web-2')}`]);
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(lines()).toContain('2 mail');
    expect(selected()).toEqual([`berlin/${vmRef('web-2')}`]);
  });

  it('never leads by Enter into what an earlier text found: it waits for what is written', async () => {
    const core = estate();
    const matches = core.feed('matches').loading();
    const { user, settle } = await show(core);
    await user.type(filter(), 'web-2');
    await user.type(filter(), '{Backspace}1 mac:00');
    await user.keyboard('{Enter}');
    await settle();
    expect(filter()).toHaveFocus();
    expect(selected()).toEqual([]);
    matches.put(`berlin/${vmRef('web-1')}`, { is: 'match' });
    matches.put('summary', { is: 'summary', total: 1 }).ready();
    await settle();
    expect(selected()).toEqual([`berlin/${vmRef('web-1')}`]);
  });

  it('says what is wrong with a search, and leaves what was found before', async () => {
    const { user } = await show();
    await user.type(filter(), 'web');
    await user.tripleClick(filter());
    await user.paste('colour:red');
    expect(screen.getByRole('alert')).toHaveTextContent('colour');
    expect(lines()).toEqual(['1 Berlin', '2 Production', '3 web-1', '3 web-2']);
  });

  it('can be shown as a list', async () => {
    const { user } = await show();
    await user.type(filter(), 'web');
    await user.click(screen.getByRole('button', { name: 'Show as a list' }));
    expect(useWorkspace.getState().search).toBe('web');
  });

  it('takes the keyboard from wherever one is', async () => {
    await show();
    window.dispatchEvent(new Event('moref:find'));
    expect(filter()).toHaveFocus();
  });

  it('gives way to the page of all servers while nothing is looked for', async () => {
    const { user } = await show();
    await user.click(line('mail'));
    const all = screen.getByRole('button', { name: 'All servers' });
    expect(all).not.toHaveAttribute('aria-current');
    await user.click(all);
    expect(useWorkspace.getState().current).toBeNull();
    expect(all).toHaveAttribute('aria-current', 'page');
  });
});
