import { isReferenceValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { reference } from '../../map/read.ts';
import { isMachine, isOff, isOn, isTemplate, type Lab } from './lab.ts';
import type { OperationCase } from './operation-case.ts';

const clusterWithDrs = (lab: Lab): Ref => {
  const host = lab.operator.find('HostSystem', (_, ref) => lab.hasDrs(ref));
  return reference(lab.at(host)['parent']) ?? host;
};

async function pool(lab: Lab): Promise<Ref> {
  const name = lab.name();
  await lab.prepare(clusterWithDrs(lab), 'pool.create', { name });
  return lab.named('ResourcePool', name);
}

/** A host of a cluster with DRS, whose machines can go elsewhere. */
const leavable = (lab: Lab): Ref =>
  lab.host((_, ref) => lab.hasDrs(ref) && lab.neighbours(ref).length > 2);

async function maintained(lab: Lab): Promise<Ref> {
  const ref = leavable(lab);
  await lab.prepare(ref, 'host.enterMaintenance', { evacuate: true });
  await lab.until('maintenance', () => lab.at(ref)['runtime.inMaintenanceMode'] === true);
  return ref;
}

const disconnected = (lab: Lab): Ref =>
  lab.operator.find('HostSystem', (host) => host['runtime.connectionState'] === 'disconnected');

/** What makes and moves machines, and what they stand in and on. */
export const placeCases: readonly OperationCase[] = [
  {
    operation: 'vm.create',
    ready: async (lab) => {
      const ref = lab.operator.find('Datacenter');
      const host = await lab.choose(ref, 'vm.create', 'host');
      const inputs = { host };
      return {
        ref,
        inputs: {
          host,
          name: lab.name(),
          storage: await lab.choose(ref, 'vm.create', 'storage', { inputs }),
          guest: await lab.choose(ref, 'vm.create', 'guest', { inputs }),
          cpus: 4,
          coresPerSocket: 2,
          diskGib: 1,
        },
      };
    },
    refused: async (lab) => {
      const ref = lab.operator.find('Datacenter');
      const host = await lab.choose(ref, 'vm.create', 'host');
      const storage = await lab.choose(ref, 'vm.create', 'storage', { inputs: { host } });
      const inputs = { host, storage, name: 'x', guest: 'otherGuest', cpus: 3, coresPerSocket: 2 };
      return { ref, inputs, why: /must be a multiple/ };
    },
  },
  {
    operation: 'vm.clone',
    ready: (lab) => ({ ref: lab.vm(isMachine), inputs: { name: lab.name() } }),
    refused: (lab) =>
      Promise.resolve({
        ref: lab.operator.find(
          'VirtualMachine',
          (vm) => vm['runtime.connectionState'] === 'disconnected',
        ),
        why: /lost its connection/,
      }),
  },
  {
    operation: 'vm.migrate',
    ready: async (lab) => {
      const ref = lab.vm((vm, one) => {
        const host = reference(vm['runtime.host']);
        return isOn(vm, one) && host !== undefined && lab.neighbours(host).length > 1;
      });
      const own = reference(lab.at(ref)['runtime.host']) ?? ref;
      const under = reference(lab.at(own)['parent']) ?? '';
      const wanted = ({
        value,
        kind,
      }: {
        readonly value: string;
        readonly kind?: string;
      }): boolean => kind === 'host' && value !== own;
      return {
        ref,
        inputs: { host: await lab.choose(ref, 'vm.migrate', 'host', { under, wanted }) },
      };
    },
    refused: (lab) =>
      Promise.resolve({
        ref: lab.operator.find(
          'VirtualMachine',
          (vm) => vm['runtime.connectionState'] === 'disconnected',
        ),
        why: /lost its connection/,
      }),
  },
  {
    operation: 'folder.create',
    ready: (lab) => ({
      ref: lab.operator.find('Datacenter'),
      inputs: { name: lab.name(), kind: 'vmFolder' },
    }),
  },
  {
    operation: 'folder',
    ready: async (lab) => ({ ref: await lab.folder(), inputs: { folder: await lab.folder() } }),
  },
  {
    operation: 'folder.delete',
    ready: async (lab) => ({ ref: await lab.folder() }),
    refused: async (lab) => {
      const ref = await lab.folder();
      await lab.prepare(ref, 'folder.create', { name: lab.name() });
      return { ref, why: /holds|object/ };
    },
  },
  {
    operation: 'pool.create',
    ready: (lab) => ({ ref: clusterWithDrs(lab), inputs: { name: lab.name() } }),
    refused: (lab) => {
      const host = lab.operator.find(
        'HostSystem',
        (one, ref) =>
          lab.operator.at(reference(one['parent']) ?? ref)['summary.numHosts'] !== 1 &&
          !lab.hasDrs(ref) &&
          reference(one['parent'])?.startsWith('Cluster') === true,
      );
      const ref = reference(lab.at(host)['parent']) ?? host;
      return Promise.resolve({ ref, inputs: { name: 'x' }, why: /has no DRS/ });
    },
  },
  {
    operation: 'pool',
    ready: async (lab) => ({ ref: await pool(lab), inputs: { pool: await pool(lab) } }),
    refused: (lab) => Promise.resolve({ ref: lab.any(isTemplate), why: /template/ }),
  },
  { operation: 'pool.delete', ready: async (lab) => ({ ref: await pool(lab) }) },
  {
    operation: 'host.enterMaintenance',
    ready: (lab) => ({ ref: leavable(lab), inputs: { evacuate: true } }),
    refused: (lab) => Promise.resolve({ ref: disconnected(lab), why: /lost its connection/ }),
  },
  {
    operation: 'host.exitMaintenance',
    ready: async (lab) => ({ ref: await maintained(lab) }),
    refused: (lab) => Promise.resolve({ ref: lab.host(), why: /not in maintenance/ }),
  },
  {
    operation: 'host.disconnect',
    ready: (lab) => ({ ref: lab.host() }),
    refused: (lab) =>
      Promise.resolve({ ref: disconnected(lab), why: /already disconnected|is disconnected/ }),
  },
  {
    operation: 'host.connect',
    ready: async (lab) => {
      const ref = lab.host();
      await lab.prepare(ref, 'host.disconnect');
      await lab.until(
        'it to be away',
        () => lab.at(ref)['runtime.connectionState'] === 'disconnected',
      );
      return { ref };
    },
    refused: (lab) => Promise.resolve({ ref: lab.host(), why: /connected/ }),
  },
  {
    operation: 'host.reboot',
    ready: (lab) => ({ ref: lab.host(), inputs: { force: true } }),
    refused: (lab) => Promise.resolve({ ref: lab.host(), why: /not in maintenance mode/ }),
  },
  {
    operation: 'host.shutdown',
    ready: (lab) => ({ ref: lab.host(), inputs: { force: true } }),
    refused: (lab) => Promise.resolve({ ref: lab.host(), why: /not in maintenance mode/ }),
  },
  {
    operation: 'customFields',
    ready: async (lab) => {
      const name = lab.name();
      const ref = lab.vm(isMachine);
      await lab.prepare(ref, 'customFields.define', { name, type: 'VirtualMachine' });
      const defined = (): boolean =>
        lab.operator
          .offers(ref)
          .some(
            ({ id, inputs = [] }) =>
              id === 'customFields' && inputs.some((one) => one.name === name),
          );
      await lab.until('the attribute', defined);
      return { ref, inputs: { [name]: 'x' } };
    },
  },
  {
    operation: 'customFields.define',
    ready: (lab) => ({
      ref: lab.vm(isMachine),
      inputs: { name: lab.name(), type: 'VirtualMachine' },
    }),
  },
  {
    operation: 'alert.acknowledge',
    ready: (lab) => ({
      ref: lab.take('AlarmState', (_, ref) =>
        lab.operator
          .offers(ref)
          .some(({ id, refused }) => id === 'alert.acknowledge' && refused === undefined),
      ),
    }),
    refused: async (lab) => {
      const ref = lab.take('AlarmState', (_, one) =>
        lab.operator.offers(one).some(({ id }) => id === 'alert.acknowledge'),
      );
      const offer = () => lab.operator.offer(ref, 'alert.acknowledge');
      if (offer().refused === undefined) await lab.prepare(ref, 'alert.acknowledge');
      await lab.until('the word', () => offer().done === true);
      return { ref, why: /acknowledged/ };
    },
  },
  {
    operation: 'tags.create',
    ready: (lab) => ({
      ref: lab.vm(isMachine),
      inputs: { name: lab.name(), category: '+', categoryName: lab.name(), single: false },
    }),
  },
  {
    operation: 'tags.add',
    ready: (lab) => tagged(lab, 'tags.add'),
  },
  {
    operation: 'tags.remove',
    ready: async (lab) => {
      const run = await tagged(lab, 'tags.add');
      await lab.prepare(run.ref, 'tags.add', run.inputs);
      await lab.until('the tag', () =>
        JSON.stringify(lab.at(run.ref)['tags'] ?? '').includes(run.inputs.tag),
      );
      return run;
    },
  },
];

async function tagged(lab: Lab, operation: string) {
  const ref = lab.vm((vm, one) => isOff(vm, one) && isReferenceValue(vm['parent']));
  return { ref, inputs: { tag: await lab.choose(ref, operation, 'tag') } };
}
