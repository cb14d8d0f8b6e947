import { refId } from '#shared/model/reference.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isAutomationEntity } from '../../map/automation-entity.ts';
import { text } from '../../map/read.ts';
import { govc } from '../../operations/commands/quote.ts';
import type { Refusal } from '../../operations/definition.ts';
import type { AutomationOperation } from '../operations/definition.ts';

const POWER = 'com.vmware.vcenter.vm.power';
const GUEST = 'com.vmware.vcenter.vm.guest.power';

interface PowerStep extends Pick<AutomationOperation, 'id' | 'label' | 'icon'> {
  readonly group: 'power' | 'guest';
  readonly service: string;
  readonly operation: string;
  /** `Powers on`. */
  readonly does: string;
  readonly govc: string;
  readonly confirm?: (name: string) => string;
  refusal(state: string | undefined): Refusal | undefined;
}

/** Power of machines whose server is reached by the Automation API alone; the same ids as those of vim25. */
export const powerOperations: readonly AutomationOperation[] = (
  [
    {
      id: 'power.on',
      label: 'Power on',
      icon: 'power-on',
      group: 'power',
      service: POWER,
      operation: 'start',
      does: 'Powers on',
      govc: '-on',
      refusal: (state) =>
        state === 'POWERED_ON'
          ? { reason: 'The virtual machine is already powered on.', done: true }
          : undefined,
    },
    {
      id: 'power.off',
      label: 'Power off',
      icon: 'power-off',
      group: 'power',
      service: POWER,
      operation: 'stop',
      does: 'Powers off',
      govc: '-off',
      confirm: (name) =>
        `Power off ${name}? The guest is not shut down first: what it has not written to disk is lost.`,
      refusal: (state) =>
        state === 'POWERED_OFF'
          ? { reason: 'The virtual machine is already powered off.', done: true }
          : undefined,
    },
    {
      id: 'power.suspend',
      label: 'Suspend',
      icon: 'suspend',
      group: 'power',
      service: POWER,
      operation: 'suspend',
      does: 'Suspends',
      govc: '-suspend',
      confirm: (name) => `Suspend ${name}? It stops answering until it is powered on again.`,
      refusal: (state) =>
        state === 'SUSPENDED'
          ? { reason: 'The virtual machine is already suspended.', done: true }
          : mustRun(state),
    },
    {
      id: 'power.reset',
      label: 'Reset',
      icon: 'reset',
      group: 'power',
      service: POWER,
      operation: 'reset',
      does: 'Resets',
      govc: '-reset',
      confirm: (name) =>
        `Reset ${name}? The guest restarts without a shutdown: what it has not written to disk is lost.`,
      refusal: mustRun,
    },
    {
      id: 'guest.shutdown',
      label: 'Shut down guest',
      icon: 'shutdown',
      group: 'guest',
      service: GUEST,
      operation: 'shutdown',
      does: 'Shuts down the guest operating system of',
      govc: '-s',
      confirm: (name) => `Shut down the guest operating system of ${name}?`,
      refusal: mustRun,
    },
    {
      id: 'guest.reboot',
      label: 'Restart guest',
      icon: 'restart',
      group: 'guest',
      service: GUEST,
      operation: 'reboot',
      does: 'Restarts the guest operating system of',
      govc: '-r',
      confirm: (name) => `Restart the guest operating system of ${name}?`,
      refusal: mustRun,
    },
  ] satisfies readonly PowerStep[]
).map(toOperation);

function toOperation(step: PowerStep): AutomationOperation {
  const { id, label, group, icon, service, operation, does, confirm } = step;
  return {
    id,
    label,
    group,
    ...(icon === undefined ? {} : { icon }),
    types: ['VirtualMachine'],
    // The summaries tell nothing of rights: the server does when it is asked.
    privileges: [],
    exists: ({ ref, object }) => isAutomationEntity(ref, object),
    refusal: ({ object }) => step.refusal(powerState(object)),
    ...(confirm === undefined ? {} : { confirm: ({ name }) => confirm(name) }),
    inputs: () => [],
    steps: ({ name }) => [`${does} ${name}.`],
    calls: (subjects) =>
      subjects.map(({ ref }) => ({ service, operation, input: { vm: refId(ref) } })),
    commands: ({ ref }) => [govc('vm.power', step.govc, ref)],
  };
}

function powerState(object: Properties): string | undefined {
  return text(object, 'power_state');
}

function mustRun(state: string | undefined): Refusal | undefined {
  if (state === 'POWERED_OFF') return 'The virtual machine is powered off.';
  return state === 'SUSPENDED' ? 'The virtual machine is suspended.' : undefined;
}
