const mask = 0x5a;

/** What stands behind the key store: `libsecret`, `none` (a key that everybody knows), `locked` (nothing answers). */
let state = process.env['STAND_IN_KEYS'] ?? 'libsecret';
/** Values in which a text was written under a key that is replaced by now. */
const oldPrefix = 'v09';
let plainText = false;
const unlocked = Promise.withResolvers<void>();

/**
 * `safeStorage` as it is on Linux: the name of the backend goes by the desktop alone; available is whatever has answered, be it the key
 * that is built in, with which texts begin with `v10`. Nothing is really encrypted.
 */
export const safeStorage = {
  getSelectedStorageBackend: (): string => process.env['STAND_IN_BACKEND'] ?? 'gnome_libsecret',
  setUsePlainTextEncryption: (use: boolean): void => {
    plainText = use;
  },
  usesPlainText: (): boolean => plainText,
  unlock: (): void => {
    state = 'libsecret';
    unlocked.resolve();
  },
  isAsyncEncryptionAvailable: async (): Promise<boolean> => {
    if (state === 'locked') await unlocked.promise;
    return true;
  },
  encryptStringAsync: async (text: string): Promise<Buffer> => {
    if (state === 'locked') await unlocked.promise;
    return Buffer.concat([Buffer.from(state === 'none' ? 'v10' : 'v11'), masked(text)]);
  },
  decryptStringAsync: async (
    bytes: Buffer,
  ): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }> => {
    if (state === 'locked') await unlocked.promise;
    const prefix = bytes.subarray(0, 3).toString();
    // What was encrypted with the system's key cannot be read without it.
    if (prefix === 'v11' && state === 'none')
      throw new Error('Error while decrypting the ciphertext provided to decryptStringAsync.');
    const result = Buffer.from(bytes.subarray(3).map((byte) => byte ^ mask)).toString();
    const weaker = prefix === 'v10' && state === 'libsecret';
    return { result, shouldReEncrypt: prefix === oldPrefix || weaker };
  },
};

function masked(text: string): Buffer {
  return Buffer.from(Buffer.from(text).map((byte) => byte ^ mask));
}
