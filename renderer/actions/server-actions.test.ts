import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { MorefError } from '#shared/model/error.ts';
import { useDialogs } from '../state/dialogs.ts';
import { useNotices } from '../state/notices.ts';
import { aCertificateProblem } from '../testing/certificates.ts';
import { FakeCore } from '../testing/fake-core.ts';
import { aServer, serverId } from '../testing/objects.ts';
import { serverActions } from './server-actions.ts';

const berlin = serverId('Berlin');
const refused: MorefError = { kind: 'auth', message: 'Wrong password.' };
const untrusted: MorefError = {
  kind: 'certificate',
  message: 'Not trusted.',
  certificate: aCertificateProblem(),
};

beforeEach(() => {
  useDialogs.setState({ dialog: null });
  useNotices.setState({ list: [] });
});

type Status = Partial<Omit<ConnectionStatus, 'profile'>> & { readonly demo?: true };

function actions({ demo, ...status }: Status, core = new FakeCore()) {
  const server = aServer('Berlin', { ...status, ...(demo && { profile: { demo } }) });
  const all = serverActions(server, core.link);
  return { all, run: (id: string) => all.find((action) => action.id === id)?.run() };
}

async function connected(core: FakeCore): Promise<FakeCore> {
  await core.settled();
  return core;
}

describe('what can be done to a server', () => {
  it.each<{ readonly what: string; readonly status: Status; readonly says: string }>([
    { what: 'is live', status: { state: 'live' }, says: 'Disconnect' },
    { what: 'is being connected', status: { state: 'connecting' }, says: 'Cancel' },
    { what: 'is not connected', status: { state: 'offline' }, says: 'Connect' },
    {
      what: 'has refused the login',
      status: { state: 'offline', error: refused },
      says: 'Log in…',
    },
    {
      what: 'is not trusted',
      status: { state: 'offline', error: untrusted },
      says: 'Review certificate',
    },
  ])('is first of all, where it $what: $says', ({ status, says }) => {
    expect(actions(status).all[0]?.label).toBe(says);
  });

  it('connects it, and asks for what is in the way', async () => {
    const core = await connected(new FakeCore());
    core.answer('connections.open', () => undefined);
    actions({ state: 'offline' }, core).run('server.connect');
    await core.settled();
    expect(core.asked('connections.open')).toEqual([{ id: berlin }]);
    core.refuse('connections.open', untrusted);
    actions({ state: 'offline' }, core).run('server.connect');
    await core.settled();
    expect(useDialogs.getState().dialog).toMatchObject({ kind: 'certificate', connection: berlin });
    core.refuse('connections.open', { kind: 'unreachable', message: 'Nothing answers.' });
    actions({ state: 'offline' }, core).run('server.connect');
    await core.settled();
    expect(useNotices.getState().list).toMatchObject([{ error: { message: 'Nothing answers.' } }]);
  });

  it('disconnects it, and says why that failed', async () => {
    const core = await connected(new FakeCore());
    core.answer('connections.close', () => undefined);
    actions({}, core).run('server.disconnect');
    await core.settled();
    expect(core.asked('connections.close')).toEqual([{ id: berlin }]);
    core.refuse('connections.close', { kind: 'fault', message: 'No.' });
    actions({}, core).run('server.disconnect');
    await core.settled();
    expect(useNotices.getState().list).toMatchObject([{ title: 'Disconnect' }]);
  });

  it('leads to the dialogs of what stands against it', () => {
    actions({ state: 'offline', error: untrusted }).run('server.certificate');
    expect(useDialogs.getState().dialog).toMatchObject({ problem: untrusted.certificate });
    actions({ state: 'offline', error: refused }).run('server.connect');
    expect(useDialogs.getState().dialog).toMatchObject({ kind: 'password', connection: berlin });
    actions({}).run('server.edit');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'server', connection: berlin });
    actions({}).run('server.remove');
    expect(useDialogs.getState().dialog).toEqual({ kind: 'remove-server', connection: berlin });
  });

  it('is all but a change of its profile, for one of the demo estate', () => {
    const ids = actions({ demo: true }).all.map(({ id }) => id);
    expect(ids).toContain('server.remove');
    expect(ids).not.toContain('server.edit');
  });
});
