// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import type { Profile } from '#shared/model/profile.ts';
import type { ExplorerAnswer, ExplorerOperation } from '#shared/model/explorer.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aServer, serverId } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { CallDialog } from './call/call-dialog.tsx';
import { ExplorerPanel } from './explorer-panel.tsx';

const vms = 'com.vmware.vcenter.VM';

const services = [
  { id: vms, available: true, operations: ['create', 'list'] },
  { id: 'com.vmware.vcenter.lost', available: false, operations: ['get'] },
  { id: 'com.vmware.cis.session', available: true },
];

const list: ExplorerOperation = {
  service: vms,
  operation: 'list',
  parameters: [
    {
      name: 'names',
      type: { kind: 'optional', element: { kind: 'set', element: { kind: 'string' } } },
    },
    { name: 'limit', type: { kind: 'long' }, documentation: 'How many at the most.' },
  ],
  result: { kind: 'list', element: { kind: 'string' } },
  errors: ['com.vmware.vapi.std.errors.unauthorized'],
  task: false,
  reads: true,
  rest: 'GET /vcenter/vm',
  structures: {},
  enums: {},
};
const create: ExplorerOperation = {
  ...list,
  operation: 'create',
  parameters: [
    { name: 'name', type: { kind: 'string' } },
    { name: 'password', type: { kind: 'secret' } },
  ],
  reads: false,
};

function answer(value: ExplorerAnswer['value'], outcome: ExplorerAnswer['outcome'] = 'output') {
  return {
    outcome,
    value,
    durationMs: 12,
    exchange: {
      method: 'POST',
      url: 'https://berlin.example.org/api',
      requestHeaders: [],
      requestBody: '{"limit":5}',
      status: 200,
      responseHeaders: [],
      responseBody: '{"value":["web-1"]}',
      curl: 'curl https://berlin.example.org/api',
    },
  } satisfies ExplorerAnswer;
}

/** The dialog that asks before something is called. */
function Asked(): ReactElement | null {
  const dialog = useDialogs((state) => state.dialog);
  return dialog?.kind === 'explorer-call' ? <CallDialog {...dialog} /> : null;
}

let made = 0;

/** Drafts and answers are kept as long as the window is open: each test has a server of its own. */
async function show(profile: Partial<Profile> = {}): Promise<RenderedPart & { name: string }> {
  made += 1;
  const name = `vc-${made}`;
  const core = new FakeCore({
    'explorer.services': () => ({ services }),
    'explorer.operations': () => ['create', 'delete'],
    'explorer.operation': ({ operation }) => (operation === 'list' ? list : create),
    'explorer.call': () => answer(['web-1', 'web-2']),
  });
  core.estate.server(aServer(name, { profile }));
  const part = await renderPart(
    <>
      <ExplorerPanel connection={serverId(name)} />
      <Asked />
    </>,
    { core },
  );
  return { ...part, name };
}

const tree = (): HTMLElement => screen.getByRole('tree', { name: 'Services' });
const lines = (): string[] =>
  within(tree())
    .getAllByRole('treeitem')
    .map((item) => `${item.getAttribute('aria-level')} ${item.textContent}`);
const line = (name: string): HTMLElement =>
  within(tree()).getByRole('treeitem', { name: new RegExp(`^${name}`) });
const tab = (name: string): HTMLElement => screen.getByRole('tab', { name });

/** Opens an operation of the machines. */
async function open({ user, settle }: RenderedPart, operation: string): Promise<void> {
  await user.click(line('VM'));
  await user.click(line(operation));
  await settle();
}

describe('the services of a server', () => {
  it('are listed by package, and opened', async () => {
    const { user } = await show();
    expect(lines()).toEqual(expect.arrayContaining([expect.stringMatching(/^1 com\.vmware\.cis/)]));
    await user.click(line('VM'));
    expect(line('VM')).toHaveAttribute('aria-expanded', 'true');
    expect(lines()).toEqual(expect.arrayContaining(['3 create', '3 list']));
    await user.click(line('VM'));
    expect(lines()).not.toContain('3 list');
  });

  it('are walked through by the keyboard', async () => {
    const { user, settle } = await show();
    await user.click(line('VM'));
    await user.keyboard('{ArrowLeft}');
    expect(line('VM')).toHaveAttribute('aria-expanded', 'false');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(tree()).toHaveAttribute('aria-activedescendant', line('create').id);
    await user.keyboard('{ArrowDown}{Enter}');
    await settle();
    expect(line('list')).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowLeft}');
    expect(tree()).toHaveAttribute('aria-activedescendant', line('VM').id);
  });

  it('are searched, and the first that fits is opened by Enter', async () => {
    const { user, settle } = await show();
    await user.click(line('VM'));
    await user.keyboard('/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('vm list');
    expect(screen.getByText('1 service, 1 operation')).toBeVisible();
    await user.keyboard('{Enter}');
    await settle();
    expect(screen.getByRole('heading', { name: `${vms}.list` })).toBeVisible();
    await user.clear(screen.getByRole('searchbox'));
    await user.type(screen.getByRole('searchbox'), 'nothing');
    expect(screen.getByText('No service and no operation matches “nothing”.')).toBeVisible();
  });

  it('say which the server lacks, and can leave them out', async () => {
    const { user } = await show();
    expect(line('lost')).toHaveTextContent('not on this server');
    await user.click(screen.getByRole('checkbox', { name: 'Show what this server lacks (1)' }));
    expect(within(tree()).queryByRole('treeitem', { name: /^lost/ })).toBeNull();
  });

  it('ask for operations that only the server knows, and say why they did not come', async () => {
    const { user, core, settle, name } = await show();
    await user.click(line('com.vmware.cis'));
    await user.click(line('session'));
    await settle();
    expect(core.asked('explorer.operations')).toEqual([
      { connection: serverId(name), service: 'com.vmware.cis.session' },
    ]);
    expect(lines()).toContain('3 delete');
  });

  it('remember the operation that was looked at, by server', async () => {
    const part = await show();
    await open(part, 'list');
    expect(useWorkspace.getState().explored).toEqual({ [serverId(part.name)]: `${vms} list` });
  });

  it('wait for a server that is not connected', async () => {
    const core = new FakeCore();
    core.estate.server(aServer('Berlin', { state: 'offline' }));
    await renderPart(<ExplorerPanel connection={serverId('Berlin')} />, { core });
    expect(
      screen.getByText('The services are listed as soon as the server is connected.'),
    ).toBeVisible();
  });

  it('say why they could not be listed', async () => {
    const core = new FakeCore();
    core.estate.server(aServer('Berlin'));
    core.refuse('explorer.services', { kind: 'fault', message: 'The API answered 503.' });
    await renderPart(<ExplorerPanel connection={serverId('Berlin')} />, { core });
    expect(screen.getByText(/The API answered 503\./)).toBeVisible();
  });
});

describe('an operation', () => {
  it('says what it is, what it gives, and which errors it may report', async () => {
    const part = await show();
    await open(part, 'list');
    expect(screen.getByText('Reads')).toBeVisible();
    expect(screen.getByText('GET /vcenter/vm')).toBeVisible();
    expect(screen.getByText('1 error')).toBeVisible();
  });

  it('is called with what the form says, and shows the answer', async () => {
    const part = await show();
    const { user, core, settle } = part;
    await open(part, 'list');
    await user.type(screen.getByRole('textbox', { name: 'limit' }), '5');
    await user.click(screen.getByRole('checkbox', { name: 'Set names' }));
    await user.click(screen.getByRole('button', { name: 'Add: names' }));
    await user.type(screen.getByRole('textbox', { name: 'names[0]' }), 'web-1');
    await user.click(screen.getByRole('button', { name: 'Call' }));
    await settle();
    expect(core.asked('explorer.call')).toMatchObject([
      { service: vms, operation: 'list', input: { limit: 5, names: ['web-1'] } },
    ]);
    expect(tab('Result')).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Answered12 ms');
    expect(screen.getByRole('tabpanel')).toHaveTextContent('web-2');
    await user.click(tab('Exchange'));
    expect(screen.getByRole('tabpanel')).toHaveTextContent('https://berlin.example.org/api');
  });

  it('is not called while a field is wrong, and says which', async () => {
    const part = await show();
    const { user, core } = part;
    await open(part, 'list');
    await user.type(screen.getByRole('textbox', { name: 'limit' }), 'many');
    expect(screen.getByText('A whole number of 64 bits is needed.')).toBeVisible();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.getByRole('alert')).toHaveTextContent('1 field needs attention');
    expect(core.asked('explorer.call')).toEqual([]);
  });

  it('can be written as JSON, and the form follows', async () => {
    const part = await show();
    const { user } = part;
    await open(part, 'list');
    await user.click(tab('Input as JSON'));
    const json = screen.getByRole('textbox', { name: 'Input as JSON' });
    await user.clear(json);
    await user.click(json);
    await user.paste('{"limit": 7}');
    await user.click(tab('Input'));
    expect(screen.getByRole('textbox', { name: 'limit' })).toHaveValue('7');
  });

  it('that changes something is asked for first, with what is sent but its secrets', async () => {
    const part = await show();
    const { user, core, settle } = part;
    await open(part, 'create');
    await user.type(screen.getByRole('textbox', { name: 'name' }), 'web-9');
    await user.type(screen.getByLabelText('password', { selector: 'input' }), 'tigers');
    await user.click(screen.getByRole('button', { name: 'Call' }));
    const dialog = screen.getByRole('dialog', { name: `Call ${vms}.create?` });
    expect(dialog).toHaveTextContent('web-9');
    expect(dialog).not.toHaveTextContent('tigers');
    expect(core.asked('explorer.call')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Call' }));
    await settle();
    expect(core.asked('explorer.call')).toMatchObject([
      { input: { name: 'web-9', password: 'tigers' } },
    ]);
  });

  it('asks for its name to be typed on a production server', async () => {
    const part = await show({ environment: 'production' });
    const { user, core, settle } = part;
    await open(part, 'create');
    await user.type(screen.getByRole('textbox', { name: 'name' }), 'web-9');
    await user.type(screen.getByLabelText('password', { selector: 'input' }), 'x');
    await user.click(screen.getByRole('button', { name: 'Call' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Call' })).toBeDisabled();
    await user.type(dialog.getByRole('textbox'), 'create{Enter}');
    await settle();
    expect(core.asked('explorer.call')).toMatchObject([{ typed: 'create' }]);
  });

  it('is refused on a read-only server, with the reason', async () => {
    const part = await show({ readOnly: true });
    await open(part, 'create');
    expect(screen.getByRole('alert')).toHaveTextContent('This server is read-only in Moref');
    expect(screen.getByRole('button', { name: 'Call' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('can be cancelled while it is under way', async () => {
    const part = await show();
    const { user, core, settle } = part;
    const held = core.hold('explorer.call');
    await open(part, 'list');
    await user.type(screen.getByRole('textbox', { name: 'limit' }), '5');
    await user.click(screen.getByRole('button', { name: 'Call' }));
    await settle();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await settle();
    expect(held[0]?.aborted()).toBe(true);
    expect(screen.getByRole('tabpanel')).toHaveTextContent('The call was cancelled.');
  });

  it('shows an error of the server as an answer, and what prevented one as an error', async () => {
    const part = await show();
    const { user, core, settle } = part;
    core.answer('explorer.call', () => answer({ $type: 'unauthorized' }, 'error'));
    await open(part, 'list');
    await user.type(screen.getByRole('textbox', { name: 'limit' }), '5');
    await user.click(screen.getByRole('button', { name: 'Call' }));
    await settle();
    expect(screen.getByRole('tabpanel')).toHaveTextContent('The server reported an error');
    core.refuse('explorer.call', { kind: 'timeout', message: 'Nothing came in 60 s.' });
    await user.click(screen.getByRole('button', { name: 'Call' }));
    await settle();
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Nothing came in 60 s.');
  });
});
