import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

function directives(policy: string): ReadonlyMap<string, string> {
  return new Map(
    policy.split('; ').map((text) => {
      const [name = '', ...sources] = text.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

describe('the content security policy', () => {
  const policy = contentSecurityPolicy({ nonce: 'abc', connect: ['ws://127.0.0.1:1'] });

  it('denies what it does not name', () => {
    expect(directives(policy).get('default-src')).toBe("'none'");
  });

  it('allows no inline script, no eval and no wildcard', () => {
    expect(policy).not.toMatch(/unsafe|\*|https?:|blob:/);
    expect(directives(policy).get('script-src')).toBe("'self'");
    expect(directives(policy).get('require-trusted-types-for')).toBe("'script'");
  });

  it('allows styles with the nonce and the link where the host names it', () => {
    expect(directives(policy).get('style-src')).toBe("'self' 'nonce-abc'");
    expect(directives(policy).get('connect-src')).toBe("'self' ws://127.0.0.1:1");
    expect(directives(contentSecurityPolicy({ nonce: 'x' })).get('connect-src')).toBe("'self'");
  });
});
