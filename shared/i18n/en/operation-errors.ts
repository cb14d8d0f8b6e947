import type { Texts } from '../catalogue.ts';

export const operationErrorsMessages = {
  'error.failed': (p: { readonly doing: string; readonly why: string }) =>
    `${p.doing} failed: ${p.why}`,
  'error.failedByMistake': (p: { readonly doing: string; readonly why: string }) =>
    `${p.doing} failed by a mistake of Moref: ${p.why}`,
  'error.wasCancelled': (p: { readonly doing: string }) => `${p.doing} was cancelled.`,
  'error.notPossible': (p: { readonly doing: string; readonly why: string }) =>
    `${p.doing} is not possible: ${p.why}`,
  'error.cancelled': 'It was cancelled.',
  'error.about': (p: { readonly name: string; readonly why: string }) => `${p.name}: ${p.why}`,
  'error.gone': (p: { readonly ref: string }) => `${p.ref} is not on the server any more.`,
  'error.noObject': (p: { readonly value: string }) =>
    `“${p.value}” is no object of the server. Choose one from the list.`,
  'error.nothingChosen': (p: { readonly name: string; readonly input: string }) =>
    `${p.name}: nothing was chosen for “${p.input}”.`,
  'error.noProperty': (p: { readonly type: string; readonly path: string }) =>
    `${p.type} has no property “${p.path}”.`,
  'error.noAutomation':
    'This needs the vSphere Automation API, which the server does not have or which cannot be reached now.',
  'error.lacksService': (p: {
    readonly doing: string;
    readonly service: string;
    readonly operation: string;
  }) =>
    `${p.doing} failed: this server does not have ${p.service}.${p.operation}. It is of another version, or lacks the feature.`,
  'error.taskForgotten': (p: { readonly task: string }) =>
    `The server does not know the task “${p.task}” any more. Whether it succeeded is not known: look at the object.`,
  'error.taskLost':
    'The connection was lost meanwhile, and the server does not know the task any more: look at the object to see how far it came.',
  'error.alarmCleared': 'The alarm has been cleared meanwhile.',
  'error.noController': 'No controller of the virtual machine has room for a further disk.',
  'error.noDevice': (p: { readonly name: string }) =>
    `${p.name} has no such device any more. Choose another one.`,
  'error.noCdDrive': (p: { readonly name: string }) => `${p.name} has no CD drive.`,
  'error.hasCdDrive': (p: { readonly name: string }) =>
    `${p.name} has a CD drive already: insert the image afterwards.`,
  'error.chooseFolderForCopy': (p: { readonly name: string }) =>
    `${p.name}: choose a folder for the new virtual machine.`,
  'error.chooseFolder': 'Choose a folder for the virtual machine.',
  'error.choosePlace': (p: { readonly name: string }) =>
    `${p.name}: choose a host, a cluster or a resource pool.`,
  'error.chooseDestination': (p: { readonly name: string }) =>
    `${p.name}: choose where to move it: a host, a datastore, or both.`,
  'error.createPlace': 'New virtual machine: choose a host, a cluster or a pool.',
  'error.createDatastore': 'New virtual machine: choose a datastore.',
  'error.createFolder': 'New virtual machine: choose a folder.',
  'error.noHostSees': (p: { readonly place: string; readonly storage: string }) =>
    `No host of ${p.place} that is in service has ${p.storage}. Choose another datastore, or another place.`,
  'error.hostSeesNot': (p: { readonly place: string; readonly storage: string }) =>
    `${p.place} does not have ${p.storage}. Choose another datastore, or another host.`,
  'error.firmware': (p: { readonly guest: string; readonly firmware: string }) =>
    `${p.guest} does not boot by ${p.firmware}. Choose another firmware.`,
  'error.secureBoot': (p: { readonly guest: string }) =>
    `Secure boot needs EFI, and a guest that supports it: ${p.guest} has none of it as chosen.`,
  'error.folderBeyond': (p: {
    readonly folder: string;
    readonly folderCenter: string;
    readonly place: string;
    readonly placeCenter: string;
  }) =>
    `The folder ${p.folder} is in the data center ${p.folderCenter}, and ${p.place} in ${p.placeCenter}. Choose a folder of ${p.placeCenter}.`,
  'error.noPlace': (p: { readonly place: string }) =>
    `A virtual machine cannot be put on ${p.place}. Choose a host, a cluster or a resource pool.`,
  'error.noImageFile': (p: { readonly path: string }) =>
    `“${p.path}” is no file on a datastore. Choose one, or write it as [datastore] folder/name.iso.`,
  'error.noVmFile': (p: { readonly path: string }) =>
    `“${p.path}” is no file on a datastore. Choose one, or write it as [datastore] folder/name.vmx.`,
  'error.diskShrinks': (
    p: { readonly disk: string; readonly name: string; readonly size: number },
    { bytes },
  ) => `${p.disk} of ${p.name} has ${bytes(p.size)}: a disk can only grow. Give a larger size.`,
  'error.diskStays': (p: { readonly disk: string; readonly name: string; readonly why: string }) =>
    `${p.disk} of ${p.name} cannot grow. ${p.why}`,
  'error.diskOfOther': (p: {
    readonly name: string;
    readonly file: string;
    readonly other: string;
  }) =>
    `${p.other} has the disk ${p.file}, too: it would lose it. Detach it from ${p.name} first, or from ${p.other}.`,
  'error.memoryIndependent': (p: { readonly name: string; readonly disk: string }) =>
    `${p.disk} of ${p.name} is independent of snapshots, so the memory cannot be kept with one. Take it without memory, or power the virtual machine off.`,
  'error.hostMaintained': (p: { readonly name: string; readonly host: string }) =>
    `${p.name} is on ${p.host}, which is in maintenance mode, and nothing moves it by itself. Migrate it first, or end the maintenance.`,
  'error.poolBeyond': (p: {
    readonly name: string;
    readonly pool: string;
    readonly cluster: string;
  }) =>
    `${p.pool} belongs to ${p.cluster}, which ${p.name} is not in. Choose a pool of its own cluster, or migrate it.`,
  'error.poolInside': (p: { readonly name: string; readonly pool: string }) =>
    `${p.pool} is ${p.name} itself, or below it. Choose another pool.`,
  'error.storageUnseen': (p: {
    readonly name: string;
    readonly storage: string;
    readonly why: string;
  }) => `${p.name} runs, and cannot be given what is on ${p.storage}. ${p.why}`,
  'error.diskInSnapshot': (p: { readonly disk: string; readonly name: string }) =>
    `${p.disk} of ${p.name} is in a snapshot, and cannot be detached as a whole. Delete the snapshot first.`,
  'error.diskSmaller': (p: { readonly disk: string; readonly size: number }, { bytes }) =>
    `${p.disk} has ${bytes(p.size)} and cannot be made smaller.`,
  'error.noFreeDevice': (p: { readonly name: string }) =>
    `${p.name} has as many devices of the kind as it can have. Remove one first.`,
  'error.diskGone': (p: { readonly name: string }) => `${p.name}: the disk is not there any more.`,
  'error.diskShared': (
    p: { readonly disk: string; readonly others: readonly string[] },
    { list },
  ) =>
    `${p.disk} also belongs to ${list(p.others)}: it cannot be deleted here. Detach it, or detach it there first.`,
  'error.folderFull': (p: { readonly name: string; readonly count: number }, { plural }) =>
    `${p.name} is not empty: it holds ${plural(p.count, { one: 'one object', other: '# objects' })}. Move them away first, or choose what is to become of them.`,
  'error.folderRuns': (
    p: {
      readonly name: string;
      readonly count: number;
      readonly machines: readonly string[];
      readonly more: number;
    },
    { list, plural },
  ) =>
    `${p.name} cannot be deleted: ${plural(p.count, { one: 'a virtual machine in it is', other: '# virtual machines in it are' })} not powered off: ${list(p.machines)}${p.more === 0 ? '' : plural(p.more, { one: ' and one more', other: ' and # more' })}. Power them off first; nothing was changed.`,
  'error.evacuateNoDrs': (p: { readonly name: string }) =>
    `${p.name}: machines that are off are moved by DRS, which is off in its cluster: the host would wait for ever. Move them by hand, or go on without.`,
  'error.coresDoNotDivide': (
    p: { readonly name: string; readonly cpus: number; readonly cores: number },
    { number },
  ) =>
    `${p.name}: ${number(p.cpus)} vCPUs cannot be divided into sockets of ${number(p.cores)} cores.`,
  'error.memoryMultiple': (p: { readonly name: string; readonly memory: number }, { number }) =>
    `${p.name}: the memory has to be a multiple of 4 MiB, which ${number(p.memory)} MiB is not.`,
  'error.memoryIncrement': (
    p: {
      readonly name: string;
      readonly memory: number;
      readonly increment: number;
      readonly less: number;
      readonly more: number;
    },
    { number },
  ) =>
    `${p.name}: while it runs, its memory has to become a multiple of ${number(p.increment)} MiB, which ${number(p.memory)} MiB is not. Give ${number(p.less)} or ${number(p.more)} MiB.`,
  'error.memoryBeyondLimit': (
    p: { readonly name: string; readonly memory: number; readonly limit: number },
    { number },
  ) =>
    `${p.name}: while it runs, it can have ${number(p.limit)} MiB at the most. For ${number(p.memory)} MiB it has to be powered off first.`,
  'error.coresRunning': (p: { readonly name: string; readonly cores: number }, { number }) =>
    `${p.name} runs: its ${number(p.cores)} cores per socket can only be changed while it is powered off. The number of vCPUs can be changed without.`,
  'error.poolNeedsDrs': (p: { readonly cluster: string }) =>
    `${p.cluster} has no DRS: the server makes resource pools only in a cluster with DRS, or on a host outside of clusters.`,
  'error.memoryReserved': (
    p: { readonly name: string; readonly memory: number; readonly reserved: number },
    { number },
  ) =>
    `${p.name} has ${number(p.reserved)} MiB of memory reserved, and cannot have less than that: ${number(p.memory)} MiB. Lower the reservation first.`,
  'error.hostNotMaintained': (p: { readonly name: string }) =>
    `${p.name} is not in maintenance mode. Put it there first, or choose to go on without.`,
  'error.switchUnreadable': (p: { readonly network: string }) =>
    `The switch of ${p.network} cannot be read. Choose another network.`,
  'error.snapshotGone': (p: { readonly name: string; readonly snapshot: string }) =>
    `${p.name} has no snapshot “${p.snapshot}” any more.`,
  'error.noManagementNetwork': (p: { readonly host: string }) =>
    `${p.host} has no management network that is known here.`,
  'error.noDefaultStorage': (p: { readonly name: string }) =>
    `${p.name}: choose a storage for its disks. The pool has no default storage.`,
  'error.hostGuests': (
    p: { readonly host: string; readonly reasons: readonly string[]; readonly more: number },
    { plural },
  ) =>
    `${p.host}: nothing was done, for its virtual machines cannot all leave it. ${p.reasons.join(' ')}${p.more === 0 ? '' : ` And ${plural(p.more, { one: '# more', other: '# more' })}.`}`,
  'error.noDate': (p: { readonly field: string; readonly value: string }) =>
    `${p.field} must be a date, as 2026-08-01 or 2026-08-01 12:00: “${p.value}” is none.`,
  'error.tagsUnknown': 'The tags of the server are not known yet. Try again in a moment.',
  'error.tagGone': 'The server does not have this tag any more. Choose another.',
  'error.tagLeft': (p: { readonly name: string; readonly reason: string }) =>
    `${p.name} was left as it is: ${p.reason}`,
  'error.mapEntry': 'An entry of a map needs a key and a value.',
  'error.mapKeyTwice': (p: { readonly key: string }) => `The key “${p.key}” is there twice.`,
  'error.settingGone': (p: { readonly name: string }) =>
    `${p.name} has no such setting any more: somebody has changed it meanwhile. Nothing was sent.`,
  'error.settingChanged': (p: { readonly name: string; readonly setting: string }) =>
    `${p.setting} of ${p.name} was changed by somebody else meanwhile. Nothing was sent: look at what is so now, and apply again.`,
} as const satisfies Texts;
