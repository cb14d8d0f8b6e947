// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Sheet } from '#shared/model/sheet.ts';
import { taskKey, type Task } from '#shared/model/task.ts';
import { makeRef } from '#shared/model/reference.ts';
import { visit } from '../../state/workspace/navigation.ts';
import { nodeKey } from '../../state/tree/flat-node.ts';
import { useWorkspace, type ListCounts } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { anOffer, aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import type { ObjectParts } from './object-parts.ts';
import { ObjectView } from './object-view.tsx';

const berlin = serverId('Berlin');
const web = { connection: berlin, ref: vmRef('web-1') };
const host = makeRef('host', 'esx-1');

/** The other parts of a page, as a line each. */
function partsWith(counts: ListCounts = {}): ObjectParts {
  return {
    history: () => <p>what happened</p>,
    properties: ({ ref }) => <p>properties of {ref}</p>,
    console: ({ ref }) => <p>console of {ref}</p>,
    snapshots: ({ ref }) => <p>snapshots of {ref}</p>,
    relations: ({ ref }) => <p>relations of {ref}</p>,
    tasks: ({ ref }) => <p>tasks of {ref}</p>,
    alerts: ({ ref }) => <p>alerts of {ref}</p>,
    api: (connection) => <p>API of {connection}</p>,
    search: (search) => <p>list of {search}</p>,
    group: ({ value }) => <p>group of {value}</p>,
    list: (tab, scope) => (
      <p>
        {tab} of {JSON.stringify(scope)}
      </p>
    ),
    counted: (_scope, render) => render(counts),
  };
}

function estate(): FakeCore {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [
    aRow('esx-1', { kind: 'host', state: 'on' }),
    aRow('web-1', { parent: host, facts: { host, guestOs: 'Debian 13', cpus: 4, tags: 'gold' } }),
    aRow('web-2', { parent: host, facts: { host } }),
  ]);
  core.feed('console', web).put('', { state: 'ready', generation: '1' });
  return core;
}

/** The page of web-1. */
async function show(core = estate(), counts: ListCounts = {}): Promise<RenderedPart> {
  visit(nodeKey(web.connection, web.ref));
  return renderPart(<ObjectView parts={partsWith(counts)} />, { core });
}

const sheet: Sheet = {
  sections: [
    {
      id: 'compute',
      label: 'Compute',
      meters: [
        {
          id: 'memory',
          label: 'Memory',
          used: 2 ** 31,
          of: 2 ** 32,
          unit: 'bytes',
          from: [{ path: 'summary.quickStats.guestMemoryUsage' }],
        },
      ],
      facts: [
        {
          id: 'cpus',
          label: 'Processors',
          values: [{ count: 4 }],
          from: [{ path: 'config.hardware.numCPU' }],
        },
        {
          id: 'host',
          label: 'Host',
          values: [{ text: 'esx-1', ref: host }],
          from: [{ path: 'runtime.host' }],
        },
      ],
    },
    {
      id: 'disks',
      label: 'Disks',
      tables: [
        {
          id: 'disks',
          label: 'Disks',
          columns: [
            { id: 'name', label: 'Disk' },
            { id: 'size', label: 'Size', isAmount: true },
          ],
          rows: Array.from({ length: 10 }, (_, place) => ({
            key: `${place}`,
            cells: [{ text: `Hard disk ${place + 1}` }, { bytes: 2 ** 30 * (place + 1) }],
          })),
          from: [{ path: 'config.hardware.device' }],
        },
      ],
    },
  ],
};

const page = (name: string): HTMLElement => screen.getByRole('article', { name });
const tabs = (): string[] => screen.getAllByRole('tab').map((tab) => tab.textContent);

describe('the page of an object', () => {
  it('names it, its state and its place, and leads to what it stands in', async () => {
    const { user } = await show();
    expect(within(page('web-1')).getByRole('heading', { name: 'web-1' })).toBeVisible();
    expect(page('web-1')).toHaveTextContent('Powered on');
    const path = screen.getByRole('navigation', { name: 'Path' });
    expect(path).toHaveTextContent(/Berlin.*esx-1/);
    await user.click(within(path).getByRole('button', { name: 'esx-1' }));
    expect(useWorkspace.getState().current).toBe(nodeKey(berlin, host));
    expect(page('esx-1')).toBeVisible();
  });

  it('copies the name', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Copy name' }));
    expect(await navigator.clipboard.readText()).toBe('web-1');
  });

  it('shows the sheet of its family: amounts, facts that lead elsewhere, tables', async () => {
    const core = estate();
    core.feed('sheet', web).put('sheet', sheet);
    const { user } = await show(core);
    const compute = within(screen.getByRole('region', { name: 'Compute' }));
    expect(compute.getByRole('meter', { name: 'Memory' })).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/2\b.*4 GiB/),
    );
    expect(compute.getByRole('meter')).toHaveAttribute('aria-valuenow', '50');
    expect(compute.getByText('Processors').nextElementSibling).toHaveTextContent('4');
    const disks = screen.getByRole('table', { name: 'Disks' });
    expect(within(disks).getAllByRole('row')).toHaveLength(9);
    expect(screen.getByRole('heading', { name: /Disks.*10/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all 10' }));
    expect(within(disks).getAllByRole('row')).toHaveLength(11);
    expect(within(disks).getByText('10 GiB')).toBeVisible();
    await user.click(compute.getByRole('button', { name: 'esx-1' }));
    expect(useWorkspace.getState().current).toBe(nodeKey(berlin, host));
  });

  it('says of each value from which property it is', async () => {
    const core = estate();
    core.feed('sheet', web).put('sheet', sheet);
    await show(core);
    expect(screen.getByText('Processors').nextElementSibling).toHaveAttribute(
      'title',
      expect.stringContaining('config.hardware.numCPU'),
    );
  });

  it('shows what changes', async () => {
    const core = estate();
    const feed = core.feed('sheet', web).put('sheet', sheet);
    const { settle } = await show(core);
    feed.put('sheet', {
      sections: [
        {
          id: 'compute',
          label: 'Compute',
          facts: [{ id: 'cpus', label: 'Processors', values: [{ count: 8 }], from: [] }],
        },
      ],
    });
    await settle();
    expect(screen.getByText('Processors').nextElementSibling).toHaveTextContent('8');
    expect(screen.queryByRole('table', { name: 'Disks' })).toBeNull();
  });

  it('says which sections are still being read', async () => {
    const core = estate();
    core.feed('sheet', web).put('sheet', {
      sections: [{ id: 'disks', label: 'Disks', reading: true }],
      late: { state: 'reading' },
    });
    await show(core);
    const disks = screen.getByRole('region', { name: 'Disks' });
    expect(disks).toHaveAttribute('aria-busy', 'true');
    expect(disks).toHaveTextContent('Reading…');
  });

  it('says why a part could not be read, in the server’s own word', async () => {
    const core = estate();
    core.feed('sheet', web).put('sheet', {
      ...sheet,
      late: { state: 'failed', reason: 'NoPermission' },
    });
    await show(core);
    expect(screen.getByRole('tabpanel')).toHaveTextContent(
      'Some of this page could not be read: NoPermission. It is tried again by itself.',
    );
    expect(screen.getByRole('region', { name: 'Compute' })).toBeVisible();
  });

  it('says that it is old while the server is away, and keeps what was known', async () => {
    const core = estate();
    core.feed('sheet', web).put('sheet', sheet);
    const { settle } = await show(core);
    core.estate.server(aServer('Berlin', { state: 'retrying', retryAt: Date.now() + 60_000 }));
    await settle();
    expect(
      screen.getByText(/not connected|as of|last/i, { selector: '.sheet-note' }),
    ).toBeVisible();
    expect(screen.getByRole('region', { name: 'Compute' })).toBeVisible();
  });

  it('shows what lists know where the family has no page for it', async () => {
    const core = estate();
    core.feed('sheet', web).fail({ kind: 'missing', message: 'There is none.' });
    await show(core);
    expect(page('web-1')).toHaveTextContent('Debian 13');
    expect(page('web-1')).toHaveTextContent('VirtualMachine:web-1');
  });

  it('offers what can be done, and says why something cannot', async () => {
    const core = estate();
    core
      .feed('offers', web)
      .put('offers', [
        anOffer('power.off', 'Power off', { icon: 'stop' }),
        anOffer('power.on', 'Power on', { icon: 'play', refused: 'It is on already.' }),
      ]);
    core.answer('operations.run', () => ({ task: null }));
    const { user, settle } = await show(core);
    const bar = within(screen.getByRole('toolbar', { name: 'Actions' }));
    await user.click(bar.getByRole('button', { name: 'Power off' }));
    await settle();
    expect(core.asked('operations.run')).toMatchObject([{ ...web, operation: 'power.off' }]);
    const refused = bar.getByRole('button', { name: 'Power on' });
    expect(refused).toHaveAttribute('aria-disabled', 'true');
    await user.hover(refused);
    expect(await screen.findByText(/^It is on already\./)).toBeVisible();
  });

  it('says why it is not known what can be done', async () => {
    const core = estate();
    core.feed('offers', web).fail({ kind: 'denied', message: 'The session may not ask.' });
    await show(core);
    expect(page('web-1')).toHaveTextContent('The session may not ask.');
  });

  it('lists what was done to it last', async () => {
    const core = estate();
    core.feed('sheet', web).put('sheet', sheet);
    const key = taskKey(berlin, makeRef('Task', 'task-1'));
    const task: Task = {
      key,
      connection: berlin,
      name: 'Reconfigure',
      target: web.ref,
      own: false,
      state: 'error',
      queuedAt: Date.now(),
      cancelable: false,
    };
    core.feed('tasks').put(key, task);
    await show(core);
    const table = screen.getByRole('table', { name: 'Last tasks' });
    expect(within(table).getByRole('row', { name: /Reconfigure/ })).toHaveTextContent('Failed');
  });
});

describe('the tabs of an object', () => {
  it('are those that hold something, with how much', async () => {
    const { user } = await show(estate(), { datastores: 2, networks: 0 });
    expect(tabs()).toEqual([
      'Summary',
      'Console',
      'Datastores (2)',
      'Snapshots',
      'Related',
      'Properties',
      'Tasks',
      'History',
    ]);
    await user.click(screen.getByRole('tab', { name: 'Datastores (2)' }));
    expect(screen.getByRole('tabpanel')).toHaveTextContent('datastores of {"of":[');
    await user.click(screen.getByRole('tab', { name: 'Snapshots' }));
    expect(screen.getByRole('tabpanel')).toHaveTextContent('snapshots of VirtualMachine:web-1');
  });

  it('offer no console where the server tells of none', async () => {
    const core = estate();
    core.feed('console', web).put('', null);
    await show(core);
    expect(tabs()).not.toContain('Console');
  });

  it('stay chosen from object to object, as far as the next has them', async () => {
    const { user, settle } = await show();
    await user.click(screen.getByRole('tab', { name: 'Properties' }));
    visit(nodeKey(berlin, host));
    await settle();
    expect(screen.getByRole('tabpanel')).toHaveTextContent('properties of host:esx-1');
    visit(nodeKey(berlin, web.ref));
    await settle();
    await user.click(screen.getByRole('tab', { name: 'Snapshots' }));
    visit(nodeKey(berlin, host));
    await settle();
    expect(tabs()).not.toContain('Snapshots');
    expect(screen.getByRole('tab', { selected: true })).toHaveTextContent('Summary');
  });

  it('are walked through by the arrows', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('tab', { name: 'Summary' }));
    await user.keyboard('{ArrowRight}{Enter}');
    expect(screen.getByRole('tab', { selected: true })).toHaveTextContent('Console');
  });

  it('say which part of the server is missing in what they show, why, and when it is tried next', async () => {
    const core = estate();
    core.estate.server(
      aServer('Berlin', {
        parts: [
          {
            id: 'tags',
            area: 'tags',
            state: 'failed',
            error: { kind: 'fault', message: 'The tagging service answered 503.' },
            retryAt: Date.now() + 3_600_000,
          },
          {
            id: 'tasks',
            area: 'tasks',
            state: 'failed',
            error: { kind: 'denied', message: 'No.' },
          },
        ],
      }),
    );
    const { user } = await show(core);
    const panel = (): HTMLElement => screen.getByRole('tabpanel');
    expect(panel()).toHaveTextContent(
      /Tags: Missing\. Tried again in \d+ s\. The tagging service answered 503\./,
    );
    expect(panel()).not.toHaveTextContent('Tasks:');
    await user.click(screen.getByRole('tab', { name: 'Tasks' }));
    expect(panel()).toHaveTextContent(
      'Tasks: Missing. Not tried again before you connect anew. No.',
    );
    expect(panel()).not.toHaveTextContent('Tags:');
  });
});

describe('what stands where no object is shown', () => {
  it('says that the object is gone, on a server that is there', async () => {
    const { core, settle } = await show();
    core.estate.remove(berlin, web.ref);
    await settle();
    expect(screen.getByText('This object is gone')).toBeVisible();
  });

  it('says that it is not loaded, on a server that is not', async () => {
    const core = new FakeCore();
    core.estate.server(aServer('Berlin', { state: 'connecting' }));
    await show(core);
    expect(screen.getByText('Not loaded')).toBeVisible();
  });

  it('asks to choose something where there is nothing', async () => {
    await renderPart(<ObjectView parts={partsWith()} />);
    expect(screen.getByText('Nothing selected')).toBeVisible();
  });

  it('shows a search as a list', async () => {
    useWorkspace.setState({ search: 'power:off' });
    await renderPart(<ObjectView parts={partsWith()} />, { core: estate() });
    expect(screen.getByText('list of power:off')).toBeVisible();
  });
});
