import { describe, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { testCipher } from '../testing/harness.ts';
import { KeyStore } from './key-store.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const broken = (): Promise<never> => Promise.reject(new Error('org.freedesktop.Secret: locked'));
const thrown = (): never => {
  throw new Error('not now');
};
const open = (more: object) =>
  new KeyStore({
    cipher: { ...testCipher('system'), ...more },
    log: silentLog,
    describeMs: 20,
    workMs: 20,
  });

describe('a key store', () => {
  it.each([
    ['hangs', never],
    ['rejects', broken],
    ['throws', thrown],
  ])('that %s ends and holds nobody', async (_, fault) => {
    const store = open({ describe: fault, encrypt: fault, decrypt: fault });
    expect(await store.describe()).toEqual({ backend: 'memory', protection: 'session' });
    await expect(store.encrypt('x')).rejects.toThrow();
    await expect(store.decrypt(new Uint8Array())).rejects.toThrow();
  });

  it('is used as soon as it answers', async () => {
    let ready = false;
    const store = open({
      describe: () => (ready ? testCipher('system').describe() : never()),
    });
    expect((await store.describe()).protection).toBe('session');
    ready = true;
    expect((await store.describe()).protection).toBe('system');
  });
});
