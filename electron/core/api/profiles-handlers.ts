import { text } from '#shared/i18n/make-text.ts';
import { randomUUID } from 'node:crypto';
import type { SavedProfile } from '#shared/contract/results.ts';
import { MorefException, toMorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { bareProfile, type Profile } from '#shared/model/profile.ts';
import { connectionId, type ConnectionId } from '#shared/model/reference.ts';
import { parseEndpoint, parseServerAddress } from '#shared/model/server-address.ts';
import { changeTogether } from '../store/change-together.ts';
import { proxySecret } from '../connections/profile-networks.ts';
import { readAuthority } from '../net/read-authority.ts';
import type { ApiDeps, CallHandlers } from './deps.ts';

/** A name that is only the old address moves along with it. */
function nameFor({ name, address }: Pick<Profile, 'name' | 'address'>, old?: Profile): string {
  return name === '' || name === old?.address ? address : name;
}

function isGiven(password: string | undefined): password is string {
  return password !== undefined && password !== '';
}

type SaveParams = Parameters<CallHandlers['profiles.save']>[0];
/** The authority as it is kept: what it says of itself is read here, and not believed. @throws MorefException `invalid` */
function withAuthority<P extends { readonly authority?: string }>({ authority, ...rest }: P) {
  return { ...rest, ...(authority !== undefined && { authority: readAuthority(authority) }) };
}

/** With the authority as it was read. */
type ReadParams = Omit<SaveParams, 'trial' | 'authority'> & Pick<Profile, 'authority'>;
type Named = Pick<Profile, 'family' | 'address'> & { readonly id?: ConnectionId | undefined };
type Saved = Pick<Profile, 'family' | 'address' | 'user' | 'environment' | 'readOnly'>;

export function profileHandlers(deps: ApiDeps) {
  const { profiles, vault, pins, others, connections, tasks, history } = deps;
  return {
    'profiles.save': (params) => save(deps, params),
    'authorities.read': ({ content }) => Promise.resolve(readAuthority(content)),
    'profiles.remove': async ({ id }) => {
      if (profiles.get(id) === undefined) throw unknownProfile();
      await profiles.remove(id);
      const left = await Promise.allSettled([
        vault.forget(id, proxySecret(id)),
        pins.forget(id),
        others.forget(id),
        connections.removed(id),
      ]);
      tasks.forget(id);
      await history.flush();
      for (const outcome of left)
        if (outcome.status === 'rejected') throw leftBehind(outcome.reason);
    },
  } satisfies Partial<CallHandlers>;
}

/**
 * The profile that is saved anew; undefined for a new one.
 * @throws MorefException `missing`, `invalid` for an address that is none, or another family
 */
function savedBefore({ profiles }: ApiDeps, params: Named): Profile | undefined {
  parseFor(params.family, params.address);
  if (params.id === undefined) return undefined;
  const old = profiles.get(params.id);
  if (old === undefined) throw unknownProfile();
  const isFixed = old.demo !== true && old.trial !== true;
  if (isFixed && old.family !== params.family) throw familyIsFixed();
  return old;
}

async function save(deps: ApiDeps, { trial, ...given }: SaveParams): Promise<SavedProfile> {
  const params = withAuthority(given);
  const old = savedBefore(deps, params);
  if (trial === true) return hold(deps, old, params);
  return old?.demo === true ? saveDemo(deps, old, params) : keep(deps, old, params);
}

/** Keeps a profile, and what was trusted while it was being tried. */
async function keep(
  { profiles, vault, pins, others, connections }: ApiDeps,
  old: Profile | undefined,
  { password, proxyPassword, rememberPassword, ...params }: ReadParams,
): Promise<SavedProfile> {
  const id = params.id ?? connectionId(randomUUID());
  const setting = (of: ConnectionId, given: string | undefined) =>
    isGiven(given) ? vault.setting(of, given, rememberPassword) : undefined;
  const secret = await setting(id, password);
  const between = await setting(proxySecret(id), proxyPassword);
  // A pin belongs to a server: another address is another server.
  const moved = old !== undefined && !sameServer(old.address, params.address);
  const tried = old?.trial === true;
  const trusted = tried && !moved ? onlyDefined({ authority: old.authority }) : {};
  const profile = bareProfile({ ...trusted, ...params, id, name: nameFor(params, old) });
  // The profile comes last: what is found without one at the next start is thrown away.
  await changeTogether([
    ...(moved ? [others.forgetting(id), pins.forgetting(id)] : []),
    ...(tried && !moved ? pins.keeping(id) : []),
    ...[secret, between].flatMap((one) => (one === undefined ? [] : [one.plan])),
    profiles.saving(profile),
  ]);
  secret?.done();
  between?.done();
  profiles.settle(id);
  if (tried) pins.settle(id);
  connections.reported(id);
  return secret?.notKept === undefined ? profile : { ...profile, notKept: secret.notKept };
}

/** Holds a profile that is only being tried. @throws MorefException `conflict` for one that is in the list already */
async function hold(
  { profiles, vault, pins, connections }: ApiDeps,
  old: Profile | undefined,
  { password, proxyPassword, ...params }: ReadParams,
): Promise<Profile> {
  if (old !== undefined && old.trial !== true) throw isKept();
  const id = params.id ?? connectionId(randomUUID());
  const moved = old !== undefined && !sameServer(old.address, params.address);
  if (moved) await pins.forget(id);
  // Another family speaks to it in another way.
  if (moved || (old !== undefined && old.family !== params.family)) await connections.removed(id);
  const profile = bareProfile({ ...params, id, name: nameFor(params, old) });
  profiles.hold({ ...profile, trial: true });
  if (isGiven(password)) vault.setForNow(id, password);
  if (isGiven(proxyPassword)) vault.setForNow(proxySecret(id), proxyPassword);
  return { ...profile, trial: true };
}

/** What the demo estate is taken for may be changed, until it is made anew; nothing else of it. */
async function saveDemo(
  { profiles, connections }: ApiDeps,
  old: Profile,
  params: Saved,
): Promise<Profile> {
  const { family, address, user, environment, readOnly } = params;
  if (family !== old.family || address !== old.address || user !== old.user) throw demoIsFixed();
  const { environment: _environment, readOnly: _readOnly, ...rest } = old;
  const profile: Profile = { ...rest, ...onlyDefined({ environment, readOnly }) };
  await profiles.save(profile);
  connections.reported(profile.id);
  return profile;
}

/** Only a XenServer may be on a socket of this computer. @throws MorefException `invalid` */
function parseFor(family: Profile['family'], address: string): { readonly origin: string } {
  return family === 'xenserver' ? parseEndpoint(address) : parseServerAddress(address);
}

/** The old address comes from a file that somebody may have edited. */
function sameServer(old: string, address: string): boolean {
  try {
    return parseEndpoint(old).origin === parseEndpoint(address).origin;
  } catch {
    return old === address;
  }
}

function isKept(): MorefException {
  return new MorefException({ kind: 'conflict', message: text('server.isKept') });
}

function unknownProfile(): MorefException {
  return new MorefException({
    kind: 'missing',
    message: text('server.gone'),
  });
}

/** The profile is gone for good; the rest is thrown away at the next start. */
function leftBehind(reason: unknown): MorefException {
  const { kind, message } = toMorefError(reason);
  return new MorefException({
    kind,
    message: text('server.halfRemoved', { problem: message }),
  });
}

function familyIsFixed(): MorefException {
  return new MorefException({
    kind: 'invalid',
    message: text('server.familyFixed'),
  });
}

function demoIsFixed(): MorefException {
  return new MorefException({
    kind: 'invalid',
    message: text('server.demoFixed'),
  });
}
