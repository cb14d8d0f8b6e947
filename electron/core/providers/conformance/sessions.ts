import { expect, it } from 'vitest';
import { rejection, type ServerUnderTest } from './server-under-test.ts';

/** Logging in and out. */
export function sessionTests(on: ServerUnderTest): void {
  it('logs in, and says what the server is', async () => {
    const { session } = await on.run();
    expect(session.server.product).not.toBe('');
    expect(session.server.version).toMatch(/^\d+\./);
    expect(session.certificate?.fingerprint ?? null).toBe(on.server.pinnedFingerprint);
  });

  it('says auth for a wrong password, without repeating it', async () => {
    const wrong = { ...on.credentials(), password: `${on.server.password}-not` };
    const error = await rejection(on.provider.connect(wrong));
    expect(error).toMatchObject({ data: { kind: 'auth' } });
    expect(JSON.stringify(error)).not.toContain(wrong.password);
    expect(error).toMatchObject({ message: expect.stringContaining(on.server.user) as string });
  });

  it('says unreachable where there is no server', async () => {
    const nowhere = { ...on.credentials(), address: 'http://127.0.0.1:9' };
    await expect(on.provider.connect(nowhere)).rejects.toMatchObject({
      data: { kind: 'unreachable' },
    });
  });

  it('says invalid for an address that is none', async () => {
    await expect(
      on.provider.connect({ ...on.credentials(), address: 'vc example' }),
    ).rejects.toMatchObject({ data: { kind: 'invalid' } });
  });

  it('gives up connecting when asked to', async () => {
    const abort = new AbortController();
    const connecting = on.provider.connect({ ...on.credentials(), signal: abort.signal });
    abort.abort();
    await expect(connecting).rejects.toMatchObject({ data: { kind: 'cancelled' } });
  });

  it('logs out at the end', async () => {
    const before = await on.server.sessions();
    const entry = await on.run();
    expect(await on.server.sessions()).toBe(before + 1);
    await entry.end();
    expect(await on.server.sessions()).toBe(before);
    expect(entry.sink.error).toBeUndefined();
  });
}
