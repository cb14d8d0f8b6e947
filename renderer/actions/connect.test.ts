import { beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { MorefException } from '#shared/model/error.ts';
import { connectionId } from '#shared/model/reference.ts';
import type { Link } from '../bridge/link.ts';
import { useConnections } from '../state/servers/connections.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useNotices } from '../state/notices.ts';
import { openConnection } from './connect.ts';

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
  expect(await openConnection(link, id, login)).toBe(true);
  expect(call.mock.calls).toEqual([
    ['connections.open', { id, password: 'secret', user: 'new' }],
    ['profiles.save', { ...profile, user: 'new', password: 'secret', rememberPassword: true }],
  ]);
});

it('keeps nothing of a login that failed, and asks again', async () => {
  const refused = new MorefException({ kind: 'auth', message: 'No.' });
  const { call, link } = linkThat({
    'connections.open': () => {
      throw refused;
    },
  });
  expect(await openConnection(link, id, login)).toBe(false);
  expect(call).toHaveBeenCalledTimes(1);
  expect(useDialogs.getState().dialog).toMatchObject({ kind: 'password', error: refused.data });
});

it('hands what was typed on to the question about a certificate', async () => {
  const certificate = { reason: 'untrusted' };
  const { link } = linkThat({
    'connections.open': () => {
      throw new MorefException({ kind: 'certificate', message: 'No.', certificate } as never);
    },
  });
  await openConnection(link, id, login);
  expect(useDialogs.getState().dialog).toMatchObject({ kind: 'certificate', login });
});

it('says what of a login that stands could not be kept', async () => {
  const { link } = linkThat({
    'profiles.save': () => {
      throw new MorefException({ kind: 'fault', message: 'Disk full.' });
    },
  });
  expect(await openConnection(link, id, login)).toBe(true);
  expect(useNotices.getState().list).toMatchObject([{ error: { message: 'Disk full.' } }]);
});
