import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { refId } from '#shared/model/reference.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { isAutomationEntity, isHostLost } from '../../map/automation-entity.ts';
import { text } from '../../map/read.ts';
import { govc } from '../../operations/commands/quote.ts';
import type { Refusal } from '../../operations/definition.ts';
import type { AutomationOperation } from '../operations/definition.ts';

const POWER = 'com.vmware.vcenter.vm.power';
const GUEST = 'com.vmware.vcenter.vm.guest.power';

interface PowerStep extends Pick<AutomationOperation, 'id' | 'label' | 'icon' | 'destructive'> {
  readonly group: 'power' | 'guest';
  readonly service: string;
  readonly operation: string;
  /** `Powers on web-01.` */
  readonly step: (name: string) => Text;
  readonly govc: string;
  readonly confirm?: (name: string) => Text;
  readonly risk?: () => Text;
  refusal(state: string | undefined): Refusal | undefined;
}

/** Power of machines whose server is reached by the Automation API alone; the same ids as those of vim25. */
export const powerOperations: readonly AutomationOperation[] = (
  [
    {
      id: 'power.on',
      label: say('operation.power.on.label'),
      icon: 'power-on',
      group: 'power',
      service: POWER,
      operation: 'start',
      step: (name) => say('step.power.on', { name }),
      govc: '-on',
      refusal: (state) =>
        state === 'POWERED_ON'
          ? { reason: say('refusal.already.poweredOn'), done: true }
          : undefined,
    },
    {
      id: 'power.off',
      label: say('operation.power.off.label'),
      icon: 'power-off',
      group: 'power',
      service: POWER,
      operation: 'stop',
      step: (name) => say('step.power.off', { name }),
      govc: '-off',
      confirm: (name) => say('confirm.power.off', { name }),
      risk: () => say('risk.power.off'),
      destructive: true,
      refusal: (state) =>
        state === 'POWERED_OFF'
          ? { reason: say('refusal.already.poweredOff'), done: true }
          : undefined,
    },
    {
      id: 'power.suspend',
      label: say('operation.power.suspend.label'),
      icon: 'suspend',
      group: 'power',
      service: POWER,
      operation: 'suspend',
      step: (name) => say('step.power.suspend', { name }),
      govc: '-suspend',
      confirm: (name) => say('confirm.power.suspend', { name }),
      risk: () => say('risk.power.untilOn'),
      refusal: (state) =>
        state === 'SUSPENDED'
          ? { reason: say('refusal.already.suspended'), done: true }
          : mustRun(state),
    },
    {
      id: 'power.reset',
      label: say('operation.power.reset.label'),
      icon: 'reset',
      group: 'power',
      service: POWER,
      operation: 'reset',
      step: (name) => say('step.power.reset', { name }),
      govc: '-reset',
      confirm: (name) => say('confirm.power.reset', { name }),
      risk: () => say('risk.power.reset'),
      destructive: true,
      refusal: mustRun,
    },
    {
      id: 'guest.shutdown',
      label: say('operation.guest.shutdown.label'),
      icon: 'shutdown',
      group: 'guest',
      service: GUEST,
      operation: 'shutdown',
      step: (name) => say('step.guest.shutdownOs', { name }),
      govc: '-s',
      confirm: (name) => say('confirm.guest.shutdown', { name }),
      refusal: mustRun,
    },
    {
      id: 'guest.reboot',
      label: say('operation.guest.reboot.label'),
      icon: 'restart',
      group: 'guest',
      service: GUEST,
      operation: 'reboot',
      step: (name) => say('step.guest.rebootOs', { name }),
      govc: '-r',
      confirm: (name) => say('confirm.guest.reboot', { name }),
      refusal: mustRun,
    },
  ] satisfies readonly PowerStep[]
).map(toOperation);

function toOperation(step: PowerStep): AutomationOperation {
  const { id, label, group, icon, destructive, service, operation, confirm, risk } = step;
  return {
    id,
    label,
    group,
    ...onlyDefined({ icon, destructive }),
    types: ['VirtualMachine'],
    // The summaries tell nothing of rights: the server does when it is asked.
    privileges: [],
    exists: ({ ref, object }) => isAutomationEntity(ref, object),
    refusal: ({ object, lookup }) =>
      isHostLost(object, lookup) ? say('refusal.hostLost') : step.refusal(powerState(object)),
    ...(confirm !== undefined && { confirm: ({ name }) => confirm(name) }),
    ...onlyDefined({ risk }),
    inputs: () => [],
    steps: ({ name }) => [step.step(name)],
    calls: (subjects) =>
      subjects.map(({ ref }) => ({ service, operation, input: { vm: refId(ref) } })),
    commands: ({ ref }) => [govc('vm.power', step.govc, ref)],
  };
}

function powerState(object: Properties): string | undefined {
  return text(object, 'power_state');
}

function mustRun(state: string | undefined): Refusal | undefined {
  if (state === 'POWERED_OFF') return say('refusal.poweredOff');
  return state === 'SUSPENDED' ? say('refusal.suspended') : undefined;
}
