// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { useNotices } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { savedFiles } from '../../testing/saved-files.ts';
import { aRow, aServer, serverId } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { SearchPanel } from './search-panel.tsx';

function show(searches: Readonly<Record<string, string>> = {}): Promise<RenderedPart> {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [
    aRow('web-1'),
    aRow('web-2', { state: 'off' }),
    aRow('sql', { state: 'off' }),
  ]);
  useWorkspace.setState({ searches });
  return renderPart(<SearchPanel />, { core });
}

const grid = (): HTMLElement => screen.getByRole('treegrid', { name: 'Searches' });
/** The lines as they are read: the level, the name, how much is found. */
const lines = (): string[] =>
  within(grid())
    .getAllByRole('row')
    .map((row) =>
      [
        row.getAttribute('aria-level'),
        ...within(row)
          .getAllByRole('gridcell')
          .map((cell) => cell.textContent),
      ].join(' '),
    );
const line = (name: string): HTMLElement =>
  within(grid()).getByRole('row', { name: new RegExp(`^${name}`) });
const titles = (): string[] => useNotices.getState().list.map(({ title }) => title);

/** The field that the browser would show its choice of files for. */
async function fileAsked(user: UserEvent): Promise<HTMLInputElement> {
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(() => undefined);
  await user.pointer({ target: line('Searches'), keys: '[MouseRight]' });
  await user.click(screen.getByRole('menuitem', { name: /Add searches from a file/ }));
  const input = click.mock.contexts.find(
    (one) => one instanceof HTMLInputElement && one.type === 'file',
  );
  click.mockRestore();
  if (!(input instanceof HTMLInputElement)) throw new Error('No file was asked for.');
  return input;
}

describe('the searches below the tree', () => {
  it('are closed at first, and ask the core for nothing', async () => {
    const { core } = await show({ Off: 'power:off' });
    expect(lines()).toEqual(['1 Searches']);
    expect(line('Searches')).toHaveAttribute('aria-expanded', 'false');
    expect(core.estate.viewsOpen).toBe(0);
  });

  it('stand in folders, each with how much it finds now', async () => {
    const { user, core, settle } = await show({ 'Weekly/Off': 'power:off', On: 'power:on' });
    await user.click(line('Searches'));
    await user.click(line('Weekly'));
    await settle();
    expect(lines()).toEqual(['1 Searches', '2 Weekly', '3 Off 2', '2 On 1', '2 Come with Moref']);
    core.estate.put(serverId('Berlin'), aRow('web-1', { state: 'off' }));
    await settle();
    expect(lines()).toContain('3 Off 3');
    await user.click(line('Weekly'));
    await settle();
    expect(core.estate.viewsOpen).toBe(1);
  });

  it('say so where a search makes no sense any more', async () => {
    const { user, settle } = await show({ Wrong: 'colour:red' });
    await user.click(line('Searches'));
    await settle();
    expect(lines()).toContain('2 Wrong ?');
    expect(within(line('Wrong')).getByTitle('This search makes no sense here.')).toBeVisible();
  });

  it('are shown as a list by a click, and marked while they are', async () => {
    const { user } = await show({ Off: 'power:off' });
    await user.click(line('Searches'));
    await user.click(line('Off'));
    expect(useWorkspace.getState().search).toBe('power:off');
    expect(line('Off')).toHaveAttribute('aria-selected', 'true');
  });

  it('are opened, walked through, shown and forgotten by the keyboard', async () => {
    const { user } = await show({ 'Weekly/Off': 'power:off' });
    await user.tab();
    expect(grid()).toHaveFocus();
    await user.keyboard('{ArrowRight}{ArrowDown}{ArrowRight}{ArrowDown}');
    expect(grid()).toHaveAttribute('aria-activedescendant', line('Off').id);
    await user.keyboard('{Enter}');
    expect(useWorkspace.getState().search).toBe('power:off');
    await user.keyboard('{ArrowLeft}');
    expect(grid()).toHaveAttribute('aria-activedescendant', line('Weekly').id);
    await user.keyboard('{ArrowLeft}');
    expect(within(grid()).queryByRole('row', { name: /^Off/ })).toBeNull();
    await user.keyboard('{ArrowRight}{ArrowDown}{Delete}');
    expect(useWorkspace.getState().searches).toEqual({});
  });

  it('have a menu, that of the line that it was asked for', async () => {
    const { user } = await show({ Off: 'power:off' });
    await user.click(line('Searches'));
    await user.pointer({ target: line('Off'), keys: '[MouseRight]' });
    await user.click(screen.getByRole('menuitem', { name: /Forget this search/ }));
    expect(useWorkspace.getState().searches).toEqual({});
    await user.keyboard('{Shift>}{F10}{/Shift}');
    expect(screen.queryByRole('menuitem', { name: /Forget this search/ })).toBeNull();
    expect(screen.getByRole('menuitem', { name: /Save all searches/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  it('are given to others as a file, and taken from one', async () => {
    const files = savedFiles();
    const { user, settle } = await show({ Off: 'power:off' });
    await user.pointer({ target: line('Searches'), keys: '[MouseRight]' });
    await user.click(screen.getByRole('menuitem', { name: /Save all searches/ }));
    expect(files).toHaveLength(1);
    expect(files[0]?.name).toBe('Moref searches.json');
    const text = (await files[0]?.blob.text()) ?? '';
    useWorkspace.setState({ searches: { Off: 'power:on' } });

    const input = await fileAsked(user);
    fireEvent.change(input, { target: { files: [new File([text], 'from-eve.json')] } });
    await vi.waitFor(() => expect(titles()).toContain('1 search was added.'), { timeout: 60_000 });
    await settle();
    expect(useWorkspace.getState().searches).toEqual({ Off: 'power:on', 'Off (2)': 'power:off' });
  });

  it('say so where a file holds none', async () => {
    const { user } = await show();
    const input = await fileAsked(user);
    fireEvent.change(input, { target: { files: [new File(['{}'], 'holiday.json')] } });
    await vi.waitFor(
      () => expect(titles()).toContain('holiday.json is no file of searches: nothing was added.'),
      { timeout: 60_000 },
    );
    expect(useWorkspace.getState().searches).toEqual({});
  });
});
