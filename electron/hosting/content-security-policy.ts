/** What differs between the hosts, and between two loads of the page. */
export interface PolicyOptions {
  /** For the styles that the component library adds at run time; fresh for every load. */
  readonly nonce: string;
  /** Origins besides its own that the page may talk to: the link's WebSocket. */
  readonly connect?: readonly string[];
}

/**
 * The page's Content Security Policy, the same in both hosts: scripts, fonts and images from the program alone, nothing
 * inline but styles with the nonce, no frames, no forms, no plug-ins, and no text turned into script.
 */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", `'nonce-${options.nonce}'`],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(options.connect ?? [])],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
