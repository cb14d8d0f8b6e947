/** How passwords are kept. */
export interface SecretStoreInfo {
  /** The back end by the name the system gives it: `keychain`, `dpapi`, `gnome_libsecret`, `kwallet6`, `basic_text`, `memory`. */
  readonly backend: string;
  /**
   * - `system`: encrypted with a key that the operating system guards.
   * - `plain`: the system offers nothing; a password on disk would be readable. Needs consent.
   * - `session`: kept in memory until the program ends.
   */
  readonly protection: 'system' | 'plain' | 'session';
  /** The user agreed to `plain`. */
  readonly plainTextAllowed: boolean;
}

/** A file of Moref's own that was not what it should be when Moref started, which goes on without it. */
export interface DamagedFile {
  readonly path: string;
  /** Where its content is now. */
  readonly keptAs: string;
  /** What is wrong with it, for experts: `profiles.0.address: expected string`. */
  readonly problem: string;
}

export interface AppInfo {
  readonly version: string;
  /** Which host runs the core. */
  readonly host: 'electron' | 'browser';
  readonly platform: string;
  readonly secrets: SecretStoreInfo;
  readonly damaged: readonly DamagedFile[];
}
