// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CertificateProblem } from '#shared/model/error.ts';
import { showDialog, useDialogs } from '../../state/dialogs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { aCertificateProblem, aFingerprint } from '../../testing/certificates.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aServer, serverId } from '../../testing/objects.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { ConnectCertificateDialog } from './certificate-dialog.tsx';

const berlin = serverId('Berlin');
const changed = aCertificateProblem({ reason: 'changed', pinned: aFingerprint('01') });

async function show(
  problem: CertificateProblem,
  core = new FakeCore({
    'connections.trust': () => undefined,
    'connections.open': () => undefined,
  }),
): Promise<RenderedPart> {
  core.estate.server(aServer('Berlin'));
  const part = await renderPart('', { core });
  const props = { connection: berlin, problem };
  showDialog({ kind: 'certificate', ...props });
  part.rerender(<ConnectCertificateDialog {...props} />);
  await part.settle();
  return part;
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const isOpen = (): boolean => useDialogs.getState().dialog !== null;

describe('a certificate that is seen first', () => {
  it('is shown with all that it says of itself; nothing is trusted by habit', async () => {
    const { user, core } = await show(aCertificateProblem());
    const dialog = screen.getByRole('dialog', { name: 'Trust the certificate of Berlin?' });
    for (const fact of [
      'CN=vc.example.org',
      'CN=Example Authority',
      'vc.example.org, 192.0.2.7',
      'self-signed certificate',
      'AB:AB:AB:AB:AB:AB:AB:AB',
    ])
      expect(dialog).toHaveTextContent(fact);
    expect(button('Cancel')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(core.asked('connections.trust')).toEqual([]);
    expect(isOpen()).toBe(false);
  });

  it('is trusted by one click, and the server is connected', async () => {
    const { user, core, settle } = await show(aCertificateProblem());
    await user.click(button('Trust and connect'));
    await settle();
    expect(core.asked('connections.trust')).toEqual([
      { id: berlin, fingerprint: aFingerprint('AB') },
    ]);
    expect(core.asked('connections.open')).toEqual([{ id: berlin }]);
    expect(useWorkspace.getState().current).toBe(berlin);
    expect(isOpen()).toBe(false);
  });

  it('can be copied whole, to be compared', async () => {
    const { user } = await show(aCertificateProblem());
    await user.click(button('Copy'));
    expect(await navigator.clipboard.readText()).toBe(aFingerprint('AB'));
  });

  it.each([
    ['expired', { validTo: Date.now() - 1000 }],
    ['not valid yet', { validFrom: Date.now() + 3_600_000 }],
  ])('is said to be %s', async (note, presented) => {
    await show(aCertificateProblem({ presented }));
    expect(screen.getByRole('dialog')).toHaveTextContent(`(${note})`);
  });

  it('that has no other names says so', async () => {
    await show(aCertificateProblem({ presented: { altNames: [] } }));
    expect(screen.getByText('none')).toBeVisible();
  });

  it('stays in question where it could not be written down', async () => {
    const core = new FakeCore();
    core.refuse('connections.trust', { kind: 'fault', message: 'The disk is full.' });
    const { user, settle } = await show(aCertificateProblem(), core);
    await user.click(button('Trust and connect'));
    await settle();
    expect(screen.getAllByRole('alert').at(-1)).toHaveTextContent('The disk is full.');
    expect(isOpen()).toBe(true);
  });
});

describe('a certificate that has changed', () => {
  it('stands beside the one that was trusted, and blocks until the new one was checked', async () => {
    const { user, core, settle } = await show(changed);
    expect(
      screen.getByRole('dialog', { name: 'The certificate of Berlin has changed' }),
    ).toHaveTextContent(/somebody is between you and the server/);
    const trusted = screen.getByText('Trusted so far').parentElement as HTMLElement;
    const now = screen.getByText('Presented now').parentElement as HTMLElement;
    expect(trusted).toHaveTextContent('01:01:01');
    expect(within(now).getAllByText('AB:AB:AB:AB:AB:AB:AB:AB')).toHaveLength(4);
    const trust = button('Trust the new certificate and connect');
    expect(trust).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: /I have checked the new fingerprint/ }));
    await user.click(trust);
    await settle();
    expect(core.asked('connections.trust')).toEqual([
      { id: berlin, fingerprint: aFingerprint('AB') },
    ]);
  });

  it('stays blocked by habit', async () => {
    const { user, core } = await show(changed);
    expect(button('Keep blocked')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(isOpen()).toBe(false);
    expect(core.asked('connections.trust')).toEqual([]);
  });
});

describe('a certificate of an authority that this computer does not know', () => {
  const authority = {
    fingerprint: aFingerprint('CA'),
    subject: 'CN=Company CA',
    issuer: 'CN=Company Root',
    validFrom: 0,
    validTo: Date.UTC(2040, 0, 1),
    pem: '-----BEGIN CERTIFICATE-----',
  };

  it('is trusted by its authority, if somebody chooses so', async () => {
    const { user, core, settle } = await show(aCertificateProblem({ authorities: [authority] }));
    await user.click(screen.getByRole('radio', { name: /Whatever CN=Company CA issues/ }));
    expect(screen.getByText(authority.fingerprint)).toBeVisible();
    await user.click(button('Trust and connect'));
    await settle();
    expect(core.asked('connections.trust')).toEqual([
      { id: berlin, fingerprint: aFingerprint('AB'), authority: authority.pem },
    ]);
  });

  it('says all that is wrong with it', async () => {
    await show(aCertificateProblem({ further: ['the certificate has expired', 'other name'] }));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'the certificate has expired',
      'other name',
    ]);
  });
});
