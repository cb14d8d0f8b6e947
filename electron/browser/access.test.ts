import { describe, expect, it } from 'vitest';
import { Access } from './access.ts';

const cookieOf = (access: Access, port: number): string =>
  access.setCookie(port).split(';')[0] ?? '';

describe('access to the browser host', () => {
  it('redeems a token once', () => {
    const access = new Access();
    const token = access.issueToken();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(access.redeem(token)).toBe(true);
    expect(access.redeem(token)).toBe(false);
    expect(access.redeem('')).toBe(false);
  });

  it('lets tokens expire, each for itself', () => {
    let now = 0;
    const access = new Access(() => now);
    const old = access.issueToken();
    now = 10 * 60_000;
    const young = access.issueToken();
    now = 15 * 60_000;
    expect(access.redeem(old)).toBe(false);
    expect(access.redeem(young)).toBe(true);
  });

  it('admits its own cookie for its own port, among others', () => {
    const access = new Access();
    const cookie = cookieOf(access, 4000);
    expect(access.admits(`a=b; ${cookie}; c=d`, 4000)).toBe(true);
    expect(access.admits(cookie, 4001)).toBe(false);
    expect(access.admits(cookieOf(new Access(), 4000), 4000)).toBe(false);
    expect(access.admits(cookie.slice(0, -1), 4000)).toBe(false);
    expect(access.admits('moref-4000=', 4000)).toBe(false);
    expect(access.admits(undefined, 4000)).toBe(false);
  });

  it('keeps the cookie from scripts and from other sites', () => {
    const cookie = new Access().setCookie(1);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Domain/i);
  });
});
