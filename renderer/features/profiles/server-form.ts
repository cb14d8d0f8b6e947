import { toMorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Encoding, Environment, Family, Profile } from '#shared/model/profile.ts';
import { isSendableLine } from '#shared/model/sendable.ts';
import {
  dialledAddress,
  namesSocket,
  parseEndpoint,
  parseServerAddress,
  type ServerAddress,
  type SocketAddress,
} from '#shared/model/server-address.ts';
import type { ParamsOf } from '../../bridge/link.ts';
import { inWords, t } from '../../i18n/translate.ts';
import {
  networkFormOf,
  networkOf,
  networkProblemsOf,
  noNetwork,
  type NetworkForm,
  type NetworkProblems,
} from './network-form.ts';

/** What the dialog's fields hold. */
export interface ServerForm extends NetworkForm {
  /** `auto`: it is found out. */
  readonly family: Family | 'auto';
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

/** What is wrong with the fields, in words, by their names; a field that is not among them can be sent. */
export type FormProblems = Readonly<
  Partial<Record<'address' | 'user' | 'password' | 'name', string>> & NetworkProblems
>;

export function problemsOf(form: ServerForm): FormProblems {
  const address = addressProblem(form);
  const user =
    form.user.trim() === '' ? t('server.field.user.missing') : lineProblem(form.user.trim());
  const password = lineProblem(form.password);
  const name = lineProblem(form.name.trim());
  return {
    ...onlyDefined({ address, user, password, name }),
    ...networkProblemsOf(form),
  };
}

/** Why a name or a password cannot be sent; undefined if it can. */
export function lineProblem(text: string): string | undefined {
  return isSendableLine(text) ? undefined : t('server.field.unsendable');
}

/** What a connection would be made to, `https://vc.example.org:443`; undefined where the address is none. */
export function dialledBy(form: ServerForm): string | undefined {
  try {
    return dialledAddress(parsed(form));
  } catch {
    return undefined;
  }
}

function addressProblem(form: ServerForm): string | undefined {
  if (form.address.trim() === '') return t('server.field.address.missing');
  try {
    parsed(form);
    return undefined;
  } catch (thrown) {
    return inWords(toMorefError(thrown).message);
  }
}

/** Only a XenServer may be on a socket of this computer. */
function parsed({ family, address }: ServerForm): ServerAddress | SocketAddress {
  return family === 'vsphere' ? parseServerAddress(address) : parseEndpoint(address);
}

/** Kinds of servers. */
export const families: readonly Family[] = ['vsphere', 'xenserver'];

/**
 * The kinds that a server may be of, as the form says: they are tried one after the other. A vSphere server is known before it is sent
 * the password; a XenServer only by its answer to the login, so that is tried last.
 */
export function kindsToTry({ family, address }: ServerForm): readonly Family[] {
  if (family !== 'auto') return [family];
  return namesSocket(address) ? ['xenserver'] : families;
}

/** What the fields hold while nothing is known of a server. */
const newServer: ServerForm = {
  ...noNetwork,
  family: 'auto',
  address: '',
  encoding: 'auto',
  protocol: 'auto',
  user: '',
  password: '',
  name: '',
  remember: true,
  autoConnect: true,
  environment: 'none',
  readOnly: false,
};

/** What the fields hold at first. A password that is kept is never shown: left empty, it stays. */
export function formOf(profile: Profile | undefined, hasPassword: boolean): ServerForm {
  if (profile === undefined) return newServer;
  const { family, address, user, name, autoConnect } = profile;
  const { encoding = 'auto', protocol = 'auto', environment = 'none', readOnly = false } = profile;
  return {
    ...newServer,
    ...networkFormOf(profile),
    family,
    address,
    encoding,
    protocol,
    user,
    name,
    autoConnect,
    environment,
    readOnly,
    remember: hasPassword,
  };
}

/** What is kept of the fields: what says nothing, or nothing of this family, is left out, and so is a password that was not typed. */
export function profileOf(form: ServerForm, family: Family): ParamsOf<'profiles.save'> {
  const { name, user, autoConnect, encoding, protocol, environment, password } = form;
  return {
    family,
    name,
    address: form.address.trim(),
    ...(family === 'xenserver' && encoding !== 'auto' && { encoding }),
    ...(family === 'vsphere' && protocol !== 'auto' && { protocol }),
    ...networkOf(form),
    user,
    ...(environment !== 'none' && { environment }),
    ...(form.readOnly && { readOnly: true }),
    autoConnect,
    rememberPassword: form.remember,
    ...(password !== '' && { password }),
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
