// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AppInfo, SavedProfile, SecretStoreInfo } from '#shared/contract/results.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { MorefError } from '#shared/model/error.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { useNotices } from '../../state/notices.ts';
import { aCertificateProblem, aFingerprint } from '../../testing/certificates.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aServer, serverId } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { PasswordDialog } from './password-dialog.tsx';

const berlin = serverId('Berlin');
const profile = aServer('Berlin').profile;
const system: SecretStoreInfo = {
  backend: 'gnome_libsecret',
  protection: 'system',
  plainTextAllowed: false,
};

interface Shown {
  readonly core?: FakeCore;
  readonly status?: Partial<Omit<ConnectionStatus, 'profile'>>;
  readonly error?: MorefError | null;
  readonly secrets?: SecretStoreInfo;
}

const accepting = (): FakeCore =>
  new FakeCore({
    'profiles.save': (): SavedProfile => profile,
    'connections.open': () => undefined,
  });

async function show({
  core = accepting(),
  status = {},
  error = null,
  secrets = system,
}: Shown = {}): Promise<RenderedPart> {
  core.estate.server(aServer('Berlin', status));
  const info: AppInfo = {
    version: '1.2.3',
    host: 'electron',
    platform: 'linux',
    damaged: [],
    secrets,
  };
  core.answer('app.info', () => info);
  const part = await renderPart('', { core });
  showDialog({ kind: 'password', connection: berlin, error });
  part.rerender(<PasswordDialog connection={berlin} error={error} />);
  await part.settle();
  return part;
}

const password = (): HTMLElement => screen.getByLabelText(/^Password of/);
const userName = (): HTMLElement => screen.getByRole('textbox', { name: 'User name' });
const remember = (): HTMLElement => screen.getByRole('checkbox', { name: /^Remember password/ });
const connectButton = (): HTMLElement => screen.getByRole('button', { name: 'Connect' });
const isOpen = (): boolean => useDialogs.getState().dialog !== null;

describe('the dialog that asks for a password', () => {
  it('names the server, has the keyboard in the password, and connects by Enter', async () => {
    const { user, core, settle } = await show();
    expect(screen.getByRole('dialog', { name: 'Log in to Berlin' })).toBeVisible();
    expect(password()).toHaveFocus();
    expect(userName()).toHaveValue('administrator');
    expect(connectButton()).toBeDisabled();
    await user.keyboard('secret{Enter}');
    await settle();
    expect(core.asked('profiles.save')).toMatchObject([
      { id: berlin, user: 'administrator', password: 'secret', rememberPassword: true },
    ]);
    expect(core.asked('connections.open')).toEqual([{ id: berlin, password: 'secret' }]);
    expect(isOpen()).toBe(false);
  });

  it('keeps nothing where that is not wanted', async () => {
    const { user, core, settle } = await show({ status: { hasPassword: false } });
    expect(remember()).not.toBeChecked();
    await user.keyboard('secret{Enter}');
    await settle();
    expect(core.asked('profiles.save')).toEqual([]);
    expect(core.asked('connections.open')).toEqual([{ id: berlin, password: 'secret' }]);
  });

  it('keeps another user name, be the password kept or not, once a session stands', async () => {
    const core = accepting();
    const held = core.hold('connections.open');
    const { user, settle } = await show({ core });
    await user.click(remember());
    await user.clear(userName());
    await user.type(userName(), ' backup ');
    await user.type(password(), 'secret{Enter}');
    await settle();
    expect(core.asked('connections.open')).toEqual([
      { id: berlin, user: 'backup', password: 'secret' },
    ]);
    expect(core.asked('profiles.save')).toEqual([]);
    held[0]?.answer(undefined);
    await settle();
    const [saved] = core.asked('profiles.save');
    expect(saved).toMatchObject({ id: berlin, user: 'backup' });
    expect(saved).not.toHaveProperty('password');
  });

  it('shows why it has to ask again, until the next try', async () => {
    const core = accepting();
    const held = core.hold('connections.open');
    const { user, settle } = await show({
      core,
      error: { kind: 'auth', message: 'Berlin refuses the stored password.' },
    });
    expect(screen.getByRole('alert')).toHaveTextContent('Berlin refuses the stored password.');
    await user.keyboard('secret{Enter}');
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('button', { name: 'Connecting…' })).toBeDisabled();
    held[0]?.fail({ kind: 'auth', message: 'Berlin refuses this one, too.' });
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent('Berlin refuses this one, too.');
    // Nothing has to be typed again but what is wrong.
    expect(password()).toHaveValue('secret');
    expect(isOpen()).toBe(true);
  });

  it('asks for trust where the certificate has changed, and goes on with what was typed', async () => {
    const core = accepting();
    core.answer('connections.trust', () => undefined);
    core.refuse('connections.open', {
      kind: 'certificate',
      message: 'The certificate has changed.',
      certificate: aCertificateProblem({ reason: 'changed', pinned: aFingerprint('01') }),
    });
    const { user, settle } = await show({ core });
    await user.keyboard('secret{Enter}');
    await settle();
    await user.click(screen.getByRole('button', { name: 'Keep blocked' }));
    expect(password()).toHaveValue('secret');
    await user.click(connectButton());
    await settle();
    core.answer('connections.open', () => undefined);
    await user.click(screen.getByRole('checkbox', { name: /I have checked the new fingerprint/ }));
    await user.click(screen.getByRole('button', { name: /^Trust the new certificate/ }));
    await settle();
    expect(core.asked('connections.open').at(-1)).toEqual({ id: berlin, password: 'secret' });
    expect(isOpen()).toBe(false);
  });

  it('gives up when it is left, and closes nothing that was opened since', async () => {
    const core = accepting();
    const held = core.hold('connections.open');
    const { user, settle } = await show({ core });
    await user.keyboard('secret{Enter}{Escape}');
    await settle();
    expect(held[0]?.aborted()).toBe(true);
    showDialog({ kind: 'shortcuts' });
    held[0]?.answer(undefined);
    await settle();
    expect(useDialogs.getState().dialog).toEqual({ kind: 'shortcuts' });
    expect(useNotices.getState().list).toEqual([]);
  });

  it('takes no line that no server could be sent', async () => {
    const { user, core } = await show();
    await user.click(password());
    await user.paste('se\u0007cret');
    expect(password()).toBeInvalid();
    expect(connectButton()).toBeDisabled();
    await user.keyboard('{Enter}');
    expect(core.asked('connections.open')).toEqual([]);
  });

  it('is left by Escape without anything being sent', async () => {
    const { user, core } = await show();
    await user.keyboard('secret{Escape}');
    expect(isOpen()).toBe(false);
    expect(core.asked('connections.open')).toEqual([]);
  });

  it('says that the password could not be kept', async () => {
    const core = accepting();
    core.answer('profiles.save', () => ({ ...profile, notKept: 'The key ring is locked.' }));
    const { user, settle } = await show({ core });
    await user.keyboard('secret{Enter}');
    await settle();
    expect(useNotices.getState().list).toMatchObject([
      { title: 'The password of Berlin is not remembered' },
    ]);
  });
});

describe('the choice to remember a password', () => {
  it('says where it holds only until Moref ends', async () => {
    await show({ secrets: { ...system, protection: 'session' } });
    expect(remember()).toHaveAccessibleName('Remember password until Moref ends');
  });

  it('asks for consent where the system protects nothing, and only then is it kept for good', async () => {
    const plain: SecretStoreInfo = {
      backend: 'basic_text',
      protection: 'plain',
      plainTextAllowed: false,
    };
    const core = accepting();
    core.answer('secrets.allowPlainText', ({ allow }) => ({ ...plain, plainTextAllowed: allow }));
    const { user, settle } = await show({ core, secrets: plain });
    expect(screen.getByRole('alert')).toHaveTextContent(/no protected store.*basic_text/);
    expect(remember()).toHaveAccessibleName('Remember password until Moref ends');
    const consent = screen.getByRole('checkbox', { name: /Save passwords in readable form/ });
    await user.click(consent);
    await settle();
    expect(core.asked('secrets.allowPlainText')).toEqual([{ allow: true }]);
    expect(consent).toBeChecked();
    expect(remember()).toHaveAccessibleName('Remember password');
    await user.click(remember());
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('stays without consent where that could not be written down', async () => {
    const core = accepting();
    core.refuse('secrets.allowPlainText', { kind: 'fault', message: 'The disk is full.' });
    const { user, settle } = await show({
      core,
      secrets: { backend: 'basic_text', protection: 'plain', plainTextAllowed: false },
    });
    const consent = screen.getByRole('checkbox', { name: /Save passwords in readable form/ });
    await user.click(consent);
    await settle();
    expect(screen.getByText('The disk is full.')).toBeVisible();
    expect(consent).not.toBeChecked();
  });
});
