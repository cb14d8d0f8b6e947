import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { call, type MethodName } from '../call.ts';
import { govc, powercli } from '../commands/quote.ts';
import { inventoryPath, powercliObject } from '../commands/names.ts';
import type { OperationDefinition, Refusal, Subject, Work } from '../definition.ts';
import { already, firstOf, noTemplate, powerState, reachable, running } from '../refusals.ts';
import { MorefException } from '#shared/model/error.ts';
import { refType } from '#shared/model/reference.ts';
import { flag, reference, text } from '../../map/read.ts';
import { nameOf, parentOf } from '../placement/placement.ts';
import { drsAsReported } from '../placement/settled-place.ts';

interface PowerOperation
  extends Pick<
    OperationDefinition,
    'id' | 'label' | 'group' | 'icon' | 'confirm' | 'risk' | 'destructive'
  > {
  readonly method: MethodName & (typeof withoutParameters)[number];
  readonly refusal: (subject: Subject) => Refusal | undefined;
  /** `Powers on web-01.` */
  readonly step: (name: string) => Text;
  readonly govc: string;
  readonly powercli: (vm: string) => string;
}

const withoutParameters = [
  'PowerOnVM_Task',
  'PowerOffVM_Task',
  'SuspendVM_Task',
  'ResetVM_Task',
  'ShutdownGuest',
  'RebootGuest',
] as const;

const operations: readonly PowerOperation[] = [
  {
    id: 'power.on',
    label: say('operation.power.on.label'),
    group: 'power',
    icon: 'power-on',
    method: 'PowerOnVM_Task',
    refusal: (subject) => isAlready(subject, 'poweredOn', say('refusal.already.poweredOn')),
    step: (name) => say('step.power.on', { name }),
    govc: '-on',
    powercli: (vm) => `Start-VM -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'power.off',
    label: say('operation.power.off.label'),
    group: 'power',
    icon: 'power-off',
    method: 'PowerOffVM_Task',
    refusal: (subject) => isAlready(subject, 'poweredOff', say('refusal.already.poweredOff')),
    confirm: ({ name }) => say('confirm.power.off', { name }),
    risk: () => say('risk.power.off'),
    destructive: true,
    step: (name) => say('step.power.offHard', { name }),
    govc: '-off',
    powercli: (vm) => `Stop-VM -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'power.suspend',
    label: say('operation.power.suspend.label'),
    group: 'power',
    icon: 'suspend',
    method: 'SuspendVM_Task',
    refusal: (subject) =>
      isAlready(subject, 'suspended', say('refusal.already.suspended')) ?? running(subject),
    confirm: ({ name }) => say('confirm.power.suspend', { name }),
    risk: () => say('risk.power.untilOn'),
    step: (name) => say('step.power.suspend', { name }),
    govc: '-suspend',
    powercli: (vm) => `Suspend-VM -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'power.reset',
    label: say('operation.power.reset.label'),
    group: 'power',
    icon: 'reset',
    method: 'ResetVM_Task',
    refusal: running,
    confirm: ({ name }) => say('confirm.power.reset', { name }),
    risk: () => say('risk.power.reset'),
    destructive: true,
    step: (name) => say('step.power.resetHard', { name }),
    govc: '-reset',
    powercli: (vm) => `Restart-VM -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'guest.shutdown',
    label: say('operation.guest.shutdown.label'),
    group: 'guest',
    icon: 'shutdown',
    method: 'ShutdownGuest',
    refusal: (subject) =>
      isAlready(subject, 'poweredOff', say('refusal.already.poweredOff')) ??
      running(subject) ??
      needsTools(subject),
    confirm: ({ name }) => say('confirm.guest.shutdown', { name }),
    step: (name) => say('step.guest.shutdownAsk', { name }),
    govc: '-s',
    powercli: (vm) => `Stop-VMGuest -VM ${vm} -Confirm:$false`,
  },
  {
    id: 'guest.reboot',
    label: say('operation.guest.reboot.label'),
    group: 'guest',
    icon: 'restart',
    method: 'RebootGuest',
    refusal: (subject) => running(subject) ?? needsTools(subject),
    confirm: ({ name }) => say('confirm.guest.reboot', { name }),
    step: (name) => say('step.guest.rebootAsk', { name }),
    govc: '-r',
    powercli: (vm) => `Restart-VMGuest -VM ${vm} -Confirm:$false`,
  },
];

/** What changes whether a VM runs. */
export const powerOperations: readonly OperationDefinition[] = operations.map(
  ({ method, refusal, step, govc: flag, powercli: cmdlet, ...rest }) => ({
    ...rest,
    types: ['VirtualMachine'],
    methods: [method],
    refusal: (subject: Subject) => firstOf(subject, noTemplate, reachable, refusal),
    prepare: async (work: Work) => {
      if (method === 'PowerOnVM_Task') await requireHost(work);
      return { calls: [call(work.self, method, {})], steps: [step(work.name)] };
    },
    commands: ({ ref, lookup }: Work) => [
      govc('vm.power', flag, inventoryPath(ref, lookup)),
      powercli(cmdlet(powercliObject(ref))),
    ],
  }),
);

function isAlready({ object }: Subject, state: string, reason: Text): Refusal | undefined {
  return powerState(object) === state ? already(reason) : undefined;
}

/** Nothing starts on a host in maintenance mode; DRS puts what is to start on another. @throws MorefException `conflict` */
async function requireHost(work: Work): Promise<void> {
  const host = reference(work.object['runtime.host']);
  if (host === undefined) return;
  if (flag(work.lookup.get(host) ?? {}, 'runtime.inMaintenanceMode') !== true) return;
  const compute = parentOf(host, work.lookup);
  const isCluster = compute !== undefined && refType(compute) === 'ClusterComputeResource';
  if (isCluster && (await drsAsReported(work, compute)) !== false) return;
  const about = { name: work.name, host: nameOf(host, work.lookup) };
  const message = say('error.hostMaintained', about);
  throw new MorefException({ kind: 'conflict', message, ref: work.ref });
}

function needsTools({ object }: Subject): Text | undefined {
  return text(object, 'guest.toolsRunningStatus') === 'guestToolsRunning'
    ? undefined
    : say('refusal.needsTools');
}
