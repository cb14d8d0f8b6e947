// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SavedProfile } from '#shared/contract/results.ts';
import type { Profile } from '#shared/model/profile.ts';
import { connectionId } from '#shared/model/reference.ts';
import { showDialog } from '../../state/dialogs.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aServer, serverId } from '../../testing/objects.ts';
import { renderPart } from '../../testing/render-part.tsx';
import { ServerDialog } from './server-dialog.tsx';

const authority = { pem: 'PEM', subject: 'CN=Company CA', validTo: Date.UTC(2040, 0, 1) };

async function show(profile: Partial<Profile> = {}) {
  const core = new FakeCore({
    'profiles.save': ({ id, family, name, address, user, autoConnect }) =>
      ({ id: id ?? connectionId('new'), family, name, address, user, autoConnect }) as SavedProfile,
    'connections.close': () => undefined,
    'connections.open': () => undefined,
    'authorities.read': () => authority,
  });
  const server = aServer('Berlin');
  core.estate.server({ ...server, profile: { ...server.profile, ...profile } });
  const connection = serverId('Berlin');
  const part = await renderPart('', { core });
  showDialog({ kind: 'server', connection });
  part.rerender(<ServerDialog connection={connection} />);
  await part.settle();
  const save = async () => {
    await part.user.click(screen.getByRole('button', { name: 'Save' }));
    await part.settle();
    return core.asked('profiles.save')[0];
  };
  return { ...part, save };
}

describe('the way to a server', () => {
  it('is as it was, where nobody changes it', async () => {
    const proxy = { kind: 'http', address: 'proxy:3128', user: 'me' } as const;
    const { save } = await show({ proxy, authority, oldTls: true });
    expect(screen.getByRole('textbox', { name: /Address of the proxy/ })).toBeVisible();
    expect(await save()).toMatchObject({ proxy, authority: 'PEM', oldTls: true });
  });

  it('says nothing where nothing is set', async () => {
    const { save } = await show();
    const saved = await save();
    for (const name of ['proxy', 'proxyPassword', 'authority', 'oldTls'])
      expect(saved).not.toHaveProperty(name);
  });

  it('takes a proxy with a login, and wants its address', async () => {
    const { user, save } = await show();
    await user.click(screen.getByText('Network and certificates'));
    await user.click(screen.getByRole('combobox', { name: /Connect through/ }));
    await user.click(await screen.findByRole('option', { name: 'SOCKS5 proxy' }));
    expect(await save()).toBeUndefined();
    expect(screen.getByText(/Enter the address, such as proxy/)).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: /Address of the proxy/ }), 'socks:1080');
    await user.type(screen.getByRole('textbox', { name: /User name at the proxy/ }), 'me');
    await user.type(screen.getByLabelText(/Password at the proxy/), 'secret');
    expect(await save()).toMatchObject({
      proxy: { kind: 'socks5', address: 'socks:1080', user: 'me' },
      proxyPassword: 'secret',
    });
  });

  it('takes an authority from a file, be it DER, and gives it up', async () => {
    const { user, core, settle, save } = await show();
    await user.click(screen.getByText('Network and certificates'));
    const der = new File([new Uint8Array([0x30, 0x82, 1])], 'ca.der');
    await user.upload(screen.getByLabelText('Choose file…', { selector: 'input' }), der);
    await settle();
    expect(core.asked('authorities.read')).toEqual([{ content: 'MIIB' }]);
    expect(screen.getByText(/Whatever CN=Company CA issues/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await save()).not.toHaveProperty('authority');
  });
});
