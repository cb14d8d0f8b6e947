import { Folder, Host, ResourcePool, VirtualMachine } from '../estate/entity.ts';
import { findings } from '../estate/machine/compatibility.ts';
import type { CheckTest, Finding } from '../estate/machine/compatibility.ts';
import { requireClone } from '../estate/machine/provision.ts';
import { requireSameSite } from '../estate/sites.ts';
import { destinationOf } from '../estate/machine/relocation.ts';
import type { Destination, RelocateSpec } from '../estate/machine/relocation.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { VimFault } from '../wire/fault.ts';
import { Typed } from '../wire/value.ts';
import { objectOf } from './arguments.ts';
import type { CloneSpec } from './clone-methods.ts';
import { migrateSpec } from './relocate-methods.ts';
import { startTask } from './start-task.ts';

/** VirtualMachineProvisioningChecker: what a migration or a clone would come up against. */

function resultOf(vm: VirtualMachine, host: Host | undefined, found: readonly Finding[]): object {
  const faults = (isError: boolean): object[] =>
    found.filter((it) => it.isError === isError).map(({ fault }) => fault.toData());
  return { vm, host, warning: faults(false), error: faults(true) };
}

/** The findings of the kinds that the caller asks for; of all kinds when it names none. */
function wanted(call: Call, found: Iterable<Finding>): Finding[] {
  const tests = call.args.testType as readonly CheckTest[] | undefined;
  return [...found].filter(({ test }) => tests === undefined || tests.includes(test));
}

/** What the destination cannot even be worked out for is a finding too. */
function check(
  call: Call,
  vm: VirtualMachine,
  find: () => { to: Destination; more?: readonly Finding[] },
  host?: Host,
): object {
  try {
    const { to, more = [] } = find();
    return resultOf(vm, to.host, [...wanted(call, findings(vm, to)), ...more]);
  } catch (error) {
    if (!(error instanceof VimFault)) {
      throw error;
    }
    return resultOf(vm, host, [{ test: 'sourceTests', isError: true, fault: error }]);
  }
}

/**
 * A destination that names a pool of a cluster and no host is checked with every host behind the pool, a result each
 * (VirtualMachineProvisioningChecker).
 */
function checkEach(
  call: Call,
  vm: VirtualMachine,
  spec: RelocateSpec,
  find: (spec: RelocateSpec) => { to: Destination; more?: readonly Finding[] },
): object[] {
  const pool =
    spec.host === undefined && spec.pool !== undefined
      ? call.world.estate.get(spec.pool.id)
      : undefined;
  const hosts = pool instanceof ResourcePool ? [...(pool.owner?.hosts ?? [])] : [];
  if (hosts.length === 0) {
    return [check(call, vm, () => find(spec))];
  }
  return hosts.map((host) => check(call, vm, () => find({ ...spec, host }), host));
}

function start(call: Call, vm: VirtualMachine, make: () => object[]): Task {
  return startTask(call, {
    descriptionId: `vim.vm.check.ProvisioningChecker.${call.method.replace(/_Task$/, '').replace(/^./, (c) => c.toLowerCase())}`,
    entity: vm,
    shared: true,
    effort: 0.1,
    run: () => new Typed('CheckResult[]', make()),
  });
}

const subject = (call: Call): VirtualMachine => objectOf(call, call.args.vm, VirtualMachine, 'vm');

function checkRelocate(call: Call, spec: RelocateSpec): Task {
  const vm = subject(call);
  const { estate } = call.world;
  return start(call, vm, () =>
    checkEach(call, vm, spec, (one) => ({ to: destinationOf(estate, vm, one) })),
  );
}

function checkClone(call: Call): Task {
  const vm = subject(call);
  const { estate } = call.world;
  const folder = objectOf(call, call.args.folder, Folder, 'folder');
  const name = String(call.args.name);
  const { location, template } = call.args.spec as CloneSpec;
  return start(call, vm, () =>
    checkEach(call, vm, location, (one) => {
      const to = destinationOf(estate, vm, one, { copy: name, asTemplate: template });
      const more: Finding[] = [];
      try {
        requireSameSite(folder, to.host);
        requireClone(vm, { name, folder, to, template });
      } catch (error) {
        if (!(error instanceof VimFault)) {
          throw error;
        }
        more.push({ test: 'datastoreTests', isError: true, fault: error });
      }
      return { to, more };
    }),
  );
}

/** Every VM with every host. */
function checkVMotion(call: Call): Task {
  const { estate } = call.world;
  const vms = (call.args.vm as readonly unknown[]).map((it) =>
    objectOf(call, it, VirtualMachine, 'vm'),
  );
  const hosts = (call.args.host as readonly unknown[]).map((it) =>
    objectOf(call, it, Host, 'host'),
  );
  const [first] = vms;
  if (first === undefined) {
    throw new VimFault('InvalidArgument', 'A specified parameter was not correct: vm', {
      invalidProperty: 'vm',
    });
  }
  return start(call, first, () =>
    vms.flatMap((vm) =>
      hosts.map((host) =>
        check(call, vm, () => ({
          to: destinationOf(estate, vm, { host, pool: poolOn(vm, host) }),
        })),
      ),
    ),
  );
}

const poolOn = (vm: VirtualMachine, host: Host): NonNullable<VirtualMachine['pool']> =>
  vm.pool?.owner === host.compute ? vm.pool : host.compute.rootPool;

export const checkerMethods: Handlers = {
  CheckMigrate_Task: (call) => checkRelocate(call, migrateSpec(call)),
  CheckRelocate_Task: (call) => checkRelocate(call, call.args.spec as RelocateSpec),
  CheckClone_Task: checkClone,
  QueryVMotionCompatibilityEx_Task: checkVMotion,
};
