import { Datacenter, Datastore, Folder, Host, ResourcePool } from '../estate/entity.ts';
import type { ComputeResource, Entity } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import { randomFrom } from '../estate/random.ts';
import { hostModels } from './catalog.ts';

/** Puts an entity below its parent and registers it. */
export function place<T extends Entity>(estate: Estate, parent: Folder, entity: T): T {
  entity.parent = parent;
  parent.children.add(entity);
  return estate.add(entity);
}

interface Plan {
  readonly name: string;
  readonly index: number;
}

/** A data center, and what makes the things in it: each gets its serial, its place and its registration in one step. */
export class SiteParts {
  readonly #estate: Estate;
  readonly #plan: Plan;
  readonly datacenter: Datacenter;

  constructor(estate: Estate, plan: Plan) {
    this.#estate = estate;
    this.#plan = plan;
    const serial = estate.nextSerial();
    this.datacenter = new Datacenter(`datacenter-${serial}`, serial, plan.name, {
      vm: this.#rootFolder('group-v', 'vm', ['Folder', 'VirtualMachine', 'VirtualApp']),
      host: this.#rootFolder('group-h', 'host', ['Folder', 'ComputeResource']),
      datastore: this.#rootFolder('group-s', 'datastore', ['Folder', 'Datastore', 'StoragePod']),
      network: this.#rootFolder('group-n', 'network', [
        'Folder',
        'Network',
        'DistributedVirtualSwitch',
      ]),
    });
    place(estate, estate.rootFolder, this.datacenter);
    for (const folder of this.#folders()) {
      folder.parent = this.datacenter;
      estate.add(folder);
    }
  }

  #folders(): Folder[] {
    const { vmFolder, hostFolder, datastoreFolder, networkFolder } = this.datacenter;
    return [vmFolder, hostFolder, datastoreFolder, networkFolder];
  }

  #rootFolder(prefix: string, name: string, childTypes: readonly string[]): Folder {
    const serial = this.#estate.nextSerial();
    return new Folder(`${prefix}${serial}`, serial, name, { childTypes });
  }

  /** A folder below another: of the same kind, or a cluster of datastores. */
  folder(parent: Folder, name: string, isStoragePod = false): Folder {
    const serial = this.#estate.nextSerial();
    const prefix = isStoragePod ? 'group-p' : parent.id.replace(/\d+$/, '');
    const childTypes = isStoragePod ? ['Datastore'] : parent.childTypes;
    const folder = new Folder(`${prefix}${serial}`, serial, name, { childTypes, isStoragePod });
    return place(this.#estate, parent, folder);
  }

  /** The folder of this name among the hosts; made where there is none. */
  hostFolderFor(name: string): Folder {
    const { hostFolder } = this.datacenter;
    for (const child of hostFolder.children) {
      if (child.name === name && child instanceof Folder) {
        return child;
      }
    }
    return this.folder(hostFolder, name);
  }

  /** @param capacity in bytes */
  datastore(folder: Folder, name: string, kind: Datastore['kind'], capacity: number): Datastore {
    const serial = this.#estate.nextSerial();
    const store = new Datastore(`datastore-${serial}`, serial, name, {
      kind,
      capacity,
      datacenter: this.datacenter,
    });
    this.datacenter.datastores.add(store);
    return place(this.#estate, folder, store);
  }

  /** Below another pool, or the root pool of a compute resource that is still to come. */
  pool(
    parent: ResourcePool | undefined,
    name: string,
    shares: 'low' | 'normal' | 'high',
  ): ResourcePool {
    const serial = this.#estate.nextSerial();
    const pool = new ResourcePool(`resgroup-${serial}`, serial, name, { shares });
    if (parent !== undefined) {
      pool.parent = parent;
      pool.owner = parent.owner;
      parent.pools.add(pool);
    }
    return this.#estate.add(pool);
  }

  host(compute: ComputeResource, name: string, options: { model: number }): Host {
    const serial = this.#estate.nextSerial();
    const random = randomFrom(this.#estate.seed, `host/${name}`);
    const host = new Host(`host-${serial}`, serial, name, {
      model: hostModels[options.model] ?? hostModels[0],
      bootTime: new Date(
        Math.floor(this.#estate.startTime.getTime() / 1000) * 1000 -
          random.int(3, 200) * 86_400_000 -
          random.int(0, 86_399) * 1000,
      ),
      address: `10.${this.#plan.index * 32 + 10}.${Math.floor(serial / 200) % 250}.${11 + (serial % 200)}`,
      compute,
    });
    host.parent = compute;
    compute.hosts.add(host);
    return this.#estate.add(host);
  }
}
