// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { text } from '#shared/i18n/make-text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import { FakeCore } from '../../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../../testing/objects.ts';
import { aLookup, anOffer } from '../../../testing/offers.ts';
import { renderPart, type RenderedPart } from '../../../testing/render-part.tsx';
import { OperationDialog } from '../operation-dialog.tsx';

const connection = serverId('Berlin');
const gib = 1024 ** 3;

function host(name: string, used: number, more: Partial<LookupOption> = {}): LookupOption {
  return {
    value: name,
    label: name,
    kind: 'host',
    facts: {
      memory: {
        value: { used: used * gib, of: 128 * gib, unit: 'bytes' },
        from: [{ path: 'summary.quickStats.overallMemoryUsage' }],
      },
      memoryFree: { value: { bytes: (128 - used) * gib }, from: [{ path: 'memory_free' }] },
      version: { value: { text: `8.0.${used}` }, from: [{ path: 'product' }] },
    },
    ...more,
  };
}

const choices: LookupChoices = {
  columns: [
    { id: 'memory', label: text('choice.column.memory') },
    { id: 'memoryFree', label: text('choice.column.memoryFree') },
    { id: 'version', label: text('choice.column.version') },
  ],
  options: [
    host('esx-02', 16),
    host('esx-10', 64, { warning: 'It does not see ds-1.' }),
    host('esx-01', 8, { present: true, refused: 'It is there already.' }),
    host('esx-03', 0, { refused: 'It is in maintenance mode.' }),
  ],
};

/** A wizard whose first page is about a host, and whose second asks for a name. */
async function show(core = new FakeCore({})): Promise<RenderedPart> {
  core.answer('operations.choices', ({ search }) =>
    search === undefined
      ? choices
      : { ...choices, options: choices.options.filter(({ value }) => value.includes(search)) },
  );
  core.estate.server(aServer('Berlin'), [aRow('web-01')]);
  const step = 'Destination';
  const inputs = [
    aLookup('Host', { step }),
    aLookup('Storage', { step, required: false }),
    { type: 'text', name: 'name', label: 'Name', required: true, step: 'Name' } as const,
  ];
  const part = await renderPart(
    <OperationDialog
      address={{ connection, ref: vmRef('web-01') }}
      objectName="web-01"
      offer={anOffer({ id: 'vm.migrate', label: 'Migrate', inputs })}
    />,
    { core, strict: false },
  );
  await screen.findByRole('grid', { name: 'Host' });
  await part.settle();
  return part;
}

const lines = (): HTMLElement[] =>
  screen.getAllByRole('row').filter((row) => row.hasAttribute('data-index'));
const names = (): (string | undefined)[] =>
  lines().map((row) => row.querySelector('.choice-label')?.textContent ?? undefined);
const cells = (row: HTMLElement | undefined): (string | null)[] =>
  row === undefined
    ? []
    : within(row)
        .getAllByRole('gridcell')
        .map(({ textContent }) => textContent);
const title = (): string => screen.getByRole('heading', { level: 3 }).textContent;

describe('choices in a wizard', () => {
  it('are a table: what there is now is marked, amounts have their per cent, what cannot be chosen says why', async () => {
    await show();
    expect(names()).toEqual(['esx-02', 'esx-10', 'esx-01', 'esx-03']);
    expect(cells(lines()[0])).toEqual([
      'esx-02',
      '16 of 128 GiB · 12.5 %',
      '112 GiB',
      '8.0.16',
      '',
    ]);
    expect(cells(lines()[1]).at(-1)).toBe('It does not see ds-1.');
    expect(cells(lines()[2])).toEqual([
      'esx-01now',
      '8 of 128 GiB · 6.3 %',
      '120 GiB',
      '8.0.8',
      'It is there already.',
    ]);
    expect(lines().map((row) => row.getAttribute('aria-disabled'))).toEqual([
      null,
      null,
      'true',
      'true',
    ]);
  });

  it('tell the exact amount and the native property on hover', async () => {
    await show();
    const cell = within(lines()[0] as HTMLElement).getByText('16 of 128 GiB · 12.5 %');
    const hint = cell.closest('[title]')?.getAttribute('title');
    expect(hint).toContain('17,179,869,184');
    expect(hint).toContain('summary.quickStats.overallMemoryUsage');
  });

  it('are chosen by Enter, the best first, and Enter goes on from there', async () => {
    const { user } = await show();
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Host * esx-02' })).toBeVisible();
    expect(title()).toBe('Destination');
    await user.keyboard('{Enter}');
    expect(title()).toBe('Name');
  });

  it('are chosen in the table by the keyboard, and never one that is refused', async () => {
    const { user } = await show();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('grid')).toHaveFocus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByRole('button', { name: 'Host * Choose…' })).toBeVisible();
    await user.keyboard('{ArrowUp} ');
    expect(screen.getByRole('button', { name: 'Host * esx-10' })).toBeVisible();
    await user.keyboard('{Enter}');
    expect(title()).toBe('Name');
  });

  it('are sorted by a heading, amounts as amounts, and that is not kept for the next time', async () => {
    const { user, unmount } = await show();
    await user.click(screen.getByRole('columnheader', { name: 'Memory' }));
    expect(names()).toEqual(['esx-03', 'esx-01', 'esx-02', 'esx-10']);
    unmount();
    await show();
    expect(names()).toEqual(['esx-02', 'esx-10', 'esx-01', 'esx-03']);
  });

  it('share the room of a page: one table is open, and another takes its place', async () => {
    const { user } = await show();
    const button = (name: RegExp): HTMLElement => screen.getByRole('button', { name });
    expect(button(/^Host/)).toHaveAttribute('aria-expanded', 'true');
    await user.click(button(/^Storage/));
    expect(await screen.findByRole('grid', { name: 'Storage' })).toBeVisible();
    expect(screen.queryByRole('grid', { name: 'Host' })).toBeNull();
    // What may be left out is not proposed.
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(button(/^Storage/)).toHaveAccessibleName('Storage Choose…');
  });

  it('are searched by the core where there are more than it tells at once', async () => {
    const core = new FakeCore({});
    const { user, settle } = await show(core);
    core.answer('operations.choices', ({ search }) =>
      search === undefined
        ? { ...choices, truncated: true }
        : { options: [host(`far-${search}`, 1)] },
    );
    await user.click(screen.getByRole('button', { name: /^Storage/ }));
    await screen.findByRole('grid', { name: 'Storage' });
    await user.keyboard('77');
    await settle();
    expect(await screen.findByRole('row', { name: /far-77/ })).toBeVisible();
  });
});
