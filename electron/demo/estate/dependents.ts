import { ComputeResource, Datastore, Entity, Host, VirtualMachine } from './entity.ts';
import type { Managed } from './entity.ts';
import type { Estate } from './estate.ts';
import { findHostPart } from './host-parts.ts';

/** Objects that belong to an entity and are made when somebody names them. */

/** HostDatastoreBrowser of a datastore or of a host. */
export class DatastoreBrowser implements Managed {
  readonly type = 'HostDatastoreBrowser';
  readonly id: string;
  readonly owner: Datastore | Host;

  constructor(id: string, owner: Datastore | Host) {
    this.id = id;
    this.owner = owner;
  }

  stores(): Iterable<Datastore> {
    return this.owner instanceof Datastore ? [this.owner] : this.owner.datastores;
  }
}

/** What the EnvironmentBrowser of a VM or of a compute resource is called by. */
export const environmentBrowserId = ({ id }: Entity): string =>
  `envbrowser-${id.replace(/^(?:vm-|domain-[cs])/, '')}`;

/** EnvironmentBrowser of a VM or of a compute resource. */
export class EnvironmentBrowser implements Managed {
  readonly type = 'EnvironmentBrowser';
  readonly id: string;
  readonly owner: VirtualMachine | ComputeResource;

  constructor(id: string, owner: VirtualMachine | ComputeResource) {
    this.id = id;
    this.owner = owner;
  }

  hosts(): ReadonlySet<Host> {
    return this.owner instanceof VirtualMachine ? this.owner.host.compute.hosts : this.owner.hosts;
  }
}

/** The browser, or the system of a host, that an id stands for. */
export function dependent(estate: Estate, id: string): Managed | undefined {
  if (id.startsWith('datastoreBrowser-')) {
    const owner = estate.get(id.slice('datastoreBrowser-'.length));
    return owner instanceof Datastore || owner instanceof Host
      ? new DatastoreBrowser(id, owner)
      : undefined;
  }
  const part = findHostPart(estate, id);
  if (part !== undefined) {
    return part;
  }
  const name = /^envbrowser-(.+)$/.exec(id)?.[1];
  if (name === undefined) {
    return undefined;
  }
  const owner = ['vm-', 'domain-c', 'domain-s', '']
    .map((prefix) => estate.get(`${prefix}${name}`))
    .find((it) => it instanceof Entity);
  return owner instanceof VirtualMachine || owner instanceof ComputeResource
    ? new EnvironmentBrowser(id, owner)
    : undefined;
}
