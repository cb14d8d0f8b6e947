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

type Description = Awaited<ReturnType<SecretCipher['describe']>>;

/** What Chromium calls its key that everybody knows, and what a text begins with on Linux that was encrypted with it. */
const plainBackend = 'basic_text';
const plainPrefix = 'v10';

/**
 * Encryption by the system's key store: the keychain, DPAPI, or on Linux what the desktop offers. To be called once the app is ready;
 * the key store is asked when it is needed, so that one that is locked or broken holds up nothing.
 *
 * On Linux without a key store Chromium falls back to a key that everybody knows. Electron names the backend by the desktop alone, whether
 * or not its keyring runs: what is really used shows in what comes of a text. It is reported as `plain`, and the core uses it only with the
 * user's consent.
 */
export function createSecretCipher(storage: Storage, platform: NodeJS.Platform): SecretCipher {
  let known: Description | undefined;
  return {
    describe: async () => {
      const description = known ?? (await describeStorage(storage, platform));
      // The key stays the same for as long as the program runs; one that is not there yet may come.
      if (description.protection !== 'session') known = description;
      return description;
    },
    encrypt: (text) => storage.encryptStringAsync(text),
    decrypt: async (bytes) => {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(bytes));
      return { text: result, outdated: shouldReEncrypt };
    },
  };
}

async function describeStorage(storage: Storage, platform: NodeJS.Platform): Promise<Description> {
  const backend = backendName(storage, platform);
  // Electron refuses to encrypt with the known key unless it is asked to; what is refused without consent is refused by the core.
  if (backend === plainBackend) storage.setUsePlainTextEncryption(true);
  const available = backend !== 'unknown' && (await storage.isAsyncEncryptionAvailable());
  if (!available) return { backend: 'memory', protection: 'session' };
  const plain =
    backend === plainBackend || (isNamedByDesktop(platform) && (await usesKnownKey(storage)));
  return plain ? { backend: plainBackend, protection: 'plain' } : { backend, protection: 'system' };
}

async function usesKnownKey(storage: Storage): Promise<boolean> {
  const sample = await storage.encryptStringAsync('sample');
  return sample.subarray(0, plainPrefix.length).toString() === plainPrefix;
}

function isNamedByDesktop(platform: NodeJS.Platform): boolean {
  return platform !== 'darwin' && platform !== 'win32';
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
