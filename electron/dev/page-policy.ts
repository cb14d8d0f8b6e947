/**
 * The page's Content Security Policy while it is developed, and nowhere else: no build imports this folder. It is the product's
 * own, and lets in besides what hot reload needs: the inline script by which React refreshes, with the nonce; and the worker by
 * which Vite's client waits for a server that went away. Trusted types are not asked for, since Vite's client knows none.
 *
 * @param connect origins besides its own that the page may talk to
 */
export function developmentPolicy(nonce: string, connect: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self' blob:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
