export interface JumpHost {
  /** `user@host`, as `ssh` takes it. */
  readonly destination: string;
  readonly port?: number;
}

/**
 * A jump host as people write it: `jump`, `me@jump.example.org`, `me@jump:2222`, `ssh://me@jump:2222`, with an IPv6 address in brackets.
 * @returns null for what is none: whatever a shell, or the options of `ssh`, could take for something else
 */
export function parseJumpHost(text: string): JumpHost | null {
  const pattern =
    /^(?:ssh:\/\/)?(?:([\w.+-]+(?:@[\w.-]+)?)@)?(?:([\w.-]+)|\[([\da-f:.]+)\])(?::(\d{1,5}))?\/?$/i;
  const [, user, name, address, port] = pattern.exec(text.trim()) ?? [];
  const host = name ?? address;
  if (host === undefined || host.startsWith('-') || user?.startsWith('-') === true) return null;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return null;
  return {
    destination: user === undefined ? host : `${user}@${host}`,
    ...(port !== undefined && { port: Number(port) }),
  };
}
