import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { flag, text } from '../../map/read.ts';
import { call } from '../call.ts';
import { inventoryPath, powercliObject } from '../commands/names.ts';
import { govc, powercli } from '../commands/quote.ts';
import type { OperationDefinition, Refusal, Subject, Work } from '../definition.ts';
import { drsOfHost, isInCluster, leavingStep } from './maintenance.ts';
import { already, firstOf, needsVcenter, reachable } from '../refusals.ts';

const host = { types: ['HostSystem'], group: 'manage' } as const;

function maintained({ object }: Subject): boolean {
  return flag(object, 'runtime.inMaintenanceMode') === true;
}

function connected({ object }: Subject): boolean {
  return text(object, 'runtime.connectionState') === 'connected';
}

/** A restart takes every VM of the host with it: the host says whether it was emptied. */
const forceInput = {
  name: 'force',
  label: say('input.force'),
  type: 'boolean',
  required: false,
  initial: false,
  help: say('input.force.help'),
} as const;

function restart(options: {
  readonly id: string;
  readonly label: Text;
  readonly icon: string;
  readonly method: 'RebootHost_Task' | 'ShutdownHost_Task';
  readonly question: (name: string) => Text;
  readonly step: (name: string) => Text;
  readonly flags: readonly string[];
  readonly cmdlet: string;
}): OperationDefinition {
  const { id, label, icon, method, question, step, flags, cmdlet } = options;
  return {
    ...host,
    id,
    label,
    icon,
    methods: [method],
    destructive: true,
    refusal: reachable,
    confirm: ({ name }) => question(name),
    risk: (subject) => (maintained(subject) ? say('risk.host.maintained') : say('risk.host.busy')),
    inputs: (subject) => (maintained(subject) ? [] : [forceInput]),
    prepare: (work) => ({
      calls: [call(work.self, method, { force: checkForce(work) })],
      steps: [step(work.name)],
    }),
    commands: (work) => [
      govc(
        'host.shutdown',
        ...flags,
        ...(work.flag('force') ? ['-f'] : []),
        inventoryPath(work.ref, work.lookup),
      ),
      powercli(
        `${cmdlet} -VMHost ${powercliObject(work.ref)}${work.flag('force') ? ' -Force' : ''} -Confirm:$false`,
      ),
    ],
  };
}

/** @returns whether it is to be forced @throws MorefException `conflict` where it has to be */
function checkForce(work: Work): boolean {
  const force = work.flag('force');
  if (force || maintained(work)) return force;
  const message = say('error.hostNotMaintained', { name: work.name });
  throw new MorefException({ kind: 'conflict', message, ref: work.ref });
}

/** ESXi hosts. */
export const hostOperations: readonly OperationDefinition[] = [
  {
    ...host,
    id: 'host.enterMaintenance',
    label: say('operation.host.enterMaintenance.label'),
    methods: ['EnterMaintenanceMode_Task'],
    refusal: (subject) =>
      firstOf(subject, reachable, (one): Refusal | undefined =>
        maintained(one) ? already(say('refusal.hostMaintained')) : undefined,
      ),
    confirm: ({ name }) => say('confirm.host.enterMaintenance', { name }),
    risk: () => say('risk.host.enterMaintenance'),
    inputs: (subject) => [
      ...(!isInCluster(subject)
        ? []
        : [
            {
              name: 'evacuate',
              label: say('input.evacuate'),
              type: 'boolean',
              required: false,
              initial: false,
            } as const,
          ]),
      {
        name: 'timeout',
        label: say('input.timeout'),
        type: 'number',
        required: false,
        integer: true,
        initial: 0,
        min: 0,
        max: 86_400,
        unit: 's',
        help: say('input.timeout.help'),
      },
    ],
    prepare: async (work) => {
      const evacuate = work.flag('evacuate');
      const drs = await drsOfHost(work);
      if (evacuate && drs === 'none') {
        const message = say('error.evacuateNoDrs', { name: work.name });
        throw new MorefException({ kind: 'conflict', message, ref: work.ref });
      }
      const timeout = work.number('timeout') ?? 0;
      const parameters = { timeout, ...(evacuate && { evacuatePoweredOffVms: true }) };
      return {
        calls: [call(work.self, 'EnterMaintenanceMode_Task', parameters)],
        steps: [
          say('step.host.enterMaintenance', { name: work.name }),
          ...(await leavingStep(work, drs)),
          ...(evacuate && drs === 'automatic' ? [say('step.host.evacuateOff')] : []),
        ],
      };
    },
    commands: (work) => [
      govc(
        'host.maintenance.enter',
        `-evacuate=${work.flag('evacuate')}`,
        '-timeout',
        String(work.number('timeout') ?? 0),
        inventoryPath(work.ref, work.lookup),
      ),
      powercli(
        `Set-VMHost -VMHost ${powercliObject(work.ref)} -State Maintenance${work.flag('evacuate') ? ' -Evacuate' : ''} -Confirm:$false`,
      ),
    ],
  },
  {
    ...host,
    id: 'host.exitMaintenance',
    label: say('operation.host.exitMaintenance.label'),
    methods: ['ExitMaintenanceMode_Task'],
    refusal: (subject) =>
      firstOf(subject, reachable, (one): Refusal | undefined =>
        maintained(one) ? undefined : already(say('refusal.hostNotMaintained')),
      ),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'ExitMaintenanceMode_Task', { timeout: 0 })],
      steps: [say('step.host.exitMaintenance', { name })],
    }),
    commands: ({ ref, lookup }) => [
      govc('host.maintenance.exit', inventoryPath(ref, lookup)),
      powercli(`Set-VMHost -VMHost ${powercliObject(ref)} -State Connected -Confirm:$false`),
    ],
  },
  {
    ...host,
    id: 'host.disconnect',
    label: say('operation.host.disconnect.label'),
    methods: ['DisconnectHost_Task'],
    refusal: (subject) =>
      firstOf(subject, needsVcenter, (one): Refusal | undefined =>
        text(one.object, 'runtime.connectionState') === 'disconnected'
          ? already(say('refusal.hostDisconnected'))
          : undefined,
      ),
    confirm: ({ name }) => say('confirm.host.disconnect', { name }),
    risk: () => say('risk.host.disconnect'),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'DisconnectHost_Task', {})],
      steps: [say('step.host.disconnect', { name })],
    }),
    commands: ({ ref, lookup }) => [
      govc('host.disconnect', '-host', inventoryPath(ref, lookup)),
      powercli(`Set-VMHost -VMHost ${powercliObject(ref)} -State Disconnected -Confirm:$false`),
    ],
  },
  {
    ...host,
    id: 'host.connect',
    label: say('operation.host.connect.label'),
    methods: ['ReconnectHost_Task'],
    refusal: (subject) =>
      firstOf(subject, needsVcenter, (one): Refusal | undefined =>
        connected(one) ? already(say('refusal.hostConnected')) : undefined,
      ),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'ReconnectHost_Task', {})],
      steps: [say('step.host.connect', { name })],
    }),
    commands: ({ ref, lookup }) => [
      govc('host.reconnect', '-host', inventoryPath(ref, lookup)),
      powercli(`Set-VMHost -VMHost ${powercliObject(ref)} -State Connected -Confirm:$false`),
    ],
  },
  restart({
    id: 'host.reboot',
    label: say('operation.host.reboot.label'),
    icon: 'restart',
    method: 'RebootHost_Task',
    question: (name) => say('confirm.host.reboot', { name }),
    step: (name) => say('step.host.reboot', { name }),
    flags: ['-r'],
    cmdlet: 'Restart-VMHost',
  }),
  restart({
    id: 'host.shutdown',
    label: say('operation.host.shutdown.label'),
    icon: 'shutdown',
    method: 'ShutdownHost_Task',
    question: (name) => say('confirm.host.shutdown', { name }),
    step: (name) => say('step.host.shutdown', { name }),
    flags: [],
    cmdlet: 'Stop-VMHost',
  }),
];
