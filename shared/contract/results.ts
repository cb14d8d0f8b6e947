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

export interface AppInfo {
  readonly version: string;
  /** Which host runs the core. */
  readonly host: 'electron' | 'browser';
  readonly platform: string;
  readonly secrets: SecretStoreInfo;
}
