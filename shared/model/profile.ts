import { onlyDefined } from './only-defined.ts';
import type { ConnectionId } from './reference.ts';

/** The family of servers that a profile belongs to. */
export type Family = 'vsphere' | 'xenserver';

/** How calls are written, where a server understands more than one way: XAPI's JSON-RPC and XML-RPC. */
export type Encoding = 'json' | 'xml';

/** What a server is for. Destructive operations are guarded in production. */
export type Environment = 'production' | 'test' | 'development';

/**
 * What is between this computer and a server: nothing, a proxy, or a jump host that the user's own `ssh` connects to.
 * A password of it is in the secret store.
 */
export interface ProfileProxy {
  readonly kind: 'none' | 'http' | 'socks5' | 'ssh';
  /** `proxy.example.org:3128`, `me@jump.example.org`; empty for `none`. */
  readonly address: string;
  readonly user?: string;
}

/** A certificate authority that counts for a profile instead of those that the computer knows. */
export interface ProfileAuthority {
  /** Certificates, PEM. */
  readonly pem: string;
  /** Of the first of them: `CN=Example Company Root CA`. */
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly validTo: number;
}

/** What is kept of a server. Its password is in the secret store and nowhere else. */
export interface Profile {
  readonly id: ConnectionId;
  readonly family: Family;
  /** What the tree shows; the address if empty. */
  readonly name: string;
  /**
   * `vc.example.org`, `vc.example.org:8443`, `http://127.0.0.1:8989`; https unless it says otherwise. A XenServer may also be
   * reached by a socket of this computer: `unix:/var/lib/xcp/xapi`.
   */
  readonly address: string;
  /** Absent: what the server understands best. */
  readonly encoding?: Encoding;
  /** vSphere: `automation` uses the vSphere Automation API alone, where a gateway lets nothing else through. */
  readonly protocol?: 'automation';
  readonly user: string;
  /** Connect when Moref starts. */
  readonly autoConnect: boolean;
  /** Absent: nothing was said. */
  readonly environment?: Environment;
  /** Nothing is changed on the server: the core refuses every operation. */
  readonly readOnly?: true;
  /** Absent: as the environment and the system have it. */
  readonly proxy?: ProfileProxy;
  readonly authority?: ProfileAuthority;
  /** Also TLS 1.0 and 1.1, for a server that speaks nothing better. */
  readonly oldTls?: true;
  /** Its first connection is being tried: it is in no list and not kept, until it is saved without this. */
  readonly trial?: true;
  /** True for the demo estate's profile, which is made anew at every start and not kept. */
  readonly demo?: boolean;
}

/** A copy by name: whatever else is on the object, such as a password, must not reach the disk or the page. */
export function bareProfile(profile: Profile): Omit<Profile, 'demo' | 'trial'> {
  const { id, family, name, address, encoding, protocol, user, autoConnect } = profile;
  const { environment, readOnly, proxy, authority, oldTls } = profile;
  return {
    id,
    family,
    name,
    address,
    ...onlyDefined({ encoding, protocol }),
    user,
    autoConnect,
    ...onlyDefined({ environment, readOnly, proxy, authority, oldTls }),
  };
}
