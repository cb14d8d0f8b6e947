import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { Profile } from '#shared/model/profile.ts';
import { connectionId, makeRef, type ConnectionId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';

/** A server that is connected, unless stated otherwise. */
export function aServer(
  name: string,
  {
    profile,
    ...status
  }: Partial<Omit<ConnectionStatus, 'profile'>> & {
    readonly profile?: Partial<Profile>;
  } = {},
): ConnectionStatus {
  const id = connectionId(name.toLowerCase().replaceAll(/\W/g, '-'));
  return {
    id,
    profile: {
      id,
      family: 'vsphere',
      name,
      address: `${id}.example.org`,
      user: 'administrator',
      autoConnect: true,
      ...profile,
    },
    state: 'live',
    since: Date.now() - 60_000,
    heardAt: Date.now(),
    objects: 0,
    hasPassword: true,
    ...status,
  };
}

/** A row of an object: a virtual machine that is on, directly below its server, unless stated otherwise. */
export function aRow(name: string, row: Partial<Row> = {}): Row {
  const type = row.kind ?? 'vm';
  return {
    ref: makeRef(type === 'vm' ? 'VirtualMachine' : type, name),
    kind: 'vm',
    name,
    state: type === 'vm' ? 'on' : 'none',
    health: 'ok',
    parent: null,
    facts: {},
    ...row,
  };
}

/** The reference that `aRow` gives to a virtual machine. */
export function vmRef(name: string): Ref {
  return makeRef('VirtualMachine', name);
}

/** The id that `aServer` gives to a server. */
export function serverId(name: string): ConnectionId {
  return aServer(name).id;
}

/** What can be done to an object, without inputs. */
export function anOffer(
  id: string,
  label: string,
  offer: Partial<OperationOffer> = {},
): OperationOffer {
  return { id, label, group: 'power', ...offer };
}
