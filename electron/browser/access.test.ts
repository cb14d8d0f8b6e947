import { describe, expect, it } from 'vitest';
import { Access } from './access.ts';

describe('access to the browser host', () => {
  it('exchanges a token for the secret once', () => {
    const access = new Access();
    const token = access.issueToken();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(access.redeem(token)).toMatch(/^[\w-]{43}$/);
    expect(access.redeem(token)).toBeUndefined();
    expect(access.redeem('')).toBeUndefined();
  });

  it('lets tokens expire, each for itself', () => {
    let now = 0;
    const access = new Access(() => now);
    const old = access.issueToken();
    now = 10 * 60_000;
    const young = access.issueToken();
    now = 15 * 60_000;
    expect(access.redeem(old)).toBeUndefined();
    expect(access.redeem(young)).toBeDefined();
  });

  it('admits its own secret, and neither a token nor another’s secret', () => {
    const access = new Access();
    const secret = access.redeem(access.issueToken()) ?? '';
    const other = new Access();
    expect(access.admits(secret)).toBe(true);
    expect(access.admits(secret.slice(0, -1))).toBe(false);
    expect(access.admits(access.issueToken())).toBe(false);
    expect(access.admits(other.redeem(other.issueToken()) ?? '')).toBe(false);
    expect(access.admits('')).toBe(false);
  });
});
