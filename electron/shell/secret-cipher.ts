import type { SafeStorage } from 'electron';
import type { SecretCipher } from '#core/host.ts';

type Storage = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'setUsePlainTextEncryption'
>;

/**
 * Encryption by the system's key store: the keychain, DPAPI, or on Linux what the desktop offers. Null where there is none,
 * so that passwords stay in memory. To be called once the app is ready.
 *
 * On Linux without a key store Chromium falls back to a key that everybody knows (`basic_text`): that is reported as
 * `plain`, and the core uses it only with the user's consent.
 */
export async function createSecretCipher(
  storage: Storage,
  platform: NodeJS.Platform,
): Promise<SecretCipher | null> {
  const backend = backendName(storage, platform);
  const protection = backend === 'basic_text' ? 'plain' : 'system';
  // Electron refuses to encrypt with the known key unless told; what is refused without consent is refused by the core.
  if (protection === 'plain') storage.setUsePlainTextEncryption(true);
  if (backend === 'unknown' || !(await storage.isAsyncEncryptionAvailable())) return null;
  return {
    describe: () => Promise.resolve({ backend, protection }),
    encrypt: (text) => storage.encryptStringAsync(text),
    decrypt: async (bytes) => (await storage.decryptStringAsync(Buffer.from(bytes))).result,
  };
}

function backendName(storage: Storage, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'darwin':
      return 'keychain';
    case 'win32':
      return 'dpapi';
    default:
      return storage.getSelectedStorageBackend();
  }
}
