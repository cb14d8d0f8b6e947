// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OperationInput, OperationOffer } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { showDialog, useDialogs } from '../../../state/dialogs.ts';
import { FakeCore } from '../../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../../testing/objects.ts';
import { aNumber, anOffer } from '../../../testing/offers.ts';
import { renderPart, type RenderedPart } from '../../../testing/render-part.tsx';
import { OperationDialog } from '../operation-dialog.tsx';

const connection = serverId('Berlin');
const web = vmRef('web-01');

const inputs: readonly OperationInput[] = [
  { type: 'text', name: 'name', label: 'Name', required: true, step: 'Name' },
  aNumber('CPUs', { step: 'Hardware', integer: true, min: 1 }),
  { type: 'boolean', name: 'disk', label: 'Add a disk', required: false, step: 'Hardware' },
  aNumber('Size', { step: 'Storage', unit: 'GiB', when: { input: 'disk', is: [true] } }),
];

const fine: OperationPlan = {
  outcome: 'run',
  steps: ['Copies web-01 to web-02.', 'Powers web-02 on.'],
  findings: [],
  requests: [],
  commands: [],
};

async function show(
  core: FakeCore,
  offer: Partial<OperationOffer> = {},
): Promise<RenderedPart & { readonly fill: () => Promise<void> }> {
  core.estate.server(aServer('Berlin'), [aRow('web-01')]);
  const props = {
    address: { connection, ref: web },
    objectName: 'web-01',
    offer: anOffer({ id: 'vm.clone', label: 'Clone', inputs, ...offer }),
  };
  showDialog({ kind: 'operation', ...props });
  const part = await renderPart(<OperationDialog {...props} />, { core });
  return {
    ...part,
    // To the last page, by the keyboard alone.
    fill: async () => {
      await part.user.keyboard('web-02{Enter}');
      await part.user.keyboard('4{Enter}');
      await part.settle();
    },
  };
}

const heading = (): string => screen.getByRole('heading', { level: 3 }).textContent;
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const steps = (): HTMLElement => screen.getByRole('navigation', { name: 'Pages' });
const step = (name: RegExp): HTMLElement => within(steps()).getByRole('button', { name });

describe('a wizard', () => {
  it('asks page by page, each with the keyboard in its first field, and sends all at the end', async () => {
    const core = new FakeCore({
      'operations.plan': () => fine,
      'operations.run': () => ({ task: null }),
    });
    const { user, fill, settle } = await show(core);
    expect(heading()).toBe('Name');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    expect(core.asked('operations.plan')).toEqual([]);
    await fill();
    expect(heading()).toBe('Check');
    // There is no field to fill in: who cannot see it is led to the heading.
    expect(screen.getByRole('heading', { name: 'Check' })).toHaveFocus();
    expect(core.asked('operations.plan')).toMatchObject([
      { operation: 'vm.clone', inputs: { name: 'web-02', cpus: 4, disk: false }, check: true },
    ]);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(
      expect.arrayContaining(['Copies web-01 to web-02.', 'Powers web-02 on.']),
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'Nothing was found that speaks against it.',
    );
    await user.click(button('Clone'));
    await settle();
    expect(core.asked('operations.run')).toEqual([
      {
        connection,
        ref: web,
        operation: 'vm.clone',
        inputs: { name: 'web-02', cpus: 4, disk: false },
      },
    ]);
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it('makes several at once of a pattern of names, and says what speaks against which', async () => {
    const run = 'run-1' as RunId;
    const address = { connection, ref: web };
    const core = new FakeCore({
      'operations.plan': () => fine,
      'runs.preview': () => ({
        items: [
          { ...address, name: 'web-01', outcome: 'run', warning: 'It is taken.' },
          { ...address, name: 'web-02', outcome: 'run' },
        ],
        byKind: [],
      }),
      'runs.start': () => ({ run }),
    });
    const named = inputs.map((input) =>
      input.type === 'text' ? { ...input, pattern: true as const } : input,
    );
    const { user, settle } = await show(core, { inputs: named });
    await user.keyboard('web-{{01..999}{Enter}');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
      'That is 999 names; 500 are the most.',
    );
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('web-{{01..02}{Enter}4{Enter}');
    await settle();
    expect(core.asked('operations.plan')).toMatchObject([{ inputs: { name: 'web-01' } }]);
    const list = screen.getByRole('region', { name: 'Several at once' });
    expect(list).toHaveTextContent('2 in one run; the first stands for all:web-01, web-02');
    expect(await within(list).findByRole('alert')).toHaveTextContent('web-01: It is taken.');
    await user.click(button('Clone'));
    await settle();
    expect(core.asked('runs.start')).toMatchObject([
      { operation: 'vm.clone', each: { input: 'name', values: ['web-01', 'web-02'] } },
    ]);
    expect(core.asked('operations.run')).toEqual([]);
    expect(useDialogs.getState().dialog).toEqual({ kind: 'run', run });
  });

  it('lets nobody off a page that lacks something, and says what', async () => {
    const { user } = await show(new FakeCore());
    const field = screen.getByRole('textbox', { name: 'Name' });
    await user.click(button('Next'));
    expect(heading()).toBe('Name');
    expect(field).toHaveAccessibleDescription('Name must not be empty.');
    await user.type(field, 'web-02');
    await user.click(button('Next'));
    expect(heading()).toBe('Hardware');
    // A page that was not left yet complains of nothing.
    expect(screen.getByRole('textbox', { name: 'CPUs' })).toBeValid();
  });

  it('keeps what was typed when one goes back, and forward again', async () => {
    const { user } = await show(new FakeCore());
    expect(button('Back')).toBeDisabled();
    await user.keyboard('web-02{Enter}8');
    await user.click(button('Back'));
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('web-02');
    await user.click(button('Next'));
    expect(screen.getByRole('textbox', { name: 'CPUs' })).toHaveValue('8');
  });

  it('leads directly to pages that were reached, and to no other', async () => {
    const { user } = await show(new FakeCore());
    expect(step(/Name/)).toHaveAttribute('aria-current', 'step');
    expect(step(/Hardware/)).toBeDisabled();
    await user.keyboard('web-02{Enter}');
    expect(step(/Hardware/)).toHaveAttribute('aria-current', 'step');
    expect(step(/Check/)).toBeDisabled();
    await user.click(step(/Name/));
    expect(heading()).toBe('Name');
    expect(step(/Hardware/)).toBeEnabled();
    await user.click(step(/Hardware/));
    expect(heading()).toBe('Hardware');
  });

  it('has a page more while an answer asks for it', async () => {
    const { user } = await show(new FakeCore());
    const pages = (): string[] =>
      within(steps())
        .getAllByRole('button')
        .map(({ textContent }) => textContent.replace(/^\d/, ''));
    expect(pages()).toEqual(['Name', 'Hardware', 'Check']);
    await user.keyboard('web-02{Enter}2');
    await user.click(screen.getByRole('checkbox', { name: 'Add a disk' }));
    expect(pages()).toEqual(['Name', 'Hardware', 'Storage', 'Check']);
    await user.click(button('Next'));
    expect(heading()).toBe('Storage');
    expect(screen.getByRole('textbox', { name: 'Size' })).toHaveFocus();
  });

  it('goes back to the page that has become wrong since, instead of sending', async () => {
    const core = new FakeCore({ 'operations.plan': () => fine });
    const { user, fill } = await show(core);
    await fill();
    await user.click(step(/Name/));
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.click(step(/Check/));
    await user.click(await screen.findByRole('button', { name: 'Clone' }));
    expect(heading()).toBe('Name');
    expect(screen.getByRole('textbox', { name: 'Name' })).toBeInvalid();
    expect(core.asked('operations.run')).toEqual([]);
  });
});

describe('the last page of a wizard', () => {
  it('waits for the server’s answer before it lets go on', async () => {
    const core = new FakeCore({ 'operations.run': () => ({ task: null }) });
    const held = core.hold('operations.plan');
    const { fill, settle } = await show(core);
    await fill();
    expect(screen.getByRole('status')).toHaveTextContent(
      'The server is asked whether this can work…',
    );
    expect(button('Clone')).toBeDisabled();
    held.at(-1)?.answer(fine);
    await settle();
    expect(button('Clone')).toBeEnabled();
  });

  it.each<{
    readonly what: string;
    readonly plan: Partial<OperationPlan>;
    readonly says: string;
    readonly goesOn: boolean;
  }>([
    {
      what: 'an error',
      plan: { findings: [{ severity: 'error', message: 'The datastore is full.' }] },
      says: 'The datastore is full.',
      goesOn: false,
    },
    {
      what: 'a warning',
      plan: { findings: [{ severity: 'warning', message: 'The network is slow.' }] },
      says: 'The network is slow.',
      goesOn: true,
    },
    {
      what: 'a refusal',
      plan: { outcome: 'refused', reason: 'It is being migrated.' },
      says: 'It is being migrated.',
      goesOn: false,
    },
    {
      what: 'that it is so already',
      plan: { outcome: 'done', steps: [] },
      says: 'There is nothing to do: it is so already.',
      goesOn: false,
    },
  ])('shows $what, and lets go on only where that can work', async ({ plan, says, goesOn }) => {
    const { fill } = await show(new FakeCore({ 'operations.plan': () => ({ ...fine, ...plan }) }));
    await fill();
    expect(screen.getByRole('alert')).toHaveTextContent(says);
    expect(screen.queryByText('Nothing was found that speaks against it.')).toBeNull();
    if (goesOn) expect(button('Clone')).toBeEnabled();
    else expect(button('Clone')).toBeDisabled();
  });

  it('says that the server could not be asked, and asks it again', async () => {
    const core = new FakeCore();
    core.refuse('operations.plan', { kind: 'unreachable', message: 'Berlin does not answer.' });
    const { user, fill, settle } = await show(core);
    await fill();
    expect(screen.getByRole('alert')).toHaveTextContent('Berlin does not answer.');
    core.answer('operations.plan', () => fine);
    await user.click(button('Try again'));
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(button('Clone')).toBeEnabled();
  });

  it('asks anew about what was changed since', async () => {
    const core = new FakeCore({
      'operations.plan': ({ inputs: given }) => ({
        ...fine,
        steps: [`Copies web-01 to ${String(given['name'])}.`],
      }),
    });
    const { user, fill, settle } = await show(core);
    await fill();
    await user.click(step(/Name/));
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'db-07');
    await user.click(step(/Check/));
    await settle();
    expect(screen.getByText('Copies web-01 to db-07.')).toBeVisible();
    expect(screen.queryByText('Copies web-01 to web-02.')).toBeNull();
  });

  it('says what will be lost, and asks for the name on a production server', async () => {
    const core = new FakeCore({
      'operations.plan': () => fine,
      'operations.run': () => ({ task: null }),
    });
    const { user, fill, settle } = await show(core, {
      destructive: true,
      confirm: 'Replace web-01?',
      risk: 'Its disks are lost.',
      guard: 'web-01',
    });
    await fill();
    expect(screen.getByRole('dialog')).toHaveTextContent('Replace web-01? Its disks are lost.');
    expect(button('Clone')).toBeDisabled();
    await user.type(screen.getByRole('textbox', { name: 'Type web-01 to confirm' }), 'web-01');
    await user.click(button('Clone'));
    await settle();
    expect(core.asked('operations.run')).toMatchObject([{ typed: 'web-01' }]);
  });

  it('stays with what the server said to the operation itself; nothing has to be typed again', async () => {
    const core = new FakeCore({ 'operations.plan': () => fine });
    core.refuse('operations.run', { kind: 'denied', message: 'You may not clone here.' });
    const { user, fill, settle } = await show(core);
    await fill();
    await user.click(button('Clone'));
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent('You may not clone here.');
    expect(heading()).toBe('Check');
    core.answer('operations.run', () => ({ task: null }));
    await user.click(button('Clone'));
    await settle();
    expect(useDialogs.getState().dialog).toBeNull();
  });
});
