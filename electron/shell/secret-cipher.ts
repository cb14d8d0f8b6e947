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
 * Encryption by the system's key store: the keychain, DPAPI, or on Linux what the desktop offers. To be called once the app is ready;
 * the key store is asked when it is needed, so that one that is locked or broken holds up nothing.
 *
 * On Linux without a key store Chromium falls back to a key that everybody knows (`basic_text`): that is reported as
 * `plain`, and the core uses it only with the user's consent.
 */
export function createSecretCipher(storage: Storage, platform: NodeJS.Platform): SecretCipher {
  let backend: string | undefined;
  return {
    describe: async () => {
      if (backend === undefined) {
        const name = backendName(storage, platform);
        // Electron refuses to encrypt with the known key unless it is asked to; what is refused without consent is refused by the core.
        if (name === 'basic_text') storage.setUsePlainTextEncryption(true);
        backend = name;
      }
      const available = backend !== 'unknown' && (await storage.isAsyncEncryptionAvailable());
      if (!available) return { backend: 'memory', protection: 'session' };
      return { backend, protection: backend === 'basic_text' ? 'plain' : 'system' };
    },
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
