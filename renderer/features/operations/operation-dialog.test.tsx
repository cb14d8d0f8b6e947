// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { UserEvent } from '@testing-library/user-event';
import type { InputValues, OperationInput, OperationOffer } from '#shared/model/operation.ts';
import type { TaskKey } from '#shared/model/task.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { aLookup, aNumber, anOffer } from '../../testing/offers.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import type { OperationDialogProps } from './operation-dialog-props.ts';
import { OperationDialog } from './operation-dialog.tsx';

const connection = serverId('Berlin');
const web = vmRef('web-01');

/** The dialog of an offer for the machine web-01, which the core accepts. */
async function show(
  offer: Partial<OperationOffer>,
  given: Partial<OperationDialogProps> = {},
  core = new FakeCore(),
): Promise<RenderedPart> {
  core.estate.server(aServer('Berlin'), [aRow('web-01')]);
  core.answer('operations.run', () => ({ task: null }));
  return present(offer, given, core);
}

function present(
  offer: Partial<OperationOffer>,
  given: Partial<OperationDialogProps>,
  core: FakeCore,
): Promise<RenderedPart> {
  const props = {
    address: { connection, ref: web },
    objectName: 'web-01',
    offer: anOffer(offer),
    ...given,
  };
  showDialog({ kind: 'operation', ...props });
  return renderPart(<OperationDialog {...props} />, { core });
}

const submitButton = (name = 'Change'): HTMLElement => screen.getByRole('button', { name });
const isOpen = (): boolean => useDialogs.getState().dialog !== null;

const title: OperationInput = { type: 'text', name: 'title', label: 'Title', required: true };
const notes: OperationInput = {
  type: 'text',
  name: 'notes',
  label: 'Notes',
  required: false,
  multiline: true,
};
const memory = aNumber('Memory', { unit: 'MiB', min: 4, max: 65_536, multipleOf: 4 });
const cpus = aNumber('CPUs', { integer: true, min: 1, max: 64, initial: 2 });
const mode: OperationInput = {
  type: 'choice',
  name: 'mode',
  label: 'Mode',
  required: true,
  options: [
    { value: 'thin', label: 'Thin' },
    { value: 'thick', label: 'Thick' },
  ],
};

async function choose(user: UserEvent, field: string, option: string): Promise<void> {
  await user.click(screen.getByRole('combobox', { name: field }));
  await user.click(await screen.findByRole('option', { name: option }));
}

describe('the dialog of an operation', () => {
  it('names operation, object and server, and has the keyboard in its first field with what stands there selected', async () => {
    const { user, core } = await show({
      id: 'rename',
      label: 'Rename',
      inputs: [{ ...title, label: 'New name', name: 'name', initial: 'web-01' }],
    });
    expect(screen.getByRole('dialog', { name: 'Rename: web-01' })).toHaveTextContent('Berlin');
    expect(screen.getByRole('textbox', { name: 'New name' })).toHaveFocus();
    await user.keyboard('web-02{Enter}');
    expect(core.asked('operations.run')).toEqual([
      { connection, ref: web, operation: 'rename', inputs: { name: 'web-02' } },
    ]);
    expect(isOpen()).toBe(false);
  });

  it.each<{
    readonly kind: string;
    readonly input: OperationInput;
    readonly fill: (user: UserEvent) => Promise<void>;
    readonly sends: InputValues;
  }>([
    {
      kind: 'a line of text',
      input: title,
      fill: (user) => user.type(screen.getByRole('textbox', { name: 'Title' }), 'Größe “2”'),
      sends: { title: 'Größe “2”' },
    },
    {
      kind: 'several lines of text',
      input: notes,
      fill: (user) => user.type(screen.getByRole('textbox', { name: 'Notes' }), 'one{Enter}two'),
      sends: { notes: 'one\ntwo' },
    },
    {
      kind: 'a number in the unit of its field',
      input: memory,
      fill: (user) => user.type(screen.getByRole('textbox', { name: 'Memory' }), '2048'),
      sends: { memory: 2048 },
    },
    {
      kind: 'a number with a unit of its own',
      input: memory,
      fill: (user) => user.type(screen.getByRole('textbox', { name: 'Memory' }), '16 GB'),
      sends: { memory: 16_384 },
    },
    {
      kind: 'the number that stands there',
      input: cpus,
      fill: () => Promise.resolve(),
      sends: { cpus: 2 },
    },
    {
      kind: 'nothing for a number that may be left out',
      input: { ...cpus, required: false },
      fill: (user) => user.clear(screen.getByRole('textbox', { name: 'CPUs' })),
      sends: {},
    },
    {
      kind: 'yes',
      input: { type: 'boolean', name: 'start', label: 'Power it on afterwards', required: false },
      fill: (user) => user.click(screen.getByRole('checkbox', { name: 'Power it on afterwards' })),
      sends: { start: true },
    },
    {
      kind: 'no, where yes was proposed',
      input: { type: 'boolean', name: 'keep', label: 'Keep', required: false, initial: true },
      fill: (user) => user.click(screen.getByRole('checkbox', { name: 'Keep' })),
      sends: { keep: false },
    },
    {
      kind: 'a choice',
      input: mode,
      fill: (user) => choose(user, 'Mode', 'Thick'),
      sends: { mode: 'thick' },
    },
    {
      kind: 'the only thing that there is to choose',
      input: { ...mode, options: [{ value: 'thin', label: 'Thin' }] },
      fill: () => Promise.resolve(),
      sends: { mode: 'thin' },
    },
    {
      kind: 'no choice, taken back by the dash',
      input: { ...mode, required: false, initial: 'thin' },
      fill: (user) => choose(user, 'Mode', '–'),
      sends: {},
    },
  ])('sends $kind', async ({ input, fill, sends }) => {
    const { user, core } = await show({ inputs: [input] });
    await fill(user);
    await user.click(submitButton());
    expect(core.asked('operations.run')).toEqual([expect.objectContaining({ inputs: sends })]);
    expect(isOpen()).toBe(false);
  });

  it.each<{
    readonly what: string;
    readonly inputs: readonly OperationInput[];
    readonly field: string;
    readonly typed: string;
    readonly says: string;
    readonly better: string;
  }>([
    {
      what: 'nothing',
      inputs: [title],
      field: 'Title',
      typed: ' ',
      says: 'Title must not be empty.',
      better: 'web',
    },
    {
      what: 'no number',
      inputs: [cpus],
      field: 'CPUs',
      typed: 'many',
      says: 'CPUs must be a number.',
      better: '4',
    },
    {
      what: 'a part of one',
      inputs: [cpus],
      field: 'CPUs',
      typed: '1.5',
      says: 'CPUs must be a number.',
      better: '1',
    },
    {
      what: 'too little',
      inputs: [cpus],
      field: 'CPUs',
      typed: '0',
      says: 'CPUs must be at least 1.',
      better: '1',
    },
    {
      what: 'too much',
      inputs: [memory],
      field: 'Memory',
      typed: '1 TB',
      says: 'Memory must be at most 65536.',
      better: '64 GB',
    },
    {
      what: 'no multiple',
      inputs: [memory],
      field: 'Memory',
      typed: '1023',
      says: 'Memory must be a multiple of 4.',
      better: '1024',
    },
    {
      what: 'what does not divide another',
      inputs: [cpus, aNumber('Cores', { divides: 'cpus' })],
      field: 'Cores',
      typed: '3',
      says: 'CPUs must be a multiple of Cores, 3.',
      better: '2',
    },
  ])(
    'does not send $what, says so at the field once it was tried, and takes what is right',
    async (one) => {
      const { user, core } = await show({ inputs: one.inputs });
      const field = screen.getByRole('textbox', { name: one.field });
      await user.clear(field);
      await user.type(field, one.typed);
      expect(field).toBeValid();
      await user.keyboard('{Enter}');
      expect(field).toBeInvalid();
      expect(field).toHaveAccessibleDescription(expect.stringContaining(one.says));
      expect(core.asked('operations.run')).toEqual([]);
      await user.clear(field);
      await user.type(field, one.better);
      expect(field).toBeValid();
      await user.keyboard('{Enter}');
      expect(core.asked('operations.run')).toHaveLength(1);
    },
  );

  it('asks for what an answer brings with it, and sends nothing of what is not asked any more', async () => {
    const { user, core } = await show({
      inputs: [
        { type: 'boolean', name: 'disk', label: 'Add a disk', required: false },
        aNumber('Size', { when: { input: 'disk', is: [true] } }),
      ],
    });
    expect(screen.queryByRole('textbox', { name: 'Size' })).toBeNull();
    const disk = screen.getByRole('checkbox', { name: 'Add a disk' });
    await user.click(disk);
    await user.type(screen.getByRole('textbox', { name: 'Size' }), '20');
    await user.click(disk);
    expect(screen.queryByRole('textbox', { name: 'Size' })).toBeNull();
    await user.click(disk);
    expect(screen.getByRole('textbox', { name: 'Size' })).toHaveValue('20');
    await user.click(disk);
    await user.click(submitButton());
    expect(core.asked('operations.run')).toMatchObject([{ inputs: { disk: false } }]);
  });

  it('says below a field what it is for, and what is wrong with it in place of that', async () => {
    const { user } = await show({ inputs: [{ ...title, help: 'As people will look for it.' }] });
    const field = screen.getByRole('textbox', { name: 'Title' });
    expect(field).toHaveAccessibleDescription('As people will look for it.');
    await user.click(submitButton());
    expect(field).toHaveAccessibleDescription('Title must not be empty.');
  });

  it('neither asks for what is given beforehand, nor overwrites what a field has of its own', async () => {
    const { user, core } = await show(
      { inputs: [aLookup('Snapshot'), title, { ...notes, initial: 'Before the update' }] },
      {
        preset: { snapshot: 'snapshot-7' },
        suggested: { title: 'nightly', notes: 'Something else' },
      },
    );
    expect(screen.queryByText('Snapshot *')).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Title' })).toHaveValue('nightly');
    expect(screen.getByRole('textbox', { name: 'Notes' })).toHaveValue('Before the update');
    await user.click(submitButton());
    expect(core.asked('operations.run')).toMatchObject([
      { inputs: { snapshot: 'snapshot-7', title: 'nightly', notes: 'Before the update' } },
    ]);
  });

  it('sends once, though Enter is pressed twice, and says that it is under way', async () => {
    const core = new FakeCore();
    const held = core.hold('operations.run');
    core.estate.server(aServer('Berlin'), [aRow('web-01')]);
    const { user, settle } = await present({ inputs: [title] }, {}, core);
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'web{Enter}{Enter}');
    expect(submitButton('Starting…')).toBeDisabled();
    expect(held).toHaveLength(1);
    held[0]?.answer({ task: null });
    await settle();
    expect(isOpen()).toBe(false);
  });

  it('stays with the server’s refusal and what was typed, until another try succeeds', async () => {
    const core = new FakeCore();
    core.refuse('operations.run', {
      kind: 'invalid',
      message: 'There is already a machine called web.',
      native: { type: 'DuplicateName', members: { name: 'web' } },
    });
    core.estate.server(aServer('Berlin'), [aRow('web-01')]);
    const { user, settle } = await present({ inputs: [title] }, {}, core);
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'web{Enter}');
    await settle();
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('There is already a machine called web.');
    expect(alert).toHaveTextContent('DuplicateName');
    await user.click(within(alert).getByRole('button', { name: 'Copy details' }));
    expect(await navigator.clipboard.readText()).toContain('"name": "web"');
    core.answer('operations.run', () => ({ task: null }));
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'web-2{Enter}');
    await settle();
    expect(core.asked('operations.run').at(-1)?.inputs).toEqual({ title: 'web-2' });
    expect(isOpen()).toBe(false);
  });

  it('is left by Escape without anything being sent; a click beside it throws nothing away that was typed', async () => {
    const { user, core } = await show({ inputs: [title] });
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'web');
    const beside = document.querySelector('.MuiDialog-container');
    if (beside !== null) await user.click(beside);
    expect(isOpen()).toBe(true);
    await user.keyboard('{Escape}');
    expect(isOpen()).toBe(false);
    expect(core.asked('operations.run')).toEqual([]);
  });

  it('selects what it has made, once that is there', async () => {
    const core = new FakeCore();
    const key = `${connection}/Task:task-1` as TaskKey;
    const made = vmRef('web-09');
    core.estate.server(aServer('Berlin'), [aRow('web-01')]);
    core.answer('operations.run', () => ({ task: key }));
    const tasks = core.feed('tasks');
    const { user, settle } = await present(
      { id: 'vm.clone', label: 'Clone', group: 'create', inputs: [title] },
      {},
      core,
    );
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'web-09{Enter}');
    tasks.put(key, {
      key,
      connection,
      name: 'Clone',
      own: true,
      state: 'success',
      queuedAt: 1,
      finishedAt: 2,
      cancelable: false,
      made,
    });
    await settle();
    expect(useWorkspace.getState().current).toBeNull();
    core.estate.put(connection, aRow('web-09'));
    await settle();
    expect(useWorkspace.getState().current).toBe(`${connection}/${made}`);
  });
});

describe('the dialog before something is lost', () => {
  const confirm = { confirm: 'Power off web-01?', risk: 'Unsaved data in the guest is lost.' };

  it('says what may be lost, and does nothing by habit', async () => {
    const { user, core } = await show({ id: 'power.off', label: 'Power off', ...confirm });
    expect(screen.getByRole('dialog')).toHaveTextContent(
      'Power off web-01? Unsaved data in the guest is lost.',
    );
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(core.asked('operations.run')).toEqual([]);
    expect(isOpen()).toBe(false);
  });

  it('does it when that is pressed, without anything having to be typed', async () => {
    const { user, core } = await show({ id: 'power.off', label: 'Power off', ...confirm });
    await user.click(submitButton('Power off'));
    expect(core.asked('operations.run')).toEqual([
      { connection, ref: web, operation: 'power.off', inputs: {} },
    ]);
  });

  it('asks for the name on a production server: nothing else will do, spaces around it do not matter', async () => {
    const { user, core } = await show({
      id: 'vm.delete',
      label: 'Delete',
      destructive: true,
      guard: 'web-01',
      ...confirm,
    });
    const field = screen.getByRole('textbox', { name: 'Type web-01 to confirm' });
    expect(field).toHaveFocus();
    for (const wrong of ['', 'web', 'WEB-01', 'web-011']) {
      await user.clear(field);
      if (wrong !== '') await user.type(field, wrong);
      expect(submitButton('Delete')).toBeDisabled();
      await user.keyboard('{Enter}');
    }
    expect(core.asked('operations.run')).toEqual([]);
    await user.clear(field);
    await user.type(field, ' web-01 {Enter}');
    expect(core.asked('operations.run')).toMatchObject([{ typed: ' web-01 ' }]);
    expect(isOpen()).toBe(false);
  });
});

describe('“Show the call”', () => {
  const plan = {
    outcome: 'run',
    steps: [],
    findings: [],
    requests: [
      {
        method: 'VirtualMachine.Rename_Task',
        text: '<Rename_Task><newName>web</newName></Rename_Task>',
      },
    ],
    commands: [{ tool: 'govc', text: 'govc vm.change -vm web-01 -name web' }],
  } as const;

  async function opened(core: FakeCore): Promise<RenderedPart> {
    const part = await show({ inputs: [title] }, {}, core);
    await part.user.type(screen.getByRole('textbox', { name: 'Title' }), 'web');
    return part;
  }

  it('asks nothing before it is opened, then shows what would be sent, and copies it', async () => {
    const core = new FakeCore({ 'operations.plan': () => plan });
    const { user } = await opened(core);
    expect(core.asked('operations.plan')).toEqual([]);
    await user.click(screen.getByText('Show the call'));
    const request = await screen.findByRole('region', { name: 'VirtualMachine.Rename_Task' });
    expect(request).toHaveTextContent('<newName>web</newName>');
    expect(core.asked('operations.plan').at(-1)).toEqual({
      connection,
      ref: web,
      operation: 'vm.change',
      inputs: { title: 'web' },
      check: false,
    });
    await user.click(screen.getByRole('button', { name: 'Copy govc' }));
    expect(await navigator.clipboard.readText()).toBe('govc vm.change -vm web-01 -name web');
    expect(core.asked('operations.run')).toEqual([]);
  });

  it('waits for what is missing', async () => {
    const { user, core } = await show({ inputs: [title] });
    await user.click(screen.getByText('Show the call'));
    expect(await screen.findByText(/as soon as all fields are filled in/)).toBeVisible();
    expect(core.asked('operations.plan')).toEqual([]);
  });

  it('says why there is nothing to show', async () => {
    const core = new FakeCore({
      'operations.plan': () => ({
        ...plan,
        outcome: 'refused',
        reason: 'It is powered off.',
        requests: [],
        commands: [],
      }),
    });
    const { user } = await opened(core);
    await user.click(screen.getByText('Show the call'));
    expect(await screen.findByText('It is powered off.')).toBeVisible();
  });

  it('says what went wrong where the plan cannot be made', async () => {
    const core = new FakeCore();
    core.refuse('operations.plan', { kind: 'missing', message: 'web-01 is gone.' });
    const { user } = await opened(core);
    await user.click(screen.getByText('Show the call'));
    expect(await screen.findByRole('alert')).toHaveTextContent('web-01 is gone.');
  });
});
