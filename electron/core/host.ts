import type { Text } from '#shared/i18n/text.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Log } from './providers/provider.ts';

/** Passwords that are in memory only. `wanted` waits for consent to be kept longer. */
export type SessionPasswords = Map<
  ConnectionId,
  { readonly password: string; readonly wanted: boolean }
>;

/** What a host (Electron, the browser host, a test) gives the core. */
export interface CoreHost {
  readonly app: {
    readonly version: string;
    readonly host: 'electron' | 'browser';
    readonly platform: string;
    /** Its window runs without Chromium's sandbox. */
    readonly unsandboxed?: boolean;
  };
  /** Folder for profiles, settings, pins and secrets; made if missing. */
  readonly dataFolder: string;
  /** Why nothing may be written there until this host ends; absent: the folder is this program's own. */
  readonly readOnly?: Text;
  /** Null where the host has no way to guard a secret: passwords then stay in memory. */
  readonly cipher: SecretCipher | null;
  /** Passwords that serve until Moref ends. Given by a host that outlives the core; otherwise the core's own. */
  readonly sessionPasswords?: SessionPasswords;
  /**
   * What the system, or the PAC file that it names, says of a URL, as `FindProxyForURL` answers: `PROXY proxy:3128; DIRECT`. Absent
   * where the host cannot ask: then the environment alone counts.
   */
  systemProxy?(url: string): Promise<string>;
  /** Starts the demo estate; called at most once per run. The core closes it. */
  startDemo(): Promise<DemoEstate>;
  readonly log: Log;
}

/** Encryption by the operating system's key store. */
export interface SecretCipher {
  /**
   * `plain` if what `encrypt` returns could be read by anybody who can read the file; `session` while the key store cannot be used.
   */
  describe(): Promise<{
    readonly backend: string;
    readonly protection: 'system' | 'plain' | 'session';
  }>;
  encrypt(text: string): Promise<Uint8Array>;
  decrypt(bytes: Uint8Array): Promise<DecryptedSecret>;
}

export interface DecryptedSecret {
  readonly text: string;
  /** It was encrypted with a key, or in a way, that is replaced by now: it should be encrypted anew. */
  readonly outdated: boolean;
}

/** A simulated estate and how to reach it: one profile per server. */
export interface DemoEstate {
  readonly servers: readonly {
    readonly family: 'vsphere' | 'xenserver';
    readonly name: string;
    readonly address: string;
    readonly user: string;
    readonly password: string;
    /** SHA-256 fingerprint, for a demo server with a self-signed certificate. */
    readonly fingerprint?: string;
  }[];
  close(): Promise<void>;
}
