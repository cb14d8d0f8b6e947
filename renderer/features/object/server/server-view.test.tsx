// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import { useConnection } from '../../../state/servers/connections.ts';
import { useDialogs } from '../../../state/dialogs.ts';
import { useWorkspace } from '../../../state/workspace/workspace.ts';
import { FakeCore } from '../../../testing/fake-core.ts';
import { aRow, aServer, serverId } from '../../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../../testing/render-part.tsx';
import type { ObjectParts } from '../object-parts.ts';
import { ServerView } from './server-view.tsx';

const berlin = serverId('Berlin');

const parts: Pick<ObjectParts, 'api' | 'list' | 'counted' | 'history'> = {
  api: (connection) => <p>API of {connection}</p>,
  history: () => <p>what happened</p>,
  list: (tab) => <p>list of {tab}</p>,
  counted: (_scope, render) => render({ vms: 1 }),
};

function Shown(): ReactElement | null {
  const status = useConnection(berlin);
  return status === undefined ? null : <ServerView status={status} parts={parts} />;
}

function show(status: Partial<ConnectionStatus> = {}): Promise<RenderedPart> {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin', status as Parameters<typeof aServer>[1]), [
    aRow('esx-1', { kind: 'host' }),
    aRow('web-1', { state: 'off', health: 'error' }),
  ]);
  return renderPart(<Shown />, { core });
}

const page = (): HTMLElement => screen.getByRole('article', { name: 'Berlin' });
const fact = (name: string): HTMLElement => {
  const term = within(page())
    .getAllByRole('term')
    .find((one) => one.textContent === name);
  const value = term?.nextElementSibling;
  if (!(value instanceof HTMLElement)) throw new Error(`There is no fact “${name}”.`);
  return value;
};
const sessionParts = (): HTMLElement =>
  screen.getByRole('region', { name: 'Parts of the session' });

describe('the page of a server', () => {
  it('says how it is connected, as whom, and what the server is', async () => {
    await show({
      objects: 120,
      server: { product: 'VMware vCenter Server', version: '8.0.2', build: '22617221' },
    });
    expect(page()).toHaveTextContent('Live');
    expect(fact('Objects')).toHaveTextContent('2 in the tree, 120 in all');
    expect(fact('Address')).toHaveTextContent('berlin.example.org');
    expect(fact('User name')).toHaveTextContent('administrator');
    expect(fact('Version')).toHaveTextContent('8.0.2 (22617221)');
  });

  it('says why it is not live, with the details at hand', async () => {
    const { user } = await show({
      state: 'offline',
      error: { kind: 'unreachable', message: 'No route to host.' },
    });
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('No route to host.');
    await user.click(within(alert).getByRole('button', { name: 'Details' }));
    expect(useDialogs.getState().dialog).toMatchObject({
      kind: 'error',
      error: { message: 'No route to host.' },
    });
  });

  it('connects, and asks for the password where that is what is missing', async () => {
    const { user, core, settle } = await show({ state: 'offline' });
    core.refuse('connections.open', { kind: 'auth', message: 'The password is wrong.' });
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    await settle();
    expect(core.asked('connections.open')).toEqual([{ id: berlin }]);
    expect(useDialogs.getState().dialog).toMatchObject({ kind: 'password', connection: berlin });
  });

  it('disconnects', async () => {
    const { user, core, settle } = await show();
    core.answer('connections.close', () => undefined);
    await user.click(screen.getByRole('button', { name: 'Disconnect' }));
    await settle();
    expect(core.asked('connections.close')).toEqual([{ id: berlin }]);
  });

  it('follows how the connection stands', async () => {
    const { core, settle } = await show();
    core.estate.server(aServer('Berlin', { state: 'retrying', retryAt: Date.now() + 3_600_000 }));
    await settle();
    expect(page()).toHaveTextContent(/Lost, next try in \d+ s/);
  });

  it('counts what it has, and what of it is in trouble', async () => {
    await show();
    const states = screen.getByRole('region', { name: 'Objects by state' });
    expect(states).toHaveTextContent('1 Powered off');
    const bad = screen.getByRole('region', { name: 'In trouble' });
    expect(within(bad).getByRole('button', { name: 'web-1' })).toBeVisible();
  });

  it('has tabs for what it holds, and for an API that describes itself', async () => {
    const { user } = await show({
      server: { product: 'vCenter', version: '8', explorable: true },
    });
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual([
      'Summary',
      'Virtual machines (1)',
      'History',
      'API',
    ]);
    await user.click(screen.getByRole('tab', { name: 'API' }));
    expect(screen.getByRole('tabpanel')).toHaveTextContent('API of berlin');
    await user.click(screen.getByRole('tab', { name: /Virtual machines/ }));
    expect(screen.getByRole('tabpanel')).toHaveTextContent('list of vms');
    expect(useWorkspace.getState().serverTab).toBe('vms');
  });
});

describe('the parts of a session', () => {
  const live: SessionPart = { id: 'VM', area: 'inventory', name: 'VM', state: 'live' };

  it('say of what is missing why, and when it is tried next', async () => {
    await show({
      parts: [
        live,
        {
          id: 'tags',
          area: 'tags',
          state: 'failed',
          error: { kind: 'fault', message: 'The tagging service answered 503.' },
          retryAt: Date.now() + 3_600_000,
        },
      ],
    });
    const list = sessionParts();
    expect(fact('Tags')).toHaveTextContent(/Missing\. Tried again in \d+ s\./);
    expect(fact('Tags')).toHaveTextContent('The tagging service answered 503.');
    expect(within(list).getByText('1 of 2 parts are reported live')).toBeVisible();
  });

  it('say of what is old since when, and that nobody tries again where a person is needed', async () => {
    await show({
      parts: [
        {
          id: 'libraries',
          area: 'libraries',
          state: 'failed',
          at: Date.now() - 7_200_000,
          error: { kind: 'denied', message: 'The account may not read libraries.' },
        },
      ],
    });
    expect(fact('Content libraries')).toHaveTextContent(
      /Old: read 2 h.* ago\. Not tried again before you connect anew\./,
    );
    expect(fact('Content libraries')).toHaveTextContent('The account may not read libraries.');
  });

  it('say what of a part could not be read while the rest is there', async () => {
    await show({
      parts: [
        {
          id: 'tags',
          area: 'tags',
          state: 'polled',
          at: Date.now(),
          everyMs: 60_000,
          lacking: { count: 3, error: { kind: 'fault', message: 'Tag t-7 cannot be decoded.' } },
        },
      ],
    });
    expect(fact('Tags')).toHaveTextContent(
      '3 could not be read; the first: Tag t-7 cannot be decoded.',
    );
  });

  it('stand apart where all is well, and come forward when something fails', async () => {
    const { core, settle } = await show({
      parts: [live, { id: 'tags', area: 'tags', state: 'absent' }],
    });
    expect(within(sessionParts()).getByText('1 of 2 parts are reported live')).toBeVisible();
    expect(sessionParts().querySelector('.part-missing')).toBeNull();
    core.estate.server(
      aServer('Berlin', {
        parts: [
          {
            ...live,
            state: 'failed',
            error: { kind: 'fault', message: 'VM.get_all_records: INTERNAL_ERROR' },
          },
        ],
      }),
    );
    await settle();
    expect(fact('Objects (VM)')).toHaveTextContent('VM.get_all_records: INTERNAL_ERROR');
  });

  it('are not shown of a server that has reported none', async () => {
    const { core, settle } = await show();
    expect(page()).toHaveTextContent('Live');
    expect(screen.queryByRole('region', { name: 'Parts of the session' })).toBeNull();
    core.estate.server(aServer('Berlin', { parts: [live] }));
    await settle();
    expect(sessionParts()).toBeVisible();
  });
});
