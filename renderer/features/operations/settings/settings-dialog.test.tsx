// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OperationInput, OperationOffer } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import { showDialog, useDialogs } from '../../../state/dialogs.ts';
import { FakeCore } from '../../../testing/fake-core.ts';
import type { FakeFeed } from '../../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../../testing/render-part.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { fullLabel } from './settings-field.tsx';

const connection = serverId('Berlin');
const address = { connection, ref: vmRef('web-01') };

const inputs = (cpus: number): readonly OperationInput[] => [
  {
    name: 'rename/name',
    label: 'Name',
    type: 'text',
    required: true,
    initial: 'web-01',
    step: 'General',
  },
  {
    name: 'vm.cpus/cpus',
    label: 'vCPUs',
    type: 'number',
    required: true,
    initial: cpus,
    step: 'Compute',
    section: 'CPU',
  },
  {
    name: 'vm.cpus/@version',
    label: '',
    type: 'text',
    required: false,
    hidden: true,
    initial: `v${cpus}`,
  },
  {
    name: 'vm.memory/mib',
    label: 'Memory',
    type: 'number',
    required: true,
    unit: 'MiB',
    initial: 4096,
    step: 'Compute',
    section: 'Memory',
    refused: 'It runs.',
  },
  {
    name: 'disk.create/do',
    label: 'Add disk',
    type: 'boolean',
    required: false,
    initial: false,
    step: 'Disks',
  },
  {
    name: 'disk.create/size',
    label: 'Size',
    type: 'number',
    required: true,
    initial: 10,
    step: 'Disks',
    when: { input: 'disk.create/do', is: [true] },
  },
];
const offer = (cpus = 2, more: Partial<OperationOffer> = {}): OperationOffer => ({
  id: 'settings',
  label: 'Edit settings',
  group: 'edit',
  edits: true,
  inputs: inputs(cpus),
  ...more,
});
const plan: OperationPlan = {
  outcome: 'run',
  steps: ['Changes it.'],
  findings: [],
  requests: [],
  commands: [],
};

async function show(
  at?: { readonly operation: string },
  given: OperationOffer = offer(),
): Promise<RenderedPart> {
  const core = new FakeCore({
    'operations.run': () => ({ task: null }),
    'operations.plan': () => plan,
  });
  core.estate.server(aServer('Berlin'), [aRow('web-01')]);
  feeds.set(core, core.feed('offers', address).put(address.ref, [given]));
  const props = { address, objectName: 'web-01', offer: given, ...(at && { at }) };
  showDialog({ kind: 'settings', ...props });
  return renderPart(<SettingsDialog {...props} />, { core });
}

/** The offers of the machine, as they come while the dialog is open. */
const feeds = new WeakMap<FakeCore, FakeFeed<'offers'>>();
const live = (core: FakeCore): FakeFeed<'offers'> => feeds.get(core) as FakeFeed<'offers'>;

const apply = (): HTMLElement => screen.getByRole('button', { name: 'Apply' });

describe('the dialog of settings', () => {
  it('opens at the first page, with every value, and nothing to apply', async () => {
    await show();
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
      'General',
      'Compute',
      'Disks',
    ]);
    expect(screen.getByRole('textbox', { name: /Name/ })).toHaveValue('web-01');
    expect(apply()).toBeDisabled();
  });

  it('opens at the page of an operation, with the keyboard in its field', async () => {
    await show({ operation: 'vm.cpus' });
    expect(screen.getByRole('textbox', { name: /vCPUs/ })).toHaveFocus();
  });

  it('shows what cannot be changed, and why', async () => {
    await show({ operation: 'vm.memory' });
    const field = screen.getByRole('textbox', { name: /Memory/ });
    expect(field).toHaveValue('4096');
    expect(field).toHaveAttribute('readonly');
    expect(field).toHaveAccessibleDescription('It runs.');
  });

  it('marks changes, undoes them one by one, and sends the others together', async () => {
    const { user, core } = await show({ operation: 'vm.cpus' });
    await user.clear(screen.getByRole('textbox', { name: /vCPUs/ }));
    await user.type(screen.getByRole('textbox', { name: /vCPUs/ }), '4');
    expect(screen.getByText('Was: 2')).toBeVisible();
    await user.click(screen.getByRole('tab', { name: /General/ }));
    await user.type(screen.getByRole('textbox', { name: /Name/ }), 'x');
    const changes = screen.getByRole('region', { name: 'Changes' });
    expect(
      within(changes)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Name: web-01 → x', 'CPU: vCPUs: 2 → 4']);
    await user.click(within(changes).getByRole('button', { name: 'Undo Name' }));
    expect(screen.getByRole('textbox', { name: /Name/ })).toHaveValue('web-01');
    expect(await screen.findByText('Changes it.')).toBeVisible();
    await user.click(apply());
    expect(core.asked('operations.run').at(-1)).toMatchObject({
      operation: 'settings',
      inputs: { 'vm.cpus/cpus': 4, 'vm.cpus/@version': 'v2' },
    });
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it('sets the switch of what it was opened for', async () => {
    await show({ operation: 'disk.create' });
    expect(screen.getByRole('checkbox', { name: 'Add disk' })).toBeChecked();
    expect(screen.getByRole('textbox', { name: /Size/ })).toHaveValue('10');
  });

  it('says what somebody else has changed meanwhile, and goes on from there', async () => {
    const { user, core } = await show({ operation: 'vm.cpus' });
    const field = (): HTMLElement => screen.getByRole('textbox', { name: /vCPUs/ });
    await user.clear(field());
    await user.type(field(), '8');
    act(() => void live(core).put(address.ref, [offer(3)]));
    expect(await screen.findByText(/Somebody else has changed it meanwhile/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Change it from there' }));
    expect(screen.getByText('Was: 3')).toBeVisible();
    expect(field()).toHaveValue('8');
  });

  it('can be opened where nothing may be changed, and says why', async () => {
    await show(undefined, offer(2, { refused: 'The server is read-only.' }));
    expect(screen.getByText('The server is read-only.')).toBeVisible();
    expect(apply()).toBeDisabled();
  });
});

describe('the name of a setting among others', () => {
  it('says what it is of, and that once', () => {
    const setting = { name: 'x', label: 'Memory', type: 'number', required: true } as const;
    expect(fullLabel({ ...setting, section: 'CPU', label: 'vCPUs' })).toBe('CPU: vCPUs');
    expect(fullLabel({ ...setting, section: 'Memory' })).toBe('Memory');
    expect(fullLabel(setting)).toBe('Memory');
  });
});
