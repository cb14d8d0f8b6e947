import { inEnglish } from '#shared/i18n/english.ts';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectionId } from '#shared/model/reference.ts';
import type { SecretCipher, SessionPasswords } from '../host.ts';
import { silentLog } from '../log.ts';
import { testCipher } from '../testing/harness.ts';
import { changeTogether } from './change-together.ts';
import { SecretVault } from './secret-vault.ts';

const id = connectionId('c1');
const secret = 'correct horse';

describe('secret vault', () => {
  let folder: string;
  let path: string;
  const open = (cipher: SecretCipher | null) =>
    SecretVault.load({ path, cipher, log: silentLog, now: () => 0 });
  const onDisk = async () => {
    try {
      return (JSON.parse(await readFile(path, 'utf8')) as { secrets: object }).secrets;
    } catch {
      return {};
    }
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'moref-vault-'));
    path = join(folder, 'secrets.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('takes over passwords from the host, which are then nowhere on disk', async () => {
    const sessionPasswords: SessionPasswords = new Map();
    const withHost = { path, cipher: null, log: silentLog, now: () => 0, sessionPasswords };
    await (await SecretVault.load(withHost)).set(id, secret, true);
    const next = await SecretVault.load(withHost);
    expect(await next.get(id)).toBe(secret);
    await next.forget(id);
    expect(sessionPasswords.size).toBe(0);
    expect(await onDisk()).toEqual({});
  });

  it('keeps a password encrypted where the system guards it', async () => {
    await (await open(testCipher('system'))).set(id, secret, true);
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('base64'));
    const next = await open(testCipher('system'));
    expect(next.has(id)).toBe(true);
    expect(await next.get(id)).toBe(secret);
    expect(await next.info()).toEqual({
      backend: 'test_system',
      protection: 'system',
      plainTextAllowed: false,
    });
  });

  it('keeps until Moref ends what is not to be remembered, and forgets what was', async () => {
    const vault = await open(testCipher('system'));
    await vault.set(id, 'old', true);
    await vault.set(id, secret, false);
    expect(await vault.get(id)).toBe(secret);
    expect(await onDisk()).toEqual({});
    expect((await open(testCipher('system'))).has(id)).toBe(false);
  });

  it('has only memory where there is no cipher', async () => {
    const vault = await open(null);
    await vault.set(id, secret, true);
    expect(await vault.get(id)).toBe(secret);
    expect(await onDisk()).toEqual({});
    expect(await vault.info()).toMatchObject({ backend: 'memory', protection: 'session' });
    // Consent cannot make up for the missing cipher.
    await vault.allowPlainText(true);
    expect(await onDisk()).toEqual({});
  });

  it('writes nothing that anybody could read without consent, and deletes it when that is withdrawn', async () => {
    const vault = await open(testCipher('plain'));
    await vault.set(id, secret, true);
    await vault.set(connectionId('c2'), 'only now', false);
    expect(await onDisk()).toEqual({});
    expect(await vault.get(id)).toBe(secret);
    expect(await vault.allowPlainText(true)).toMatchObject({ plainTextAllowed: true });
    expect(Object.keys(await onDisk())).toEqual(['c1']);

    const next = await open(testCipher('plain'));
    expect(await next.get(id)).toBe(secret);
    await next.allowPlainText(false);
    expect(await onDisk()).toEqual({});
    expect(next.has(id)).toBe(false);
    await next.set(id, secret, true);
    expect(await onDisk()).toEqual({});
  });

  it('encrypts anew what the key store calls outdated, and not what was typed meanwhile', async () => {
    await (await open(testCipher('plain'))).allowPlainText(true);
    await (await open(testCipher('plain'))).set(id, secret, true);
    const before = await onDisk();
    const cipher = testCipher('system');
    const vault = await open({
      ...cipher,
      encrypt: async (text) => Uint8Array.of(0, ...(await cipher.encrypt(text))),
      decrypt: async (bytes) => ({ ...(await cipher.decrypt(bytes)), outdated: true }),
    });
    expect(await vault.get(id)).toBe(secret);
    await vi.waitFor(async () => expect(await onDisk()).not.toEqual(before));
    await vault.settled();
    expect(await onDisk()).toMatchObject({ c1: { protection: 'system' } });
  });

  it('says that a password cannot be decrypted any more', async () => {
    await (await open(testCipher('system'))).set(id, secret, true);
    const vault = await open({
      ...testCipher('system'),
      decrypt: () => Promise.reject(new Error('wrong key')),
    });
    await expect(vault.get(id)).rejects.toMatchObject({
      data: { kind: 'auth', message: /Enter the password again/ },
    });
    await vault.forget(id);
    expect(await vault.get(id)).toBeUndefined();
    expect(await onDisk()).toEqual({});
  });

  it('keeps in memory what the key store does not take, and says so', async () => {
    const broken: SecretCipher = {
      ...testCipher('system'),
      encrypt: () => Promise.reject(new Error('the keyring is locked')),
    };
    await (await open(testCipher('system'))).set(id, 'old', true);
    const vault = await open(broken);
    const change = await vault.setting(id, secret, true);
    expect(inEnglish(change.notKept ?? '')).toMatch(/the keyring is locked.*until it ends/);
    await changeTogether([change.plan]);
    change.done();
    expect(await vault.get(id)).toBe(secret);
    // The old one is not what a restart should try.
    expect(await onDisk()).toEqual({});
  });
});
