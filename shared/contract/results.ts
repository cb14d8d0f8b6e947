import type { Text } from '../i18n/text.ts';
import type { Profile } from '../model/profile.ts';

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

/** A file of Moref's own that was not what it should be when Moref started, which goes on all the same. */
export interface DamagedFile {
  readonly path: string;
  /**
   * - `keptAside`: nothing in it could be read; it has another name now.
   * - `entriesKeptAside`: some of it could not be read; what it was is under another name, the rest is used.
   * - `newer`: a newer Moref wrote it. What could be read is used, it stays as it is, and what changes is not kept.
   * - `left`: it cannot be read, or not be kept under another name. It stays as it is, and what changes is not kept.
   */
  readonly outcome: 'keptAside' | 'entriesKeptAside' | 'newer' | 'left';
  /** Where its content is now, if it was kept aside. */
  readonly keptAs?: string;
  /** What is wrong with it, for experts: `profiles.0.address: expected string`. */
  readonly problem: Text;
}

export interface AppInfo {
  readonly version: string;
  /** Which host runs the core. */
  readonly host: 'electron' | 'browser';
  readonly platform: string;
  /** Its window runs without Chromium's sandbox. */
  readonly unsandboxed?: boolean;
  readonly secrets: SecretStoreInfo;
  readonly damaged: readonly DamagedFile[];
}

export interface SavedProfile extends Profile {
  /** Why its password serves until Moref ends only, though it was to be remembered, in words. */
  readonly notKept?: Text;
}
