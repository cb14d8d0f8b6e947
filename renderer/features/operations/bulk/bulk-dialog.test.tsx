// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OperationInput } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { CommonOffer, RunPreview } from '#shared/model/run.ts';
import type { Selection } from '#shared/model/selection.ts';
import { showDialog, useDialogs } from '../../../state/dialogs.ts';
import { named, type Target } from '../../../state/selection/target.ts';
import { FakeCore } from '../../../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../../testing/render-part.tsx';
import { BulkDialog } from './bulk-dialog.tsx';

const connection = serverId('Berlin');
const at = (name: string): ObjectAddress => ({ connection, ref: vmRef(name) });
const machines = ['web-01', 'web-02', 'db-01', 'old-01'];
const run = 'run-1' as RunId;

const powerOff: CommonOffer = {
  id: 'power.off',
  label: 'Power off',
  group: 'power',
  confirm: 'Power off web-01?',
  runnable: 2,
  done: 1,
  refused: 1,
};

const preview: RunPreview = {
  items: [
    { ...at('web-01'), name: 'web-01', outcome: 'run' },
    { ...at('web-02'), name: 'web-02', outcome: 'run' },
    { ...at('db-01'), name: 'db-01', outcome: 'done', reason: 'It is powered off.' },
    { ...at('old-01'), name: 'old-01', outcome: 'skipped', reason: 'It is being migrated.' },
  ],
  byKind: [['vm', 4]],
};

/** The machines as they were selected, before the page had them in its tree. */
const selected = named(machines.map(at));

interface Shown {
  readonly offer?: Partial<CommonOffer>;
  readonly target?: Target;
  readonly core?: FakeCore;
}

async function show({
  offer,
  target = selected,
  core = new FakeCore({ 'runs.preview': () => preview, 'runs.start': () => ({ run }) }),
}: Shown = {}): Promise<RenderedPart> {
  core.estate.server(
    aServer('Berlin'),
    machines.map((name) => aRow(name)),
  );
  const props = { target, offer: { ...powerOff, ...offer } };
  showDialog({ kind: 'bulk', ...props });
  return renderPart(<BulkDialog {...props} />, { core, strict: false });
}

const startButton = (name = 'Power off: 2'): HTMLElement => screen.getByRole('button', { name });
const lines = (): string[] =>
  within(screen.getByRole('grid', { name: 'What will happen' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('gridcell')
        .map(({ textContent }) => textContent)
        .join(' | '),
    );

describe('an operation on many objects', () => {
  it('says what will happen to each, and to how many of what kind', async () => {
    const { core } = await show();
    expect(screen.getByRole('dialog', { name: /^Power off.*4 objects/ })).toHaveTextContent(
      'Berlin',
    );
    expect(lines()).toEqual([
      'web-01 | Will run | Berlin',
      'web-02 | Will run | Berlin',
      'db-01 | Already so: It is powered off. | Berlin',
      'old-01 | Skipped: It is being migrated. | Berlin',
    ]);
    expect(screen.getByText('Virtual machines 4')).toBeVisible();
    expect(core.asked('runs.preview')).toEqual([
      {
        objects: selected.selection,
        operation: 'power.off',
        inputs: {},
      },
    ]);
    expect(core.asked('runs.start')).toEqual([]);
  });

  it.each([
    ['Will run 2', ['web-01 | Will run | Berlin', 'web-02 | Will run | Berlin']],
    ['Already so 1', ['db-01 | Already so: It is powered off. | Berlin']],
    ['Skipped 1', ['old-01 | Skipped: It is being migrated. | Berlin']],
  ])('shows alone what is counted as “%s”, and by another press all again', async (name, shown) => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name }));
    expect(lines()).toEqual(shown);
    await user.click(screen.getByRole('button', { name }));
    expect(lines()).toHaveLength(4);
  });

  it('starts on what was shown, as carefully as was said, and goes on to the results', async () => {
    const { user, core, settle } = await show();
    // Nothing is started by habit.
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await user.click(screen.getByRole('checkbox', { name: 'Stop after the first failure' }));
    const perServer = screen.getByRole('spinbutton', { name: 'on one server' });
    await user.tripleClick(perServer);
    await user.keyboard('3');
    await user.click(startButton());
    await settle();
    expect(core.asked('runs.start')).toEqual([
      {
        objects: selected.selection,
        operation: 'power.off',
        inputs: {},
        options: { stopOnError: true, perServer: 3, perHost: 4 },
      },
    ]);
    expect(useDialogs.getState().dialog).toEqual({ kind: 'run', run });
  });

  it('takes no number of objects at once that makes no sense', async () => {
    const { user, core, settle } = await show();
    const perHost = screen.getByRole('spinbutton', { name: 'on one host' });
    for (const nonsense of ['0', '-', '900']) {
      await user.tripleClick(perHost);
      await user.keyboard(nonsense);
    }
    await user.click(startButton());
    await settle();
    const { perHost: sent = 0 } = core.asked('runs.start')[0]?.options ?? {};
    expect(sent).toBeGreaterThanOrEqual(1);
    expect(sent).toBeLessThanOrEqual(64);
  });

  it('cannot be started before it is known what will happen', async () => {
    const core = new FakeCore();
    const held = core.hold('runs.preview');
    const { settle } = await show({ core });
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    expect(startButton('Power off: 0')).toBeDisabled();
    held.at(-1)?.answer(preview);
    await settle();
    expect(startButton()).toBeEnabled();
  });

  it('cannot be started where it applies to none', async () => {
    const none: RunPreview = {
      ...preview,
      items: preview.items.filter(({ outcome }) => outcome !== 'run'),
    };
    await show({ core: new FakeCore({ 'runs.preview': () => none }) });
    expect(lines()).toHaveLength(2);
    expect(startButton('Power off: 0')).toBeDisabled();
  });

  it('says why it cannot be known what will happen', async () => {
    const core = new FakeCore();
    core.refuse('runs.preview', { kind: 'invalid', message: 'Too many objects.' });
    await show({ core });
    expect(screen.getByRole('alert')).toHaveTextContent('Too many objects.');
    expect(startButton('Power off: 0')).toBeDisabled();
  });

  it('stays where it could not be started, and starts at the next try', async () => {
    const core = new FakeCore({ 'runs.preview': () => preview });
    core.refuse('runs.start', { kind: 'fault', message: 'The run could not be written down.' });
    const { user, settle } = await show({ core });
    await user.click(startButton());
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent('The run could not be written down.');
    core.answer('runs.start', () => ({ run }));
    await user.click(startButton());
    await settle();
    expect(useDialogs.getState().dialog).toMatchObject({ kind: 'run' });
  });

  it('is started once, though it is pressed twice', async () => {
    const core = new FakeCore({ 'runs.preview': () => preview });
    const held = core.hold('runs.start');
    const { user } = await show({ core });
    await user.dblClick(startButton());
    expect(held).toHaveLength(1);
    expect(startButton('Starting…')).toBeDisabled();
  });

  it('asks for a word to be typed where a production server is among them', async () => {
    const core = new FakeCore({
      'runs.preview': () => ({ ...preview, guard: '2 objects' }),
      'runs.start': () => ({ run }),
    });
    const { user, settle } = await show({ core, offer: { destructive: true } });
    const field = screen.getByRole('textbox', { name: 'Type 2 objects to confirm' });
    expect(startButton()).toBeDisabled();
    await user.type(field, '2 object');
    expect(startButton()).toBeDisabled();
    await user.type(field, 's');
    await user.click(startButton());
    await settle();
    expect(core.asked('runs.start')).toMatchObject([{ typed: '2 objects' }]);
  });

  it('means those of a search that were listed, not what it would find by now', async () => {
    const described: Selection = { by: 'query', query: 'power:on' };
    const { user, core, settle } = await show({
      target: { ...selected, selection: described },
    });
    await user.click(startButton());
    await settle();
    expect(core.asked('runs.start')[0]?.objects).toEqual({
      ...described,
      only: [{ connection, type: 'VirtualMachine', ids: machines }],
    });
  });
});

describe('an operation on many objects that needs to know something', () => {
  const inputs: readonly OperationInput[] = [
    { type: 'text', name: 'name', label: 'Name of the snapshot', required: true },
  ];
  const snapshot: Partial<CommonOffer> = { id: 'snapshot.create', label: 'Take snapshot', inputs };
  const whole: CommonOffer = { ...powerOff, ...snapshot, inputs };
  const name = (): HTMLElement => screen.getByRole('textbox', { name: 'Name of the snapshot' });

  const answering = (): FakeCore =>
    new FakeCore({
      'operations.common': () => [whole],
      'runs.preview': () => preview,
      'runs.start': () => ({ run }),
    });

  it('asks what all of them need to know, once, and previews what was typed', async () => {
    const { user, core, settle } = await show({ core: answering(), offer: snapshot });
    expect(core.asked('operations.common')).toEqual([
      { objects: selected.selection, operation: 'snapshot.create' },
    ]);
    expect(name()).toHaveFocus();
    expect(screen.getByText(/What will happen is shown as soon as/)).toBeVisible();
    expect(core.asked('runs.preview')).toEqual([]);
    await user.keyboard('nightly');
    expect(await screen.findByRole('button', { name: 'Take snapshot: 2' })).toBeEnabled();
    // Not one for each letter.
    expect(core.asked('runs.preview').map(({ inputs: given }) => given)).toEqual([
      { name: 'nightly' },
    ]);
    await user.keyboard('{Enter}');
    await settle();
    expect(core.asked('runs.start')).toMatchObject([{ inputs: { name: 'nightly' } }]);
  });

  it('says at the field what it lacks, once somebody tried to start', async () => {
    const { user, core } = await show({ core: answering(), offer: snapshot });
    expect(name()).toBeValid();
    await user.keyboard('{Enter}');
    expect(name()).toHaveAccessibleDescription('Name of the snapshot must not be empty.');
    expect(core.asked('runs.start')).toEqual([]);
  });

  it('shows the call by the example of one', async () => {
    const plan: OperationPlan = {
      outcome: 'run',
      steps: [],
      findings: [],
      requests: [{ method: 'CreateSnapshot_Task', text: '<name>nightly</name>' }],
      commands: [],
    };
    const core = answering();
    core.answer('operations.plan', () => plan);
    const { user } = await show({ core, offer: snapshot });
    await user.keyboard('nightly');
    await screen.findByRole('button', { name: 'Take snapshot: 2' });
    await user.click(screen.getByText('Show the call'));
    expect(await screen.findByText('For web-01; the others alike.')).toBeVisible();
    expect(core.asked('operations.plan').at(-1)).toMatchObject({
      ref: vmRef('web-01'),
      inputs: { name: 'nightly' },
    });
  });

  it.each([
    [
      'applies to none of them by now',
      [] as readonly CommonOffer[],
      'It applies to none of them now.',
    ],
    ['is not known yet', undefined, 'Loading…'],
  ])('says that it %s', async (_what, offers, says) => {
    const core = new FakeCore();
    if (offers === undefined) core.hold('operations.common');
    else core.answer('operations.common', () => offers);
    const { user } = await show({ core, offer: snapshot });
    expect(screen.getByText(says)).toBeVisible();
    expect(screen.getByRole('button', { name: /^Take snapshot/ })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(useDialogs.getState().dialog).toBeNull();
  });

  it('says why the core cannot tell what they need', async () => {
    const core = new FakeCore();
    core.refuse('operations.common', { kind: 'unreachable', message: 'Berlin does not answer.' });
    await show({ core, offer: snapshot });
    expect(screen.getByRole('alert')).toHaveTextContent('Berlin does not answer.');
  });
});
