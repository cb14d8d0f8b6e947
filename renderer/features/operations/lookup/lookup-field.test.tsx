// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { text } from '#shared/i18n/make-text.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { LookupInput } from '#shared/model/operation.ts';
import { FakeCore } from '../../../testing/fake-core.ts';
import type { Answer } from '../../../testing/answers.ts';
import { aRow, aServer, serverId, vmRef } from '../../../testing/objects.ts';
import { aLookup, anOffer } from '../../../testing/offers.ts';
import { renderPart, type RenderedPart } from '../../../testing/render-part.tsx';
import { OperationDialog } from '../operation-dialog.tsx';

const connection = serverId('Berlin');
const web = vmRef('web-01');

const hosts: readonly LookupOption[] = [
  { value: 'host-1', label: 'esx-01', kind: 'host', detail: '96 GiB free' },
  { value: 'host-2', label: 'esx-02', kind: 'host', detail: '12 GiB free' },
  { value: 'host-3', label: 'esx-03', kind: 'host', refused: 'It is in maintenance mode.' },
  { value: 'host-4', label: 'esx-04', kind: 'host', warning: 'It has other processors.' },
];

type Choices = Answer<'operations.choices'>;

/** A form that looks something up, in its list what the core tells. */
async function show(
  choices: Choices | readonly LookupOption[],
  inputs: readonly LookupInput[] = [aLookup('Host')],
): Promise<RenderedPart> {
  const core = new FakeCore({
    'operations.choices': typeof choices === 'function' ? choices : () => ({ options: choices }),
    'operations.run': () => ({ task: null }),
  });
  core.estate.server(aServer('Berlin'), [aRow('web-01')]);
  return renderPart(
    <OperationDialog
      address={{ connection, ref: web }}
      objectName="web-01"
      offer={anOffer({ id: 'vm.migrate', label: 'Migrate', inputs })}
    />,
    { core, strict: false },
  );
}

const field = (name = 'Host'): HTMLElement =>
  screen.getByRole('button', { name: new RegExp(`^${name}`) });
const lines = (): HTMLElement[] =>
  screen.queryAllByRole('row').filter((row) => row.hasAttribute('data-index'));
const nameIn = (row: HTMLElement | undefined): string =>
  row?.querySelector('.choice-label')?.textContent ?? '';
const names = (): string[] => lines().map(nameIn);
/** The lines, once they are there. */
const some = async (): Promise<HTMLElement[]> => {
  await screen.findByRole('grid');
  return lines();
};
const line = (name: RegExp): Promise<HTMLElement> => screen.findByRole('row', { name });
const active = (): string =>
  nameIn(lines().find((row) => row.getAttribute('aria-selected') === 'true'));
const given = (core: FakeCore) => core.asked('operations.run').map(({ inputs }) => inputs);

describe('a field for something that the server has', () => {
  it('asks for the choices when it is opened, and for what was given before; Enter takes the first', async () => {
    const { user, core } = await show(hosts);
    expect(core.asked('operations.choices')).toEqual([]);
    expect(field()).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(await some()).toHaveLength(4);
    expect(core.asked('operations.choices').at(-1)).toEqual({
      connection,
      ref: web,
      operation: 'vm.migrate',
      inputs: {},
      input: 'host',
    });
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('grid')).toBeNull();
    expect(field()).toHaveAccessibleName('Host * esx-01');
    await user.click(screen.getByRole('button', { name: 'Migrate' }));
    expect(given(core)).toEqual([{ host: 'host-1' }]);
  });

  it('is gone through by the keyboard to its ends, and by the first letters', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      value: `host-${index}`,
      label: `esx-${String(index).padStart(2, '0')}`,
    }));
    const { user } = await show(many);
    await user.click(field());
    await some();
    for (const [key, at] of [
      ['{ArrowDown}', 'esx-01'],
      ['{ArrowDown}{ArrowDown}{ArrowUp}', 'esx-02'],
      ['{Control>}{End}{/Control}', 'esx-29'],
      ['{ArrowDown}', 'esx-29'],
      ['{Control>}{Home}{/Control}', 'esx-00'],
      // A word that is begun leads to the line that begins so.
      ['esx-17', 'esx-17'],
    ] as const) {
      await user.keyboard(key);
      expect(active()).toBe(at);
    }
    await user.keyboard('{Enter}');
    expect(field()).toHaveAccessibleName('Host * esx-17');
  });

  it('marks names as of no language, and texts of the page not', async () => {
    const { user } = await show([
      { value: 'any', label: text('common.close') },
      { value: 'host-1', label: 'esx-01', detail: '96 GiB free', warning: 'Old processors.' },
    ]);
    await user.click(field());
    for (const name of ['esx-01', '96 GiB free', 'Old processors.'])
      expect(await screen.findByText(name)).toHaveAttribute('translate', 'no');
    expect(within(screen.getByRole('grid')).getByText('Close')).not.toHaveAttribute('translate');
    await user.click(await line(/esx-01/));
    expect(within(field()).getByText('esx-01')).toHaveAttribute('translate', 'no');
  });

  it('opens at what was chosen before', async () => {
    const { user } = await show(hosts, [
      aLookup('Host', { initial: 'host-2', initialLabel: 'esx-02' }),
    ]);
    expect(field()).toHaveAccessibleName('Host * esx-02');
    await user.click(field());
    expect(await line(/esx-02/)).toHaveTextContent('esx-02');
    expect(active()).toBe('esx-02');
  });

  it('searches in names and details, and says where nothing matches', async () => {
    const { user } = await show(hosts);
    await user.click(field());
    await some();
    await user.keyboard('12');
    expect(names()).toEqual(['esx-02']);
    await user.keyboard('34');
    expect(lines()).toEqual([]);
    expect(screen.getByRole('grid')).toHaveTextContent('Nothing matches.');
    await user.keyboard('{Enter}');
    expect(screen.getByRole('searchbox')).toHaveValue('1234');
    await user.keyboard('{Escape}');
    expect(names()).toHaveLength(4);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(field()).toHaveAccessibleName('Host * Choose…');
  });

  it('says why something cannot be chosen, and does not take it; what only speaks against one does not stand in the way', async () => {
    const { user } = await show(hosts);
    await user.click(field());
    const refused = await line(/esx-03/);
    expect(refused).toHaveAttribute('aria-disabled', 'true');
    expect(refused).toHaveTextContent('It is in maintenance mode.');
    await user.click(refused);
    expect(screen.getByRole('grid')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('grid')).toBeVisible();
    const warned = await line(/esx-04/);
    expect(warned).toHaveTextContent('It has other processors.');
    await user.click(warned);
    expect(field()).toHaveAccessibleName('Host * esx-04');
  });

  it('says that it waits for the server, and gives up when it is closed', async () => {
    const core = new FakeCore();
    const held = core.hold('operations.choices');
    core.estate.server(aServer('Berlin'), [aRow('web-01')]);
    const offer = anOffer({ inputs: [aLookup('Host')] });
    const { user, settle } = await renderPart(
      <OperationDialog address={{ connection, ref: web }} objectName="web-01" offer={offer} />,
      { core, strict: false },
    );
    await user.click(field());
    expect(screen.getByRole('status')).toHaveTextContent('Asking the server…');
    await user.keyboard('{Escape}');
    await settle();
    expect(held.at(-1)?.aborted()).toBe(true);
    expect(screen.getByRole('dialog')).toBeVisible();
  });

  it('says why the choices cannot be known, and asks again', async () => {
    let away = true;
    const { user } = await show(() => {
      if (away) throw new Error('The storage does not answer.');
      return { options: hosts };
    });
    await user.click(field());
    expect(await screen.findByRole('alert')).toHaveTextContent('The storage does not answer.');
    away = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await some()).toHaveLength(4);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says where there is nothing, and where there is more than is shown', async () => {
    const { user } = await show([]);
    await user.click(field());
    expect(await screen.findByText('There is nothing to choose from here.')).toBeVisible();
  });

  it('says that there is more than is shown', async () => {
    const { user } = await show(() => ({ options: hosts, truncated: true }));
    await user.click(field());
    expect(await screen.findByText(/There is more than is shown/)).toBeVisible();
  });

  it('has to be filled in where it is required, and can be emptied where it is not', async () => {
    const { user, core } = await show(hosts, [
      aLookup('Host'),
      aLookup('Storage', { required: false, initial: 'ds-1', initialLabel: 'fast' }),
    ]);
    await user.click(screen.getByRole('button', { name: 'Migrate' }));
    expect(field()).toHaveAccessibleDescription('Host has to be chosen.');
    expect(given(core)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Clear Storage' }));
    expect(field('Storage')).toHaveAccessibleName('Storage Choose…');
    expect(screen.queryByRole('button', { name: 'Clear Host' })).toBeNull();
    await user.click(field());
    await user.click(await line(/esx-02/));
    await user.click(screen.getByRole('button', { name: 'Migrate' }));
    expect(given(core)).toEqual([{ host: 'host-2' }]);
  });

  it('forgets what was chosen for another host, and asks anew for this one', async () => {
    const { user, core } = await show(
      ({ input, inputs }) => ({
        options:
          input === 'host'
            ? hosts
            : [
                {
                  value: `net-${String(inputs['host'])}`,
                  label: `LAN of ${String(inputs['host'])}`,
                },
              ],
      }),
      [aLookup('Host'), aLookup('Network', { dependsOn: ['host'] })],
    );
    const take = async (name: string, option: RegExp): Promise<void> => {
      await user.click(field(name));
      await user.click(await line(option));
    };
    await take('Host', /esx-01/);
    await take('Network', /LAN of host-1/);
    await take('Host', /esx-01/);
    expect(field('Network')).toHaveAccessibleName('Network * LAN of host-1');
    await take('Host', /esx-02/);
    expect(field('Network')).toHaveAccessibleName('Network * Choose…');
    await take('Network', /LAN of host-2/);
    await user.click(screen.getByRole('button', { name: 'Migrate' }));
    expect(given(core)).toEqual([{ host: 'host-2', network: 'net-host-2' }]);
  });
});

describe('choices in folders', () => {
  const folders: Choices = ({ under }) => {
    switch (under) {
      case undefined:
        return {
          options: [
            { value: '[iso]', label: 'iso', folder: 'only' },
            { value: '[vms]', label: 'vms', folder: 'choosable' },
          ],
        };
      case '[iso]':
        return {
          options: [
            { value: '[iso] linux', label: 'linux', folder: 'only' },
            { value: '[iso] tools.iso', label: 'tools.iso' },
          ],
        };
      case '[vms]':
        return { options: [] };
      default:
        return { options: [{ value: `${under}/debian.iso`, label: 'debian.iso' }] };
    }
  };

  it('are looked into by Enter and →, left by ← and Backspace, and found again by the way that led there', async () => {
    const { user, core } = await show(folders, [aLookup('Image')]);
    await user.click(field('Image'));
    await line(/iso/);
    await user.keyboard('{Enter}');
    await line(/tools\.iso/);
    await user.keyboard('{ArrowRight}');
    await line(/debian/);
    expect(core.asked('operations.choices').at(-1)?.under).toBe('[iso] linux');
    const way = screen.getByRole('navigation', { name: 'Folder' });
    expect(way).toHaveTextContent('All/iso/linux');
    await user.keyboard('{ArrowLeft}');
    await line(/tools\.iso/);
    await user.keyboard('{Backspace}');
    await line(/vms/);
    expect(screen.queryByRole('navigation', { name: 'Folder' })).toBeNull();
  });

  it('keep the arrows for the text while something is typed there', async () => {
    const { user } = await show(folders, [aLookup('Image')]);
    await user.click(field('Image'));
    await user.click(await line(/iso/));
    await line(/tools\.iso/);
    await user.keyboard('to{ArrowLeft}{Backspace}');
    expect(screen.getByRole('searchbox')).toHaveValue('o');
    expect(screen.getByRole('navigation', { name: 'Folder' })).toHaveTextContent('All/iso');
  });

  it('go back to any step of the way, with the search emptied', async () => {
    const { user } = await show(folders, [aLookup('Image')]);
    await user.click(field('Image'));
    await user.click(await line(/iso/));
    await user.click(await line(/linux/));
    await user.keyboard('deb');
    await user.click(
      within(screen.getByRole('navigation', { name: 'Folder' })).getByRole('button', {
        name: 'iso',
      }),
    );
    expect(await line(/tools\.iso/)).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'All' }));
    expect(await line(/vms/)).toBeVisible();
  });

  it('may be taken themselves where they are an answer, also by looking into them first', async () => {
    const { user, core } = await show(folders, [aLookup('Image')]);
    await user.click(field('Image'));
    await user.click(await screen.findByRole('button', { name: 'Look into vms' }));
    expect(await screen.findByText('There is nothing to choose from here.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Choose “vms” itself' }));
    expect(field('Image')).toHaveAccessibleName('Image * vms');
    await user.click(screen.getByRole('button', { name: 'Migrate' }));
    expect(given(core)).toEqual([{ image: '[vms]' }]);
  });
});
