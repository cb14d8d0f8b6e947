// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { showDialog, useDialogs } from '../../../state/dialogs.ts';
import { FakeCore } from '../../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../../testing/render-part.tsx';
import { savedFiles } from '../../../testing/saved-files.ts';
import { CompareDialog } from './compare-dialog.tsx';

const berlin = serverId('Berlin');
const paris = serverId('Paris');
const objects = [
  { connection: berlin, ref: vmRef('web-1') },
  { connection: paris, ref: vmRef('web-2') },
];

function estate(): FakeCore {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [aRow('web-1', { facts: { cpus: 4, memoryMiB: 2048 } })]);
  core.estate.server(aServer('Paris'), [aRow('web-2', { facts: { cpus: 4, memoryMiB: 4096 } })]);
  return core;
}

function show(core = estate()): Promise<RenderedPart> {
  showDialog({ kind: 'compare', objects });
  return renderPart(<CompareDialog objects={objects} />, { core });
}

const dialog = (): HTMLElement => screen.getByRole('dialog', { name: 'Compare 2 objects' });
/** The lines, cell by cell. */
const lines = (): string[][] =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('gridcell')
        .map((cell) => cell.textContent),
    );
const line = (name: string): string[] | undefined => lines().find(([first]) => first === name);

describe('the comparison of objects', () => {
  it('shows them side by side with their servers, what differs first', async () => {
    await show();
    const heads = within(dialog())
      .getAllByRole('columnheader')
      .map((head) => head.textContent);
    expect(heads).toEqual(['Property', 'web-1 · Berlin', 'web-2 · Paris']);
    expect(line('CPUs')).toEqual(['CPUs', '4', '4']);
    expect(line('Memory')).toEqual(['Memory', '2 GiB', '4 GiB']);
    const names = lines().map(([name]) => name);
    // The other way round in the order of properties.
    expect(names.indexOf('Memory')).toBeLessThan(names.indexOf('CPUs'));
  });

  it('compares a native property that is asked for by its path, too', async () => {
    const core = estate();
    const path = 'config.version';
    core.estate.put(berlin, aRow('web-1'), { [path]: 'vmx-19' });
    core.estate.put(paris, aRow('web-2'), { [path]: 'vmx-21' });
    const { user, settle } = await show(core);
    await user.type(screen.getByRole('searchbox', { name: /native property/ }), `${path}{Enter}`);
    await settle();
    expect(line(path)).toEqual([path, 'vmx-19', 'vmx-21']);
    await user.type(screen.getByRole('searchbox', { name: /native property/ }), 'no.such{Enter}');
    await settle();
    expect(line('no.such')).toEqual(['no.such', '', '']);
  });

  it('leaves what is the same, when it is asked to', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('checkbox', { name: /Only what differs/ }));
    expect(line('Memory')).toBeDefined();
    expect(line('CPUs')).toBeUndefined();
  });

  it('follows both, wherever they are; what is gone keeps its column', async () => {
    const { core, settle } = await show();
    core.estate.put(paris, aRow('web-2', { facts: { cpus: 8, memoryMiB: 8192 } }));
    await settle();
    expect(line('CPUs')).toEqual(['CPUs', '4', '8']);
    expect(line('Memory')).toEqual(['Memory', '2 GiB', '8 GiB']);
    core.estate.remove(paris, vmRef('web-2'));
    await settle();
    expect(line('Memory')).toEqual(['Memory', '2 GiB', '']);
  });

  it('is saved as it is shown', async () => {
    const files = savedFiles();
    const { user } = await show();
    await user.click(screen.getByRole('checkbox', { name: /Only what differs/ }));
    await user.click(screen.getByRole('button', { name: 'As CSV' }));
    expect(files[0]?.name).toBe('Comparison.csv');
    const text = (await files[0]?.blob.text()) ?? '';
    expect(text).toContain('Memory,2 GiB,4 GiB');
    expect(text).not.toContain('CPUs');
  });

  it('asks for no more once it is closed', async () => {
    const { user, core, unmount, settle } = await show();
    expect(core.estate.viewsOpen).toBe(2);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(useDialogs.getState().dialog).toBeNull();
    unmount();
    await settle();
    expect(core.estate.viewsOpen).toBe(0);
  });
});
