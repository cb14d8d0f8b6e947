import { randomUUID } from 'node:crypto';
import { MorefException } from '#shared/model/error.ts';
import { bareProfile, type Profile } from '#shared/model/profile.ts';
import { connectionId } from '#shared/model/reference.ts';
import { parseEndpoint, parseServerAddress } from '#shared/model/server-address.ts';
import type { ApiDeps, CallHandlers } from './deps.ts';

type Saved = Pick<Profile, 'family' | 'address' | 'user' | 'environment' | 'readOnly'>;

export function profileHandlers(deps: ApiDeps) {
  const { profiles, vault, pins, others, connections, tasks, history } = deps;

  /** What the demo estate is taken for may be changed, until it is made anew; nothing else of it. */
  async function saveDemo(old: Profile, params: Saved): Promise<Profile> {
    const { family, address, user, environment, readOnly } = params;
    if (family !== old.family || address !== old.address || user !== old.user) throw demoIsFixed();
    const { environment: _environment, readOnly: _readOnly, ...rest } = old;
    const profile: Profile = {
      ...rest,
      ...(environment === undefined ? {} : { environment }),
      ...(readOnly === undefined ? {} : { readOnly }),
    };
    await profiles.save(profile);
    connections.told(profile.id);
    return profile;
  }

  return {
    'profiles.save': async ({ password, rememberPassword, ...params }) => {
      parseFor(params.family, params.address);
      const old = params.id === undefined ? undefined : profiles.get(params.id);
      if (params.id !== undefined && old === undefined) throw unknownProfile();
      if (old?.demo === true) return saveDemo(old, params);
      if (old !== undefined && old.family !== params.family) throw familyIsFixed();
      const id = params.id ?? connectionId(randomUUID());
      // A name that is only the old address moves along with it.
      const unnamed = params.name === '' || params.name === old?.address;
      const { address } = params;
      const profile = bareProfile({ ...params, id, name: unnamed ? address : params.name });
      await profiles.save(profile);
      if (password !== undefined && password !== '')
        await vault.set(id, password, rememberPassword);
      // A pin belongs to a server: another address is another server.
      if (old !== undefined && !sameServer(old.address, address))
        await Promise.all([pins.forget(id), others.forget(id)]);
      connections.told(id);
      return profile;
    },
    'profiles.remove': async ({ id }) => {
      if (profiles.get(id) === undefined) throw unknownProfile();
      await profiles.remove(id);
      await Promise.all([vault.forget(id), pins.forget(id), connections.removed(id)]);
      await others.forget(id);
      tasks.forget(id);
      await history.flush();
    },
  } satisfies Partial<CallHandlers>;
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

function unknownProfile(): MorefException {
  return new MorefException({
    kind: 'missing',
    message: 'There is no such server in Moref any more. It may have been removed.',
  });
}

function familyIsFixed(): MorefException {
  return new MorefException({
    kind: 'invalid',
    message: 'The family of a server cannot be changed. Add the other server as a new one.',
  });
}

function demoIsFixed(): MorefException {
  return new MorefException({
    kind: 'invalid',
    message: 'The demo estate’s server cannot be changed: it is made anew at every start.',
  });
}
