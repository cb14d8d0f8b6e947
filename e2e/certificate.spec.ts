import { addServer, line, live } from './fixtures/steps.ts';
import { expect, test } from './fixtures/test.ts';

test('a certificate is trusted once, and blocked when it changes', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 20, tls: 'self-signed' });
  const fingerprint = server.certificateFingerprint ?? '';
  const { page } = await launch();
  await addServer(page, server, 'Secure');
  const first = page.getByRole('dialog', { name: 'Trust the certificate of Secure?' });
  await expect(first).toContainText(fingerprint.slice(0, 23));
  await expect(first).toContainText('No password has been sent yet');
  await shot(page, 'certificate-first');
  await first.getByRole('button', { name: 'Trust and connect' }).click();
  await live(page, 'Secure');

  const changed = server.misbehave.changeCertificate();
  server.misbehave.dropConnections(1);
  await expect(line(page, 'Secure')).toContainText('Certificate changed', { timeout: 40_000 });
  await line(page, 'Secure').click();
  await shot(page, 'server-blocked');
  await page.getByRole('button', { name: 'Review certificate' }).click();
  const dialog = page.getByRole('dialog', { name: 'The certificate of Secure has changed' });
  await expect(dialog).toContainText(fingerprint.slice(0, 23));
  await expect(dialog).toContainText(changed.slice(0, 23));
  const trust = dialog.getByRole('button', { name: 'Trust the new certificate' });
  await expect(trust).toBeDisabled();
  await shot(page, 'certificate-changed');
  await dialog.getByRole('checkbox').check();
  await trust.click();
  await live(page, 'Secure');
});

test('a new server whose certificate is not trusted is not left behind, unless that is wanted', async ({
  launch,
  vcenter,
  shot,
}) => {
  const server = await vcenter({ vms: 20, tls: 'self-signed' });
  const { page } = await launch();
  await addServer(page, server, 'Secure');
  const dialog = page.getByRole('dialog', { name: 'Trust the certificate of Secure?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  // All that was typed is still there.
  const form = page.getByRole('dialog', { name: 'Add server' });
  await expect(form.getByLabel('Name in the tree')).toHaveValue('Secure');
  await expect(form.getByLabel('Password', { exact: true })).toHaveValue(server.password);
  await form.getByRole('button', { name: 'Cancel' }).click();
  await expect(form).toHaveCount(0);
  await expect(line(page, 'Secure')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Welcome to Moref' })).toBeVisible();

  await addServer(page, server, 'Secure');
  await shot(page, 'certificate-new');
  await dialog.getByRole('button', { name: 'Keep, decide later' }).click();
  await expect(line(page, 'Secure')).toContainText('Certificate not trusted');
  await page.getByRole('button', { name: 'Review certificate' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(line(page, 'Secure')).toContainText('Certificate not trusted');
  await page.getByRole('button', { name: 'Review certificate' }).click();
  await dialog.getByRole('button', { name: 'Trust and connect' }).click();
  await live(page, 'Secure');
});
