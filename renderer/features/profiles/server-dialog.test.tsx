// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { SavedProfile } from '#shared/contract/results.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { connectionId, type ConnectionId } from '#shared/model/reference.ts';
import { MorefException } from '#shared/model/error.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { useNotices } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import type { Answer } from '../../testing/answers.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aCertificateProblem } from '../../testing/certificates.ts';
import { aServer, serverId } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { ServerDialog } from './server-dialog.tsx';

const added = connectionId('added');

/** The core's answer to what is saved: the profile, with an id where it is new. */
const saving: Answer<'profiles.save'> = ({ id, ...profile }) => {
  const { family, name, address, user, autoConnect } = profile;
  return { id: id ?? added, family, name, address, user, autoConnect } satisfies SavedProfile;
};

const foreign = {
  kind: 'invalid',
  message: 'This is no vSphere server.',
  foreign: true,
} as const;

const answers = {
  'profiles.save': saving,
  'profiles.remove': () => undefined,
  'connections.open': () => undefined,
  'connections.close': () => undefined,
} as const;

async function show(
  core = new FakeCore(answers),
  connection?: ConnectionId,
): Promise<RenderedPart> {
  const props = connection === undefined ? {} : { connection };
  showDialog({ kind: 'server', ...props });
  return renderPart(<ServerDialog {...props} />, { core });
}

const password = (): HTMLElement => screen.getByLabelText('Password');
const address = (): HTMLElement => screen.getByRole('textbox', { name: /^Address/ });
const userName = (): HTMLElement => screen.getByRole('textbox', { name: /^User name/ });
const connectButton = (): HTMLElement => screen.getByRole('button', { name: 'Connect' });
const isOpen = (): boolean => useDialogs.getState().dialog?.kind === 'server';

async function choose(user: UserEvent, name: string, option: string): Promise<void> {
  await user.click(screen.getByRole('combobox', { name }));
  await user.click(await screen.findByRole('option', { name: option }));
}

async function fillIn(user: UserEvent, at = 'vc.example.org', who = 'root'): Promise<void> {
  await user.type(address(), at);
  await user.type(userName(), who);
  await user.type(password(), 'secret');
}

describe('the dialog that adds a server', () => {
  it('saves the profile, connects, and goes to the server', async () => {
    const { user, core, settle } = await show();
    expect(address()).toHaveFocus();
    await fillIn(user, ' vc.example.org ');
    await user.type(screen.getByRole('textbox', { name: /^Name in the tree/ }), 'Berlin{Enter}');
    await settle();
    const profile = {
      family: 'vsphere',
      address: 'vc.example.org',
      user: 'root',
      password: 'secret',
      name: 'Berlin',
      autoConnect: true,
      rememberPassword: true,
    };
    // It is in no list before it was reached.
    expect(core.asked('profiles.save')).toEqual([
      { ...profile, trial: true },
      { ...profile, id: added },
    ]);
    expect(core.asked('connections.open')).toEqual([{ id: added, password: 'secret' }]);
    expect(isOpen()).toBe(false);
    expect(useWorkspace.getState().current).toBe(added);
  });

  it('says what is missing once it was tried, and sends nothing before', async () => {
    const { user, core } = await show();
    expect(address()).toHaveAttribute('aria-invalid', 'false');
    await user.click(connectButton());
    expect(address()).toHaveAccessibleDescription(/Enter the address of the server/);
    expect(userName()).toHaveAccessibleDescription(/Enter the user to log in as/);
    expect(core.asked('profiles.save')).toEqual([]);
    await user.type(address(), 'vc:99999999');
    expect(address()).toBeInvalid();
    await user.clear(address());
    await user.type(address(), 'vc');
    expect(address()).toBeValid();
  });

  it.each([
    ['root@esx-01', 'esx-01', 'root'],
    [
      'administrator@vsphere.local@vc.example.org:8443',
      'vc.example.org:8443',
      'administrator@vsphere.local',
    ],
    ['https://root@vc.example.org/ui', 'https://vc.example.org/ui', 'root'],
  ])('takes “%s” apart when it is pasted, and when the field is left', async (text, at, who) => {
    const { user } = await show();
    await user.click(address());
    await user.paste(text);
    expect(address()).toHaveValue(at);
    expect(userName()).toHaveValue(who);
    await user.clear(address());
    await user.clear(userName());
    await user.type(address(), text);
    expect(address()).toHaveValue(text);
    await user.tab();
    expect(address()).toHaveValue(at);
    expect(userName()).toHaveValue(who);
  });

  it('says what will be dialled, and warns of a password in the clear', async () => {
    const { user } = await show();
    await user.type(address(), 'vc.example.org');
    expect(address()).toHaveAccessibleDescription('Moref will dial https://vc.example.org:443');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.clear(address());
    await user.type(address(), 'http://vc');
    expect(screen.getByRole('alert')).toHaveTextContent(/sends the password unencrypted/);
  });

  it('asks for what a family has, and keeps nothing of the other', async () => {
    const { user, core, settle } = await show();
    expect(screen.queryByRole('combobox', { name: 'Protocol' })).toBeNull();
    await choose(user, 'Kind of server', 'VMware vSphere (vCenter, ESXi)');
    await choose(user, 'Protocol', 'vSphere Automation API only');
    await choose(user, 'Kind of server', 'XenServer, XCP-ng');
    expect(screen.queryByRole('combobox', { name: 'Protocol' })).toBeNull();
    await choose(user, 'Encoding', 'XML-RPC');
    await user.click(screen.getByRole('checkbox', { name: /^Read-only/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Connect when Moref starts' }));
    await choose(user, 'Environment', 'Production');
    expect(screen.getByText(/asks for the name of the object to be typed/)).toBeVisible();
    await fillIn(user, 'xen-01');
    await user.click(connectButton());
    await settle();
    expect(core.asked('profiles.save').slice(1)).toEqual([
      {
        id: added,
        family: 'xenserver',
        address: 'xen-01',
        encoding: 'xml',
        user: 'root',
        password: 'secret',
        name: '',
        environment: 'production',
        readOnly: true,
        autoConnect: false,
        rememberPassword: true,
      },
    ]);
  });

  it('stays with what the server said, and mends the profile that it has saved already', async () => {
    const core = new FakeCore(answers);
    core.refuse('connections.open', {
      kind: 'auth',
      message: 'vc.example.org refuses root: wrong user or password.',
    });
    const { user, settle } = await show(core);
    await fillIn(user);
    await user.click(connectButton());
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent('wrong user or password');
    expect(password()).toHaveValue('secret');
    core.answer('connections.open', () => undefined);
    await user.type(password(), '2');
    await user.click(connectButton());
    await settle();
    const saved = core.asked('profiles.save');
    expect(saved.map(({ id, password, trial }) => [id, password, trial])).toEqual([
      [undefined, 'secret', true],
      [added, 'secret2', true],
      [added, 'secret2', undefined],
    ]);
    expect(isOpen()).toBe(false);
  });

  it('leaves no server behind that was never reached, when it is given up', async () => {
    const core = new FakeCore(answers);
    core.refuse('connections.open', { kind: 'unreachable', message: 'Nothing answers.' });
    const { user, settle } = await show(core);
    await fillIn(user);
    await user.click(connectButton());
    await settle();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await settle();
    expect(core.asked('profiles.remove')).toEqual([{ id: added }]);
    expect(isOpen()).toBe(false);
  });

  it('stops dialling when it is given up', async () => {
    const core = new FakeCore(answers);
    const held = core.hold('connections.open');
    const { user, settle } = await show(core);
    await fillIn(user);
    await user.keyboard('{Enter}');
    await settle();
    expect(screen.getByRole('button', { name: 'Connecting…' })).toBeDisabled();
    await user.keyboard('{Escape}');
    await settle();
    expect(held[0]?.aborted()).toBe(true);
    expect(core.asked('profiles.remove')).toEqual([{ id: added }]);
    expect(useNotices.getState().list).toEqual([]);
  });

  it('takes the server back that was only being saved when it was given up', async () => {
    const core = new FakeCore(answers);
    const held = core.hold('profiles.save');
    const { user, settle } = await show(core);
    await fillIn(user);
    await user.keyboard('{Enter}');
    await settle();
    await user.keyboard('{Escape}');
    held[0]?.answer({
      id: added,
      family: 'vsphere',
      name: '',
      address: 'vc.example.org',
      user: 'root',
      autoConnect: true,
    });
    await settle();
    expect(core.asked('connections.open')).toEqual([]);
    expect(core.asked('profiles.remove')).toEqual([{ id: added }]);
  });

  describe('whose certificate is not trusted', () => {
    async function untrusted(): Promise<RenderedPart> {
      const core = new FakeCore({ ...answers, 'connections.trust': () => undefined });
      core.refuse('connections.open', {
        kind: 'certificate',
        message: 'The certificate cannot be verified.',
        certificate: aCertificateProblem(),
      });
      const part = await show(core);
      await fillIn(part.user);
      await part.user.click(connectButton());
      await part.settle();
      expect(screen.getByRole('dialog')).toHaveTextContent('self-signed certificate');
      return part;
    }

    it('connects once it is, with all that was typed', async () => {
      const { user, core, settle } = await untrusted();
      core.answer('connections.open', () => undefined);
      await user.click(screen.getByRole('button', { name: 'Trust and connect' }));
      await settle();
      expect(core.asked('connections.trust')).toMatchObject([{ id: added }]);
      expect(core.asked('connections.open').at(-1)).toEqual({ id: added, password: 'secret' });
      expect(isOpen()).toBe(false);
      expect(useWorkspace.getState().current).toBe(added);
    });

    it('leads back to the form, with all that was typed', async () => {
      const { user } = await untrusted();
      await user.click(screen.getByRole('button', { name: 'Cancel' }));
      expect(address()).toHaveValue('vc.example.org');
      expect(password()).toHaveValue('secret');
      expect(isOpen()).toBe(true);
    });

    it('is kept for later where that is wanted', async () => {
      const { user, core } = await untrusted();
      await user.click(screen.getByRole('button', { name: 'Keep, decide later' }));
      expect(isOpen()).toBe(false);
      expect(core.asked('profiles.remove')).toEqual([]);
      expect(useWorkspace.getState().current).toBe(added);
    });
  });

  it('finds out what kind of server it is', async () => {
    const core = new FakeCore(answers);
    let family = '';
    core.answer('profiles.save', (params, context) => {
      family = params.family;
      return saving(params, context);
    });
    core.answer('connections.open', () => {
      if (family === 'vsphere') throw new MorefException(foreign);
      return undefined;
    });
    const { user, settle } = await show(core);
    await fillIn(user, 'xen-01');
    await user.click(connectButton());
    await settle();
    expect(core.asked('profiles.save').map(({ id, family, trial }) => [id, family, trial])).toEqual(
      [
        [undefined, 'vsphere', true],
        [added, 'xenserver', true],
        [added, 'xenserver', undefined],
      ],
    );
    expect(isOpen()).toBe(false);
  });

  it('says that it is of no kind that Moref knows', async () => {
    const core = new FakeCore(answers);
    core.refuse('connections.open', foreign);
    const { user, settle } = await show(core);
    await fillIn(user, 'www.example.org');
    await user.click(connectButton());
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent(
      /www.example.org is neither a vSphere server nor/,
    );
    expect(password()).toHaveValue('secret');
  });

  it('offers the other kind where another one was chosen', async () => {
    const core = new FakeCore(answers);
    core.refuse('connections.open', foreign);
    const { user, settle } = await show(core);
    await choose(user, 'Kind of server', 'VMware vSphere (vCenter, ESXi)');
    await fillIn(user, 'xen-01');
    await user.click(connectButton());
    await settle();
    core.answer('connections.open', () => undefined);
    await user.click(screen.getByRole('button', { name: /XenServer, XCP-ng/ }));
    await settle();
    const last = core.asked('profiles.save').at(-1);
    expect(last).toMatchObject({ family: 'xenserver', address: 'xen-01', password: 'secret' });
    expect(last).not.toHaveProperty('trial');
    expect(isOpen()).toBe(false);
  });

  it('says that a password could not be kept', async () => {
    const core = new FakeCore({
      ...answers,
      'profiles.save': (params, context) => ({
        ...(saving(params, context) as SavedProfile),
        notKept: 'The key ring is locked.',
      }),
    });
    const { user, settle } = await show(core);
    await fillIn(user);
    await user.click(connectButton());
    await settle();
    expect(useNotices.getState().list).toMatchObject([
      { error: { message: 'The key ring is locked.' } },
    ]);
  });
});

describe('the dialog of a server that is there', () => {
  const berlin = serverId('Berlin');

  async function edit(
    status: Partial<Omit<ConnectionStatus, 'profile'>> = {},
    profile: Partial<ConnectionStatus['profile']> = {},
  ): Promise<RenderedPart> {
    const core = new FakeCore(answers);
    core.estate.server(aServer('Berlin', { ...status, profile }));
    // The dialog is opened by a page that knows the server already.
    const part = await renderPart('', { core });
    showDialog({ kind: 'server', connection: berlin });
    part.rerender(<ServerDialog connection={berlin} />);
    await part.settle();
    return part;
  }

  it('shows what is known of it, but never its password', async () => {
    await edit({}, { environment: 'test', readOnly: true, autoConnect: false });
    expect(screen.getByRole('dialog', { name: 'Edit server' })).toBeVisible();
    expect(address()).toHaveValue('berlin.example.org');
    expect(userName()).toHaveValue('administrator');
    expect(password()).toHaveValue('');
    expect(password()).toHaveAccessibleDescription(/A password is saved/);
    expect(screen.getByRole('combobox', { name: 'Environment' })).toHaveTextContent('Test');
    expect(screen.getByRole('checkbox', { name: /^Read-only/ })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: /^Connect when/ })).not.toBeChecked();
  });

  it('is saved without being connected; the password stays as it is', async () => {
    const { user, core, settle } = await edit();
    await user.clear(userName());
    await user.type(userName(), 'backup');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await settle();
    const [saved] = core.asked('profiles.save');
    expect(saved).toMatchObject({ id: berlin, user: 'backup', rememberPassword: true });
    expect(saved).not.toHaveProperty('password');
    expect(core.asked('connections.open')).toEqual([]);
    expect(isOpen()).toBe(false);
  });

  it('is connected anew by what it says now', async () => {
    const { user, core, settle } = await edit();
    await user.click(connectButton());
    await settle();
    expect(core.asked('connections.close')).toEqual([{ id: berlin }]);
    expect(core.asked('connections.open')).toEqual([{ id: berlin }]);
  });

  it('stays in the list when it is given up', async () => {
    const { user, core, settle } = await edit();
    await user.keyboard('{Escape}');
    await settle();
    expect(isOpen()).toBe(false);
    expect(core.asked('profiles.remove')).toEqual([]);
  });

  it('does not throw away by a click beside it what was typed', async () => {
    const { user } = await edit();
    const beside = document.querySelector<HTMLElement>('.MuiDialog-container');
    if (beside !== null) await user.click(beside);
    expect(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save' })).toBeVisible();
    expect(isOpen()).toBe(true);
  });
});
