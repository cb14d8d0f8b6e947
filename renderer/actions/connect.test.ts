import { beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { MorefException } from '#shared/model/error.ts';
import { connectionId } from '#shared/model/reference.ts';
import type { Link } from '../bridge/link.ts';
import { useConnections } from '../state/servers/connections.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useNotices } from '../state/notices.ts';
import { logIn, openConnection } from './connect.ts';

const id = connectionId('one');
const profile = {
  id,
  family: 'vsphere',
  name: 'vc',
  address: 'vc',
  user: 'old',
  autoConnect: true,
};
const login = { password: 'secret', user: 'new', remember: true };

beforeEach(() => {
  const status = { id, profile, state: 'offline' } as unknown as ConnectionStatus;
  useConnections.setState({ byId: new Map([[id, status]]) });
  useDialogs.setState({ dialog: null });
  useNotices.setState({ list: [] });
});

function linkThat(answers: Readonly<Record<string, () => unknown>>) {
  const call = vi.fn(
    (name: string, _params: unknown) =>
      new Promise((resolve) => {
        resolve(answers[name]?.());
      }),
  );
  return { call, link: { call } as unknown as Link };
}

it('keeps user name and password once a session stands', async () => {
  const { call, link } = linkThat({ 'profiles.save': () => profile });
  await logIn(link, id, login);
  expect(call.mock.calls).toEqual([
    ['connections.open', { id, password: 'secret', user: 'new' }, {}],
    ['profiles.save', { ...profile, user: 'new', password: 'secret', rememberPassword: true }],
  ]);
});

it('keeps nothing of a login that failed', async () => {
  const refused = new MorefException({ kind: 'auth', message: 'No.' });
  const { call, link } = linkThat({
    'connections.open': () => {
      throw refused;
    },
  });
  await expect(logIn(link, id, login)).rejects.toBe(refused);
  expect(call).toHaveBeenCalledTimes(1);
  expect(useDialogs.getState().dialog).toBeNull();
});

it('asks for the password, and says why the one that is known did not do', async () => {
  const refused = new MorefException({ kind: 'auth', message: 'No.' });
  const { link } = linkThat({
    'connections.open': () => {
      throw refused;
    },
  });
  expect(await openConnection(link, id)).toBe(false);
  expect(useDialogs.getState().dialog).toMatchObject({ kind: 'password', error: null });
  const status = { id, profile, state: 'offline', hasPassword: true } as ConnectionStatus;
  useConnections.setState({ byId: new Map([[id, status]]) });
  await openConnection(link, id);
  expect(useDialogs.getState().dialog).toMatchObject({ kind: 'password', error: refused.data });
});

it('asks for trust in a certificate', async () => {
  const certificate = { reason: 'untrusted' };
  const { link } = linkThat({
    'connections.open': () => {
      throw new MorefException({ kind: 'certificate', message: 'No.', certificate } as never);
    },
  });
  expect(await openConnection(link, id)).toBe(false);
  expect(useDialogs.getState().dialog).toEqual({
    kind: 'certificate',
    connection: id,
    problem: certificate,
  });
});

it('says what of a login that stands could not be kept', async () => {
  const { link } = linkThat({
    'profiles.save': () => {
      throw new MorefException({ kind: 'fault', message: 'Disk full.' });
    },
  });
  await logIn(link, id, login);
  expect(useNotices.getState().list).toMatchObject([{ error: { message: 'Disk full.' } }]);
});
