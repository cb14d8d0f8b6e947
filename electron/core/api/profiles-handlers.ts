import { text } from '#shared/i18n/make-text.ts';
import { randomUUID } from 'node:crypto';
import { MorefException, toMorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { bareProfile, type Profile } from '#shared/model/profile.ts';
import { connectionId } from '#shared/model/reference.ts';
import { parseEndpoint, parseServerAddress } from '#shared/model/server-address.ts';
import { changeTogether } from '../store/change-together.ts';
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
      ...onlyDefined({ environment, readOnly }),
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
      const secret =
        password === undefined || password === ''
          ? undefined
          : await vault.setting(id, password, rememberPassword);
      // A pin belongs to a server: another address is another server.
      const moved = old !== undefined && !sameServer(old.address, address);
      // The profile comes last: what is found without one at the next start is thrown away.
      await changeTogether([
        ...(moved ? [others.forgetting(id), pins.forgetting(id)] : []),
        ...(secret === undefined ? [] : [secret.plan]),
        profiles.saving(profile),
      ]);
      secret?.done();
      connections.told(id);
      return secret?.notKept === undefined ? profile : { ...profile, notKept: secret.notKept };
    },
    'profiles.remove': async ({ id }) => {
      if (profiles.get(id) === undefined) throw unknownProfile();
      await profiles.remove(id);
      const left = await Promise.allSettled([
        vault.forget(id),
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
