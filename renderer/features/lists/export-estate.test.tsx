// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { closeDialog, showDialog, useDialogs } from '../../state/dialogs.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aRow, aServer } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { savedFiles } from '../../testing/saved-files.ts';
import { ExportEstate } from './export-estate.tsx';

async function show(core = new FakeCore()): Promise<RenderedPart> {
  core.estate
    .server(aServer('Berlin'), [aRow('web-1'), aRow('esx-1', { kind: 'host' })])
    .server(aServer('Paris'), [aRow('web-2')]);
  showDialog({ kind: 'export-estate' });
  return renderPart(<ExportEstate />, { core });
}

const dialog = (): HTMLElement => screen.getByRole('dialog', { name: 'Export the whole estate' });
const button = (name: string): HTMLElement => within(dialog()).getByRole('button', { name });
const format = (): HTMLElement => within(dialog()).getByRole('combobox', { name: 'Format' });

async function choose({ user }: RenderedPart, name: RegExp): Promise<void> {
  await user.click(format());
  await user.click(screen.getByRole('option', { name }));
}

describe('the export of a whole estate', () => {
  it('offers every format, the workbook first', async () => {
    const { user } = await show();
    expect(format()).toHaveTextContent('Excel workbook');
    await user.click(format());
    expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual(
      expect.arrayContaining([
        'Excel workbook, a sheet for each kind',
        'ZIP of CSV files, one for each kind',
        'JSON, a list for each kind',
      ]),
    );
  });

  it('saves what all servers have, by kind, and closes', async () => {
    const files = savedFiles();
    const part = await show();
    await choose(part, /^JSON/);
    await part.user.click(button('Export'));
    await part.settle();
    expect(files.map(({ name }) => name)).toEqual(['Moref estate.json']);
    const text = (await files[0]?.blob.text()) ?? '';
    for (const name of ['web-1', 'web-2', 'esx-1', 'Berlin', 'Paris'])
      expect(text).toContain(`"${name}"`);
    expect(useDialogs.getState().dialog).toBeNull();
    expect(part.core.estate.viewsOpen).toBe(0);
  });

  it.each([
    [/^Excel/, 'Moref estate.xlsx'],
    [/^ZIP/, 'Moref estate.csv.zip'],
  ])('packs the tables of the kinds into one file (%s)', async (chosen, name) => {
    const files = savedFiles();
    const part = await show();
    await choose(part, chosen);
    await part.user.click(button('Export'));
    await part.settle();
    expect(files.map((file) => file.name)).toEqual([name]);
    const start = new Uint8Array((await files[0]?.blob.arrayBuffer()) ?? new ArrayBuffer(0));
    // What every ZIP begins with.
    expect(start.slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
  });

  it('says why it failed, saves nothing, and can be tried again', async () => {
    const files = savedFiles();
    const core = new FakeCore();
    const part = await show(core);
    const answer = core.estate.answers['views.rows'];
    if (answer === undefined) throw new Error('The estate answers no rows.');
    core.refuse('views.rows', { kind: 'fault', message: 'The view was lost.' });
    await part.user.click(button('Export'));
    await part.settle();
    expect(within(dialog()).getByRole('alert')).toHaveTextContent('The view was lost.');
    expect(files).toEqual([]);
    expect(core.estate.viewsOpen).toBe(0);
    core.answer('views.rows', answer);
    await part.user.click(button('Export'));
    await part.settle();
    expect(files).toHaveLength(1);
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it('says what it is at, and ends with the dialog', async () => {
    const files = savedFiles();
    const core = new FakeCore();
    const part = await show(core);
    const held = core.hold('views.rows');
    await part.user.click(button('Export'));
    await part.settle();
    expect(within(dialog()).getByRole('status')).toBeVisible();
    expect(screen.getByRole('progressbar', { name: 'Exporting' })).toBeVisible();
    expect(held).not.toHaveLength(0);
    closeDialog();
    part.unmount();
    await part.settle();
    expect(held.every((one) => one.aborted())).toBe(true);
    expect(core.estate.viewsOpen).toBe(0);
    expect(files).toEqual([]);
  });
});
