import type { Texts } from '../catalogue.ts';

export const xapiFailuresMessages = {
  'xapi.toolsNeeded': (p: { readonly vm: string }) =>
    `the guest of ${p.vm} does not support it: install the VM tools, and see that they run.`,
  'xapi.license': (p: { readonly feature: string }) =>
    `the license of the server does not include it${p.feature === '' ? '' : ` (${p.feature})`}.`,
  'xapi.hostDisabled': (p: { readonly host: string }) =>
    `${p.host === '' ? 'the host' : p.host} is disabled. Enable it, or choose another host.`,
  'xapi.gone': (p: { readonly name: string }) => `${p.name} is not on the server any more.`,
  'xapi.neededGone': (p: { readonly name: string }) =>
    `${p.name}, which is needed for it, is not on the server any more.`,
  'xapi.notOffered': 'this version of the server does not offer it.',
  'xapi.quiesce': (p: { readonly vm: string }) =>
    `the guest of ${p.vm} could not bring its disks to rest. Look at its VSS writers, or take a snapshot without it.`,
  'xapi.boundByPci': (p: { readonly vm: string }) =>
    `${p.vm} has a PCI device, which ties it to its host.`,
  'xapi.boundByVgpu': (p: { readonly vm: string }) =>
    `${p.vm} has a virtual GPU, which ties it to its host.`,
  'xapi.boundBySriov': (p: { readonly vm: string }) =>
    `${p.vm} has an SR-IOV network adapter, which ties it to its host.`,
  'xapi.boundByUsb': (p: { readonly vm: string }) =>
    `${p.vm} has a USB device, which ties it to its host.`,
  'xapi.silent.shutdown': (p: { readonly vm: string }) =>
    `the guest of ${p.vm} did not shut down in time. Look at its console, or force it.`,
  'xapi.silent.shutdownBegin': (p: { readonly vm: string }) =>
    `the guest of ${p.vm} did not begin to shut down in time. Look at its console, or force it.`,
  'xapi.silent.suspend': (p: { readonly vm: string }) =>
    `the guest of ${p.vm} did not suspend in time. Look at its console, or force it.`,
  'xapi.silent.suspendBegin': (p: { readonly vm: string }) =>
    `the guest of ${p.vm} did not begin to suspend in time. Look at its console, or force it.`,
  'xapi.login': 'the server does not accept this user name and password. Check both.',
  'xapi.noRole': 'the account may not use this server: it has no role in the pool.',
  'xapi.sessionEnded': 'the session has ended. Moref logs in again.',
  'xapi.booting': 'the server is still starting. Try again in a minute.',
  'xapi.poolMember': (p: { readonly address: string }) =>
    `the host is a member of a pool. Use its coordinator${p.address === '' ? '' : `, ${p.address},`} instead.`,
  'xapi.permission': (p: { readonly permission: string }) =>
    `the account lacks the permission${p.permission === '' ? '' : ` ${p.permission}`}. Ask for a role that has it, or use another account.`,
  'xapi.denied': (p: { readonly name: string }) => `the account may not do this to ${p.name}.`,
  'xapi.rootOnly': 'only the root account of the server may do this.',
  'xapi.licenseExpired': 'the license of the server has expired.',
  'xapi.otherOperation': (p: { readonly name: string; readonly operation: string }) =>
    `something else is under way with ${p.name}${p.operation === '' ? '' : ` (${p.operation})`}. Wait until it has ended, and try again.`,
  'xapi.notAllowed': (p: { readonly name: string; readonly reason: string }) =>
    `the server does not allow it for ${p.name} now${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.blocked': (p: { readonly name: string; readonly reason: string }) =>
    `an administrator has blocked it for ${p.name}${p.reason === '' ? '' : ` (${p.reason})`}.`,
  'xapi.invalidValue': (p: {
    readonly value: string;
    readonly field: string;
    readonly reason: string;
  }) =>
    `the value “${p.value}” is not possible${p.field === '' ? '' : ` for ${p.field}`}${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.duplicateKey': (p: { readonly name: string; readonly key: string }) =>
    `${p.name} has a value${p.key === '' ? '' : ` for ${p.key}`} already.`,
  'xapi.cancelled': 'it was cancelled.',
  'xapi.internal': (p: { readonly reason: string }) =>
    `the server made a mistake${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.tooManyTasks': 'too many tasks are waiting on the server. Try again in a moment.',
  'xapi.tooBusy': 'the server is too busy. Try again in a moment.',
  'xapi.upgrading': 'the pool is being upgraded. Finish the upgrade of all its hosts first.',
  'xapi.badPowerState': (p: {
    readonly vm: string;
    readonly state: string;
    readonly wanted: string;
  }) =>
    p.vm === '' || p.state === '' || p.wanted === ''
      ? `the power state of ${p.vm} does not allow it.`
      : `${p.vm} is ${p.state}, and has to be ${p.wanted} for it.`,
  'xapi.state.halted': 'halted',
  'xapi.state.running': 'running',
  'xapi.state.suspended': 'suspended',
  'xapi.state.paused': 'paused',
  'xapi.template': (p: { readonly vm: string }) => `${p.vm} is a template.`,
  'xapi.snapshot': (p: { readonly vm: string }) => `${p.vm} is a snapshot.`,
  'xapi.protected': (p: { readonly vm: string }) =>
    `high availability protects ${p.vm}. Take the protection away first.`,
  'xapi.productTemplate': (p: { readonly vm: string }) =>
    `${p.vm} is a template of the product, and cannot be deleted.`,
  'xapi.toolsOld': (p: { readonly vm: string }) =>
    `the VM tools in ${p.vm} are too old for it. Update them.`,
  'xapi.notSuspendable': (p: { readonly vm: string; readonly reason: string }) =>
    `${p.vm} cannot be suspended${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.noSuspendStorage': (p: { readonly vm: string }) =>
    `there is no storage for the memory of ${p.vm}. Choose one for the pool or the machine.`,
  'xapi.noSuspendImage': (p: { readonly vm: string }) =>
    `the saved memory of ${p.vm} is missing. Power it off, and start it anew.`,
  'xapi.crashed': (p: { readonly vm: string }) => `the guest of ${p.vm} crashed meanwhile.`,
  'xapi.rebooted': (p: { readonly vm: string }) => `${p.vm} restarted by itself meanwhile.`,
  'xapi.halted': (p: { readonly vm: string }) => `${p.vm} powered off by itself meanwhile.`,
  'xapi.unknownBootloader': (p: { readonly loader: string; readonly vm: string }) =>
    `the boot loader${p.loader === '' ? '' : ` ${p.loader}`} that ${p.vm} is set to is not known to the server.`,
  'xapi.hvmRequired': (p: { readonly vm: string }) =>
    `${p.vm} needs hardware virtualisation, which the host does not have, or has turned off.`,
  'xapi.bootloaderFailed': (p: { readonly vm: string; readonly reason: string }) =>
    `the boot loader of ${p.vm} failed${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.domainBuilder': (p: { readonly reason: string }) =>
    `the host could not build the machine${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.noVcpus': (p: { readonly vm: string }) => `${p.vm} has no vCPU. Give it one.`,
  'xapi.tooManyVcpus': (p: { readonly vm: string }) =>
    `${p.vm} has more vCPUs than a host has CPUs.`,
  'xapi.coresPerSocket': (p: { readonly cpus: string; readonly cores: string }) =>
    `the number of vCPUs${p.cpus === '' ? '' : `, ${p.cpus},`} cannot be parted into sockets of${p.cores === '' ? '' : ` ${p.cores}`} cores.`,
  'xapi.memoryLimits': (p: { readonly reason: string }) =>
    `the limits of memory contradict each other${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.memoryOrder':
    'the limits of memory have to rise: static minimum, dynamic minimum, dynamic maximum, static maximum.',
  'xapi.memoryPinned':
    'all of its memory has to be there at all times: it does not come and go between two limits.',
  'xapi.macInvalid': (p: { readonly address: string }) =>
    p.address === ''
      ? 'it needs a MAC address.'
      : `${p.address} is no MAC address. It has six pairs of hexadecimal digits.`,
  'xapi.deviceInvalid': (p: { readonly device: string }) =>
    `a device cannot have that place${p.device === '' ? '' : ` (${p.device})`}.`,
  'xapi.sriovFull': 'no virtual function of the network card is free on that host.',
  'xapi.memoryTooLow': (p: { readonly vm: string }) => `${p.vm} has too little memory to start.`,
  'xapi.tooManySnapshots': (p: { readonly vm: string }) =>
    `${p.vm} has too many snapshots for it. Delete some first.`,
  'xapi.hasCheckpoint': (p: { readonly vm: string }) =>
    `${p.vm} has a snapshot with memory, with which it cannot be moved. Delete that first.`,
  'xapi.revertFailed': (p: { readonly vm: string; readonly snapshot: string }) =>
    `${p.vm} could not be reverted to ${p.snapshot === '' ? 'the snapshot' : p.snapshot}.`,
  'xapi.checkpointSuspend': (p: { readonly vm: string }) =>
    `the memory of ${p.vm} could not be saved. Take a snapshot of its disks alone.`,
  'xapi.checkpointResume': (p: { readonly vm: string }) =>
    `${p.vm} did not go on after its memory was saved. Look at its state.`,
  'xapi.provisionSpace': 'the storage has no room for the disks of the new machine.',
  'xapi.noTemplate': (p: { readonly name: string }) => `${p.name} is no template.`,
  'xapi.duplicateVm': (p: { readonly vm: string }) =>
    `there is such a machine already: ${p.vm === '' ? 'it has the same UUID' : p.vm}.`,
  'xapi.unexplained': (p: { readonly code: string; readonly details: string }) =>
    `${p.code.toLowerCase().replaceAll('_', ' ')}${p.details === '' ? '' : ` (${p.details})`}.`,
} as const satisfies Texts;
