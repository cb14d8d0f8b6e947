import { Database } from '../db/database.ts';
import type { Row } from '../db/row.ts';
import { refreshAll } from '../operations/allowed.ts';
import { roles } from '../server/roles.ts';
import { Builder, GiB } from './builder.ts';
import { addExtras } from './extras.ts';
import { addHost } from './hosts.ts';
import { addMachines } from './machines.ts';
import { addNetworks } from './networks.ts';
import { addStorage, fillStorage } from './storage.ts';
import { addTemplates } from './templates.ts';

/** How large a pool, and where its hosts are. */
export interface PoolPlan {
  readonly vms: number;
  readonly hosts: number;
  readonly seed: number;
  readonly now: Date;
  /** Of the hosts, the coordinator first; those without one get an address that nobody answers. */
  readonly addresses: readonly string[];
}

/** A plausible pool: the same plan gives the same pool. */
export function generatePool(plan: PoolPlan): Database {
  const db = new Database();
  const builder = new Builder(db, plan.seed, plan.now);
  const perHost = Math.ceil(plan.vms / plan.hosts);
  const hosts = Array.from({ length: plan.hosts }, (_, index) =>
    addHost(builder, {
      index,
      address: plan.addresses[index] ?? `10.20.${Math.floor(index / 200)}.${11 + (index % 200)}`,
      cpus: 32,
      memory: Math.max(256, Math.ceil((perHost * 6) / 128) * 128) * GiB,
    }),
  );
  const networks = addNetworks(builder, hosts);
  const storage = addStorage(builder, hosts, plan.vms);
  addTemplates(builder);
  addMachines(builder, { hosts, networks: networks.usable, storage }, plan.vms);
  fillStorage(builder, storage);
  addPool(builder, hosts[0], storage.shared[0]);
  addExtras(builder);
  addRoles(db);
  refreshAll(db);
  return db;
}

function addPool(
  builder: Builder,
  coordinator: Row | undefined,
  repository: Row | undefined,
): void {
  builder.add('pool', {
    name_label: 'Demo pool',
    name_description: 'A simulated pool',
    master: coordinator?.ref ?? '',
    default_SR: repository?.ref ?? '',
    suspend_image_SR: repository?.ref ?? '',
    crash_dump_SR: repository?.ref ?? '',
    other_config: { EMPTY_FOLDERS: '/Archive;/Projects/2027', auto_poweron: 'false' },
    gui_config: {
      'XenCenter.CustomFields':
        '<CustomFieldDefinitions><CustomFieldDefinition name="Owner" type="String" defaultValue="" /><CustomFieldDefinition name="Reviewed" type="Date" defaultValue="" /></CustomFieldDefinitions>',
    },
    tags: ['demo'],
    restrictions: {
      restrict_vmotion: 'false',
      restrict_checkpoint: 'false',
      platform_filter: 'true',
    },
    cpu_info: { cpu_count: '128', socket_count: '4', vendor: 'GenuineIntel' },
    tls_verification_enabled: true,
    migration_compression: false,
    coordinator_bias: true,
  });
}

/** Static on a real server too: no event reports them. */
export function addRoles(db: Database): void {
  for (const name of roles) {
    db.create('role', { name_label: name, name_description: `The ${name} role` });
  }
}
