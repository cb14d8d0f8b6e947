import type { Encoding, Environment, Family, Profile } from '#shared/model/profile.ts';

/** What the dialog's fields hold. */
export interface ServerForm {
  readonly family: Family;
  readonly address: string;
  readonly encoding: Encoding | 'auto';
  readonly protocol: NonNullable<Profile['protocol']> | 'auto';
  readonly user: string;
  readonly password: string;
  readonly name: string;
  readonly remember: boolean;
  readonly autoConnect: boolean;
  readonly environment: Environment | 'none';
  readonly readOnly: boolean;
}

/** Kinds of servers, and whether this version can connect to them. */
export const families: readonly { readonly id: Family; readonly supported: boolean }[] = [
  { id: 'vsphere', supported: true },
  { id: 'xenserver', supported: true },
];

export function formOf(profile: Profile | undefined, hasPassword: boolean): ServerForm {
  return {
    family: profile?.family ?? 'vsphere',
    address: profile?.address ?? '',
    encoding: profile?.encoding ?? 'auto',
    protocol: profile?.protocol ?? 'auto',
    user: profile?.user ?? '',
    password: '',
    name: profile?.name ?? '',
    remember: profile === undefined || hasPassword,
    autoConnect: profile?.autoConnect ?? true,
    environment: profile?.environment ?? 'none',
    readOnly: profile?.readOnly ?? false,
  };
}

/**
 * Takes `user@host` apart, as pasted from a shell or a ticket. A user name may hold an @ itself
 * (`administrator@vsphere.local@vc.example.org`): the host is what follows the last one.
 */
export function splitAddress(text: string): { readonly address: string; readonly user?: string } {
  const [, scheme = '', rest = ''] = /^\s*([a-z][a-z0-9+.-]*:\/\/)?(.*?)\s*$/is.exec(text) ?? [];
  const authority = rest.split(/[/?#]/, 1)[0] ?? '';
  const at = authority.lastIndexOf('@');
  if (at <= 0 || at === authority.length - 1) return { address: text };
  return { address: `${scheme}${rest.slice(at + 1)}`, user: authority.slice(0, at) };
}

export function isPlainHttp(address: string): boolean {
  return /^\s*http:\/\//i.test(address);
}
