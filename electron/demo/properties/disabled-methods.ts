import type { Entity } from '../estate/entity.ts';
import { Host, VirtualMachine } from '../estate/entity.ts';

/** `disabledMethod`: what the state of an entity rules out. It says nothing about rights, as on vCenter. */

const always = ['TerminateFaultTolerantVM_Task', 'StopReplaying_Task'];

const guestMethods = ['RebootGuest', 'ShutdownGuest', 'StandbyGuest'];
const running = ['PowerOffVM_Task', 'SuspendVM_Task', 'ResetVM_Task', ...guestMethods];
const treeMethods = ['RevertToCurrentSnapshot_Task', 'RemoveAllSnapshots_Task'];
const snapshotMethods = ['CreateSnapshot_Task', ...treeMethods, 'ConsolidateVMDisks_Task'];

const byPower: Readonly<Record<VirtualMachine['power'], readonly string[]>> = {
  poweredOn: ['PowerOnVM_Task', 'UnregisterVM', 'Destroy_Task', 'UpgradeVM_Task', 'MarkAsTemplate'],
  poweredOff: running,
  suspended: [
    'SuspendVM_Task',
    'ResetVM_Task',
    ...guestMethods,
    'UpgradeVM_Task',
    'MarkAsTemplate',
  ],
};

/** What needs the host that the server cannot reach. */
const unreachable = [
  'PowerOnVM_Task',
  ...running,
  ...snapshotMethods,
  'ReconfigVM_Task',
  'MigrateVM_Task',
  'RelocateVM_Task',
  'CloneVM_Task',
  'MarkAsTemplate',
  'Destroy_Task',
  'AnswerVM',
];

function ofVm(vm: VirtualMachine): string[] {
  const disabled = new Set(always);
  const add = (methods: readonly string[]): void => {
    for (const method of methods) {
      disabled.add(method);
    }
  };
  if (vm.template) {
    add(['PowerOnVM_Task', ...running, ...snapshotMethods, 'MigrateVM_Task', 'MarkAsTemplate']);
  } else {
    add(['MarkAsVirtualMachine', ...byPower[vm.power]]);
  }
  if (vm.rootSnapshots.length === 0) {
    add(treeMethods);
  }
  if (vm.question === undefined) {
    add(['AnswerVM']);
  }
  if (vm.connectionState !== 'connected') {
    add(unreachable);
  }
  return [...disabled];
}

function ofHost(host: Host): string[] {
  const isConnected = host.connectionState === 'connected';
  return [
    ...(isConnected
      ? ['ReconnectHost_Task']
      : [
          'DisconnectHost_Task',
          'EnterMaintenanceMode_Task',
          'RebootHost_Task',
          'ShutdownHost_Task',
        ]),
    ...(isConnected && host.inMaintenance ? ['EnterMaintenanceMode_Task'] : []),
    ...(host.inMaintenance ? [] : ['ExitMaintenanceMode_Task']),
  ];
}

export function disabledMethods(entity: Entity): string[] {
  return [...new Set([...ofState(entity), ...entity.disabledByOthers])];
}

function ofState(entity: Entity): string[] {
  if (entity instanceof VirtualMachine) {
    return ofVm(entity);
  }
  return entity instanceof Host ? ofHost(entity) : [];
}
