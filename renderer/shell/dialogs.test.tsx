// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CertificateFacts, MorefError } from '#shared/model/error.ts';
import { showDialog, useDialogs } from '../state/dialogs.ts';
import { FakeCore } from '../testing/fake-core.ts';
import { aServer, serverId } from '../testing/objects.ts';
import { renderPart } from '../testing/render-part.tsx';
import { Dialogs } from './dialogs.tsx';

const berlin = serverId('Berlin');
const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
const presented: CertificateFacts = {
  fingerprint,
  subject: 'CN=berlin',
  issuer: 'CN=berlin',
  altNames: [],
  validFrom: 0,
  validTo: 4e12,
};
const untrusted: MorefError = {
  kind: 'certificate',
  message: 'The certificate is not trusted.',
  certificate: { reason: 'untrusted', presented, verification: 'self-signed' },
};

it('connects with the password that was typed before, which stands in no store meanwhile', async () => {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin', { state: 'offline', hasPassword: false }));
  core.refuse('connections.open', untrusted);
  core.answer('connections.trust', () => undefined);
  const { user, settle } = await renderPart(<Dialogs />, { core });
  act(() => showDialog({ kind: 'password', connection: berlin, error: null }));
  await user.type(
    screen.getByLabelText(/password/i, { selector: 'input[type=password]' }),
    'swordfish',
  );
  await user.click(screen.getByRole('button', { name: 'Connect' }));
  await settle();
  expect(JSON.stringify(useDialogs.getState())).not.toContain('swordfish');
  core.answer('connections.open', () => undefined);
  await user.click(screen.getByRole('button', { name: /trust/i }));
  await settle();
  expect(core.asked('connections.trust')).toEqual([{ id: berlin, fingerprint }]);
  const opened = { id: berlin, password: 'swordfish' };
  expect(core.asked('connections.open')).toEqual([opened, opened]);
  expect(useDialogs.getState().dialog).toBeNull();
});
