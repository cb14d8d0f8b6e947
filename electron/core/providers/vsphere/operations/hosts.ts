import { MorefException } from '#shared/model/error.ts';
import { flag, text } from '../map/read.ts';
import { call } from './call.ts';
import { inventoryPath, powercliObject } from './commands/names.ts';
import { govc, powercli } from './commands/quote.ts';
import type { OperationDefinition, Refusal, Subject } from './definition.ts';
import { already, firstOf, isSingleHost, needsVcenter, reachable } from './refusals.ts';

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
  label: 'Even if it is not in maintenance mode',
  type: 'boolean',
  required: false,
  initial: false,
  help: 'Its virtual machines are then ended without a shutdown.',
} as const;

function restart(options: {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly method: 'RebootHost_Task' | 'ShutdownHost_Task';
  readonly verb: string;
  readonly flags: readonly string[];
  readonly cmdlet: string;
}): OperationDefinition {
  const { id, label, icon, method, verb, flags, cmdlet } = options;
  return {
    ...host,
    id,
    label,
    icon,
    methods: [method],
    destructive: true,
    refusal: reachable,
    confirm: (subject) =>
      `${verb} ${subject.name}? ${maintained(subject) ? 'It is in maintenance mode.' : 'It is not in maintenance mode: virtual machines may run on it.'}`,
    inputs: (subject) => (maintained(subject) ? [] : [forceInput]),
    prepare: (work) => {
      const force = work.flag('force');
      if (!force && !maintained(work)) {
        const message = `${work.name} is not in maintenance mode. Put it there first, or choose to go on without.`;
        throw new MorefException({ kind: 'conflict', message, ref: work.ref });
      }
      return {
        calls: [call(work.self, method, { force })],
        steps: [`${verb}s ${work.name}.`.replace('Shut downs', 'Shuts down')],
      };
    },
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

/** ESXi hosts. */
export const hostOperations: readonly OperationDefinition[] = [
  {
    ...host,
    id: 'host.enterMaintenance',
    label: 'Enter maintenance mode',
    methods: ['EnterMaintenanceMode_Task'],
    refusal: (subject) =>
      firstOf(subject, reachable, (one): Refusal | undefined =>
        maintained(one) ? already('The host is in maintenance mode already.') : undefined,
      ),
    confirm: ({ name }) =>
      `Put ${name} into maintenance mode? Its running virtual machines have to leave it: in a cluster with DRS they are moved.`,
    inputs: ({ lookup }) => [
      ...(isSingleHost(lookup)
        ? []
        : [
            {
              name: 'evacuate',
              label: 'Move virtual machines that are off, too',
              type: 'boolean',
              required: false,
              initial: false,
            } as const,
          ]),
      {
        name: 'timeout',
        label: 'Give up after',
        type: 'number',
        required: false,
        integer: true,
        initial: 0,
        min: 0,
        max: 86_400,
        unit: 's',
        help: '0: never.',
      },
    ],
    prepare: (work) => {
      const evacuate = work.flag('evacuate');
      const timeout = work.number('timeout') ?? 0;
      const parameters = { timeout, ...(evacuate ? { evacuatePoweredOffVms: true } : {}) };
      return {
        calls: [call(work.self, 'EnterMaintenanceMode_Task', parameters)],
        steps: [
          `Puts ${work.name} into maintenance mode.`,
          ...(evacuate
            ? ['Moves virtual machines that are off to other hosts of its cluster.']
            : []),
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
    label: 'Exit maintenance mode',
    methods: ['ExitMaintenanceMode_Task'],
    refusal: (subject) =>
      firstOf(subject, reachable, (one): Refusal | undefined =>
        maintained(one) ? undefined : already('The host is not in maintenance mode.'),
      ),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'ExitMaintenanceMode_Task', { timeout: 0 })],
      steps: [`Takes ${name} out of maintenance mode.`],
    }),
    commands: ({ ref, lookup }) => [
      govc('host.maintenance.exit', inventoryPath(ref, lookup)),
      powercli(`Set-VMHost -VMHost ${powercliObject(ref)} -State Connected -Confirm:$false`),
    ],
  },
  {
    ...host,
    id: 'host.disconnect',
    label: 'Disconnect',
    methods: ['DisconnectHost_Task'],
    refusal: (subject) =>
      firstOf(subject, needsVcenter, (one): Refusal | undefined =>
        text(one.object, 'runtime.connectionState') === 'disconnected'
          ? already('The host is disconnected already.')
          : undefined,
      ),
    confirm: ({ name }) =>
      `Disconnect ${name}? Its virtual machines go on, but cannot be managed until it is connected again.`,
    prepare: ({ self, name }) => ({
      calls: [call(self, 'DisconnectHost_Task', {})],
      steps: [`Disconnects ${name} from the server.`],
    }),
    commands: ({ ref, lookup }) => [
      govc('host.disconnect', '-host', inventoryPath(ref, lookup)),
      powercli(`Set-VMHost -VMHost ${powercliObject(ref)} -State Disconnected -Confirm:$false`),
    ],
  },
  {
    ...host,
    id: 'host.connect',
    label: 'Connect',
    methods: ['ReconnectHost_Task'],
    refusal: (subject) =>
      firstOf(subject, needsVcenter, (one): Refusal | undefined =>
        connected(one) ? already('The host is connected already.') : undefined,
      ),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'ReconnectHost_Task', {})],
      steps: [`Connects ${name} to the server, with the account that the server has for it.`],
    }),
    commands: ({ ref, lookup }) => [
      govc('host.reconnect', '-host', inventoryPath(ref, lookup)),
      powercli(`Set-VMHost -VMHost ${powercliObject(ref)} -State Connected -Confirm:$false`),
    ],
  },
  restart({
    id: 'host.reboot',
    label: 'Reboot host',
    icon: 'restart',
    method: 'RebootHost_Task',
    verb: 'Reboot',
    flags: ['-r'],
    cmdlet: 'Restart-VMHost',
  }),
  restart({
    id: 'host.shutdown',
    label: 'Shut down host',
    icon: 'shutdown',
    method: 'ShutdownHost_Task',
    verb: 'Shut down',
    flags: [],
    cmdlet: 'Stop-VMHost',
  }),
];
