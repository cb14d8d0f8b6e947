import { describe, expect, it } from 'vitest';
import type { Page } from '../hosting/page.ts';
import { appOrigin, appScheme, servePage } from './scheme.ts';
import { standInProtocol } from './testing/electron-stand-in.ts';

const page: Page = {
  answer: (path, connect) => ({
    status: path === '/' ? 200 : 404,
    headers: { 'content-security-policy': `default-src 'none'`, 'x-connect': String(connect) },
    body: Buffer.from(path),
  }),
};

describe('the scheme of the page', () => {
  const { protocol, fetch } = standInProtocol();
  servePage(protocol, Promise.resolve(page));

  it('is an origin of its own that may not step around its policy', () => {
    expect(appScheme.privileges).toMatchObject({ standard: true, secure: true });
    expect(appScheme.privileges).not.toHaveProperty('bypassCSP');
    expect(appScheme.privileges).not.toHaveProperty('corsEnabled');
  });

  it('serves the page with its policy', async () => {
    const answer = await fetch(`${appOrigin}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(await answer.text()).toBe('/');
  });

  it('serves no other host and no other method', async () => {
    expect((await fetch('moref://other/')).status).toBe(404);
    expect((await fetch(`${appOrigin}/`, 'POST')).status).toBe(404);
  });
});
