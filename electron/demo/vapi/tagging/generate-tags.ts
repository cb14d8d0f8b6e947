import { ComputeResource, Datacenter, Datastore, Folder, Host } from '../../estate/entity.ts';
import type { Entity, VirtualMachine } from '../../estate/entity.ts';
import type { Estate } from '../../estate/estate.ts';
import { noise } from '../../estate/random.ts';
import { TagStore } from './tag-store.ts';
import type { Category, Tag } from './tag-store.ts';

/** Tags as a company hands them out over the years: mostly regular, never complete, not all in English. */

interface Plan {
  readonly name: string;
  readonly description: string;
  readonly cardinality: Category['cardinality'];
  readonly associableTypes: readonly string[];
  readonly tags: readonly (readonly [name: string, description: string])[];
}

const plans = {
  environment: {
    name: 'Environment',
    description: 'What the machine is for',
    cardinality: 'SINGLE',
    associableTypes: ['VirtualMachine', 'VirtualApp', 'Folder'],
    tags: [
      ['Production', 'Changes need a ticket'],
      ['Infrastructure', 'Others depend on it'],
      ['Test', 'May be reset at any time'],
      ['Development', ''],
    ],
  },
  owner: {
    name: 'Owner',
    description: 'Whom to ask before anything is changed',
    cardinality: 'MULTIPLE',
    associableTypes: ['VirtualMachine', 'HostSystem', 'Datastore'],
    tags: [
      ['Zoë Müller', 'Database team, Frankfurt'],
      ['Jörg Weber', 'Prüfstand'],
      ['李伟', '平台团队'],
      ['Søren Kjær', 'SAP Basis'],
      ['M. Kelly', 'Web team, Dublin'],
      ['Алексей Иванов', 'Резервное копирование'],
    ],
  },
  backup: {
    name: 'Backup',
    description: 'Recovery point objective',
    cardinality: 'SINGLE',
    associableTypes: ['VirtualMachine'],
    tags: [
      ['Gold – 4 h', 'Replicated to the other site'],
      ['Silver – 24 h', 'Nightly'],
      ['None', 'Can be built anew'],
    ],
  },
  application: {
    name: 'Application',
    description: '',
    cardinality: 'MULTIPLE',
    associableTypes: ['VirtualMachine', 'VirtualApp', 'ResourcePool'],
    tags: [
      ['SAP', 'S/4HANA and what belongs to it'],
      ['Web shop', ''],
      ['Kubernetes', ''],
      ['Datenbanken', 'SQL Server und PostgreSQL'],
      ['VDI ☁️', 'Virtual desktops'],
      ['PCI-DSS', 'In scope of the audit'],
    ],
  },
  site: {
    name: 'Standort',
    description: 'Rechenzentrum und Raum',
    cardinality: 'SINGLE',
    associableTypes: [
      'Datacenter',
      'ClusterComputeResource',
      'HostSystem',
      'Datastore',
      'Network',
      'DistributedVirtualPortgroup',
      'VmwareDistributedVirtualSwitch',
    ],
    tags: [
      ['Frankfurt', ''],
      ['Baile Átha Cliath', 'Dublin'],
    ],
  },
  anything: {
    name: 'Notes',
    description: 'For any object; nobody has used it yet',
    cardinality: 'MULTIPLE',
    associableTypes: [],
    tags: [['To be retired', '']],
  },
} as const satisfies Record<string, Plan>;

type Key = keyof typeof plans;

/** Makes the categories, the tags and what they are on, from the estate's seed. */
export function generateTags(estate: Estate): TagStore {
  const store = new TagStore(estate);
  const made = Object.fromEntries(
    (Object.keys(plans) as Key[]).map((key) => [key, build(store, plans[key])]),
  ) as Record<Key, Tag[]>;
  const put = (key: Key, index: number, entity: Entity): void => {
    const tag = made[key][index];
    if (tag !== undefined) {
      store.attach(tag, entity);
    }
  };
  for (const vm of estate.vms) {
    tagMachine(vm, put);
  }
  for (const entity of estate.objects.values()) {
    if (
      entity instanceof Datacenter ||
      entity instanceof Host ||
      entity instanceof ComputeResource
    ) {
      tagPlace(entity, put);
    } else if (entity instanceof Datastore) {
      put('site', siteOf(entity.datacenter), entity);
    }
  }
  return store;
}

function build(store: TagStore, { tags, ...plan }: Plan): Tag[] {
  const category = store.addCategory({ id: store.newId('Category'), ...plan });
  return tags.map(([name, description]) =>
    store.addTag({ id: store.newId('Tag'), category, name, description }),
  );
}

type Put = (key: Key, index: number, entity: Entity) => void;

function tagPlace(entity: Datacenter | Host | ComputeResource, put: Put): void {
  if (entity instanceof ComputeResource && !entity.isCluster) {
    return;
  }
  let at: Entity | undefined = entity;
  while (at !== undefined && !(at instanceof Datacenter)) {
    at = at.parent;
  }
  put('site', siteOf(at), entity);
}

function siteOf(datacenter: Datacenter | undefined): number {
  return datacenter?.name === 'Frankfurt' ? 0 : 1;
}

/** The folders that a machine is in, from the top. */
function pathOf(vm: VirtualMachine): string {
  const names: string[] = [];
  for (let at = vm.parent; at instanceof Folder; at = at.parent) {
    names.unshift(at.name);
  }
  return names.join('/');
}

const applications = ['SAP', 'Web', 'Kubernetes', 'Databases', 'Desktops'];

function tagMachine(vm: VirtualMachine, put: Put): void {
  const path = pathOf(vm);
  const roll = (salt: number): number => noise(vm.serial, 0, salt);
  const isTest = path.includes('Test and Development');
  if (roll(101) < 0.93) {
    put(
      'environment',
      isTest ? (roll(102) < 0.6 ? 2 : 3) : path.includes('Infrastructure') ? 1 : 0,
      vm,
    );
  }
  if (roll(103) < 0.7) {
    const owner = Math.floor(roll(104) * 6);
    put('owner', owner, vm);
    if (roll(105) < 0.15) {
      put('owner', (owner + 1) % 6, vm);
    }
  }
  if (roll(106) < 0.85) {
    put('backup', isTest ? 2 : roll(107) < 0.25 ? 0 : 1, vm);
  }
  const application = applications.findIndex((name) => path.includes(name));
  if (application >= 0) {
    put('application', application, vm);
  }
  if (roll(108) < 0.06) {
    put('application', 5, vm);
  }
}
