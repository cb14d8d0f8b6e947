import { describe, expect, it } from 'vitest';
import { createSecretCipher } from './secret-cipher.ts';
import { standInStorage } from './testing/electron-stand-in.ts';

describe('the secret cipher', () => {
  it.each([
    ['linux', 'gnome_libsecret', 'gnome_libsecret'],
    ['linux', 'kwallet6', 'kwallet6'],
    ['darwin', 'unknown', 'keychain'],
    ['win32', 'unknown', 'dpapi'],
  ] as const)('on %s with %s reports %s', async (platform, backend, name) => {
    const storage = standInStorage({ backend, available: true });
    const cipher = createSecretCipher(storage, platform);
    expect(await cipher.describe()).toEqual({ backend: name, protection: 'system' });
    expect(storage.plain).toBe(false);
  });

  it('brings back what it encrypted', async () => {
    const storage = standInStorage({ backend: 'gnome_libsecret', available: true });
    const cipher = createSecretCipher(storage, 'linux');
    const sealed = await cipher.encrypt('pass wörd');
    expect(sealed).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(sealed).toString()).not.toContain('pass');
    expect(await cipher.decrypt(Uint8Array.from(sealed))).toEqual({
      text: 'pass wörd',
      outdated: false,
    });
    await expect(cipher.decrypt(Uint8Array.of(1, 2))).rejects.toThrow();
  });

  it('says that the well-known key of Chromium protects nothing', async () => {
    const storage = standInStorage({ backend: 'basic_text', available: false });
    const cipher = createSecretCipher(storage, 'linux');
    expect(await cipher.describe()).toEqual({ backend: 'basic_text', protection: 'plain' });
  });

  it('goes by the key that is used, not by the name of a keyring that does not run', async () => {
    const storage = {
      ...standInStorage({ backend: 'gnome_libsecret', available: true }),
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`v10${text}`)),
    };
    expect(await createSecretCipher(storage, 'linux').describe()).toEqual({
      backend: 'basic_text',
      protection: 'plain',
    });
    // A Mac's keychain is behind the same letters.
    expect(await createSecretCipher(storage, 'darwin').describe()).toMatchObject({
      protection: 'system',
    });
  });

  it('tells that a text is to be encrypted anew', async () => {
    const storage = {
      ...standInStorage({ backend: 'gnome_libsecret', available: true }),
      decryptStringAsync: () => Promise.resolve({ shouldReEncrypt: true, result: 'old' }),
    };
    const cipher = createSecretCipher(storage, 'linux');
    expect(await cipher.decrypt(Uint8Array.of(1))).toEqual({ text: 'old', outdated: true });
  });

  it('keeps for the session where the key store is not available', async () => {
    for (const [platform, backend] of [
      ['linux', 'gnome_libsecret'],
      ['linux', 'unknown'],
      ['darwin', 'unknown'],
    ] as const) {
      const storage = standInStorage({ backend, available: false });
      expect(await createSecretCipher(storage, platform).describe()).toEqual({
        backend: 'memory',
        protection: 'session',
      });
    }
  });

  it('asks the key store only when it is asked itself, and hands on that it fails', async () => {
    const storage = {
      ...standInStorage({ backend: 'gnome_libsecret', available: true }),
      isAsyncEncryptionAvailable: () => Promise.reject(new Error('no bus')),
    };
    await expect(createSecretCipher(storage, 'linux').describe()).rejects.toThrow('no bus');
  });
});
