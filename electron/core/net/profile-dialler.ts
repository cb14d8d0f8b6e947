import type { Duplex } from 'node:stream';
import process from 'node:process';
import type { ProfileProxy } from '#shared/model/profile.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Dialler, DialOptions, DialTarget } from './dialler.ts';
import { connectThrough } from './proxy-connect.ts';
import { type Environment, proxyOfEnvironment } from './proxy-environment.ts';
import { ProxyError } from './proxy-error.ts';
import { parseProxy, type ProxyServer } from './proxy-server.ts';
import { SshForwards, type SshOptions } from './ssh-forwards.ts';
import { proxiesOfSystem } from './proxy-system.ts';

export interface ProfileDiallerOptions {
  /** What the profile says; absent: as the environment and the system have it. */
  readonly proxy?: ProfileProxy | undefined;
  readonly password?: string | undefined;
  readonly environment?: Environment;
  /** See CoreHost. */
  readonly systemProxy?: ((url: string) => Promise<string>) | undefined;
  readonly ssh?: SshOptions;
}

/** The way to the servers of one profile. To be closed with its connection. */
export function profileDialler(options: ProfileDiallerOptions): Dialler {
  const { proxy } = options;
  switch (proxy?.kind) {
    case undefined:
      return { dial: (target, how) => asTheSystem(options, target, how), close: nothing };
    case 'none':
      return { dial: () => Promise.resolve(null), close: nothing };
    case 'ssh':
      return new SshForwards(proxy.address, options.ssh);
    case 'http':
    case 'socks5': {
      const server = named(proxy, options.password);
      return { dial: (target, how) => connectThrough(server(), target, how), close: nothing };
    }
  }
}

function nothing(): void {
  // There is nothing to be ended.
}

function named(proxy: ProfileProxy, password: string | undefined): () => ProxyServer {
  const parsed = parseProxy(proxy.address, proxy.kind === 'socks5' ? 'socks5' : 'http');
  return () => {
    if (parsed === null)
      throw new ProxyError('login', say('net.proxy.address', { address: proxy.address }));
    const { user } = proxy;
    return user === undefined ? parsed : { ...parsed, user, password: password ?? '' };
  };
}

/** The environment is what a person set for this program; what the system says is for all. */
async function asTheSystem(
  { environment = process.env, systemProxy }: ProfileDiallerOptions,
  target: DialTarget,
  how: DialOptions,
): Promise<Duplex | null> {
  const set = proxyOfEnvironment(target, environment);
  if (set !== null) return connectThrough(set, target, how);
  const candidates = await proxiesOfSystem(target, environment, systemProxy);
  let failed: unknown;
  for (const proxy of candidates) {
    if (proxy === null) return null;
    try {
      return await connectThrough(proxy, target, how);
    } catch (error) {
      failed ??= error;
    }
  }
  if (failed !== undefined) throw failed;
  return null;
}
