import type { Texts } from '../catalogue.ts';

export const stepsDevicesMessages = {
  'step.adapter.add': (p: { readonly name: string; readonly network: string }) =>
    `Adds a network adapter to ${p.name}, in ${p.network}.`,
  'step.adapter.addOn': (p: { readonly network: string; readonly name: string }) =>
    `Adds a network adapter on ${p.network} to ${p.name}.`,
  'step.adapter.atNextStart': 'It is connected when the virtual machine starts the next time.',
  'step.adapter.connect': (p: { readonly adapter: string; readonly name: string }) =>
    `Connects ${p.adapter} of ${p.name}.`,
  'step.adapter.disconnect': (p: { readonly adapter: string; readonly name: string }) =>
    `Disconnects ${p.adapter} of ${p.name}.`,
  'step.adapter.isConnected': (p: { readonly adapter: string; readonly name: string }) =>
    `${p.adapter} of ${p.name} is connected already.`,
  'step.adapter.isDisconnected': (p: { readonly adapter: string; readonly name: string }) =>
    `${p.adapter} of ${p.name} is not connected already.`,
  'step.adapter.move': (p: {
    readonly adapter: string;
    readonly name: string;
    readonly network: string;
  }) => `Moves ${p.adapter} of ${p.name} to the network ${p.network}.`,
  'step.adapter.remove': (p: { readonly adapter: string; readonly name: string }) =>
    `Removes ${p.adapter} from ${p.name}.`,
  'step.adapter.connectThis': (p: { readonly adapter: string }) => `Connects ${p.adapter}.`,
  'step.adapter.disconnectThis': (p: { readonly adapter: string }) => `Disconnects ${p.adapter}.`,
  'step.adapter.moveThis': (p: { readonly adapter: string; readonly network: string }) =>
    `Moves ${p.adapter} to ${p.network}.`,
  'step.adapter.removeThis': (p: { readonly adapter: string }) => `Removes ${p.adapter}.`,
  'step.cd.insert': (p: { readonly image: string; readonly name: string }) =>
    `Inserts ${p.image} into ${p.name}.`,
  'step.cd.inserted': (p: { readonly image: string; readonly name: string }) =>
    `${p.image} is in ${p.name} already.`,
  'step.cd.eject': (p: { readonly image: string; readonly name: string }) =>
    `Ejects ${p.image} from ${p.name}.`,
  'step.cd.ejectAny': (p: { readonly name: string }) => `Ejects the CD from ${p.name}.`,
  'step.cd.none': (p: { readonly name: string }) => `There is no CD in ${p.name}.`,
  'step.disk.addController': (p: { readonly name: string }) =>
    `Adds a SCSI controller to ${p.name}.`,
  'step.disk.add': (
    p: { readonly size: number; readonly name: string; readonly storage: string },
    { bytes },
  ) => `Adds a disk of ${bytes(p.size)} to ${p.name}${p.storage === '' ? '' : ` on ${p.storage}`}.`,
  'step.disk.has': (
    p: { readonly disk: string; readonly name: string; readonly size: number },
    { bytes },
  ) => `${p.disk} of ${p.name} has ${bytes(p.size)} already.`,
  'step.disk.growOf': (
    p: { readonly disk: string; readonly name: string; readonly from: number; readonly to: number },
    { bytes },
  ) => `Grows ${p.disk} of ${p.name} from ${bytes(p.from)} to ${bytes(p.to)}.`,
  'step.disk.grow': (
    p: { readonly disk: string; readonly from: number; readonly to: number },
    { bytes },
  ) => `Grows ${p.disk} from ${bytes(p.from)} to ${bytes(p.to)}.`,
  'step.disk.take': (
    p: { readonly disk: string; readonly size: number; readonly name: string },
    { bytes },
  ) => `Takes ${p.disk} (${bytes(p.size)}) off ${p.name}.`,
  'step.disk.keepFile': (p: { readonly file: string }) => `Its file stays: ${p.file}.`,
  'step.disk.deleteFile': (p: { readonly file: string }) => `Deletes its file ${p.file}.`,
  'step.disk.deleteDelta': (p: { readonly file: string }) =>
    `Deletes ${p.file} with what was written since the snapshot. The disk itself stays in the snapshot, and goes with it.`,
  'step.disk.make': (
    p: { readonly disk: string; readonly size: number; readonly storage: string },
    { number },
  ) => `Makes the disk ${p.disk} of ${number(p.size)} GiB on ${p.storage}.`,
  'step.disk.attachIt': (p: { readonly name: string }) => `Attaches it to ${p.name}.`,
  'step.disk.attach': (p: { readonly disk: string; readonly name: string }) =>
    `Attaches ${p.disk} to ${p.name}.`,
  'step.disk.detach': (p: { readonly disk: string; readonly name: string }) =>
    `Detaches ${p.disk} from ${p.name}.`,
  'step.disk.stays': (p: { readonly disk: string }) => `Leaves ${p.disk} on its storage.`,
  'step.disk.staysWith': (
    p: { readonly disk: string; readonly others: readonly string[] },
    { list },
  ) => `Leaves ${p.disk} to ${list(p.others)}.`,
  'step.disk.deleteData': (p: { readonly disk: string }) =>
    `Deletes ${p.disk} with all data on it.`,
  'step.disk.delete': (p: { readonly disk: string }) =>
    `Deletes the disk ${p.disk} with all data on it.`,
  'step.cpus.same': (p: { readonly name: string; readonly cpus: number }, { number }) =>
    `${p.name} has ${number(p.cpus)} vCPUs already.`,
  'step.cpus.change': (
    p: { readonly name: string; readonly from: number; readonly to: number },
    { number },
  ) => `Changes the vCPUs of ${p.name} from ${number(p.from)} to ${number(p.to)}.`,
  'step.cpus.changeSockets': (
    p: {
      readonly name: string;
      readonly from: number;
      readonly to: number;
      readonly cores: number;
    },
    { number },
  ) =>
    `Changes the vCPUs of ${p.name} from ${number(p.from)} to ${number(p.to)}, ${number(p.cores)} to a socket.`,
  'step.cpus.set': (p: { readonly name: string; readonly cpus: number }, { number }) =>
    `Gives ${p.name} ${number(p.cpus)} vCPUs.`,
  'step.cpus.setCores': (
    p: { readonly name: string; readonly cpus: number; readonly cores: number },
    { number, plural },
  ) =>
    `Gives ${p.name} ${plural(p.cpus, { one: '# vCPU', other: '# vCPUs' })}, in sockets of ${number(p.cores)}.`,
  'step.memory.same': (p: { readonly name: string; readonly memory: number }, { number }) =>
    `${p.name} has ${number(p.memory)} MiB of memory already.`,
  'step.memory.change': (
    p: { readonly name: string; readonly from: number; readonly to: number },
    { number },
  ) => `Changes the memory of ${p.name} from ${number(p.from)} to ${number(p.to)} MiB.`,
  'step.memory.set': (p: { readonly name: string; readonly memory: number }, { number }) =>
    `Gives ${p.name} ${number(p.memory)} MiB of memory.`,
  'step.memory.setRange': (
    p: { readonly name: string; readonly least: number; readonly most: number },
    { number },
  ) => `Gives ${p.name} between ${number(p.least)} and ${number(p.most)} MiB of memory.`,
  'step.setting.change': (p: { readonly setting: string; readonly name: string }) =>
    `Changes of ${p.name}: ${p.setting}.`,
  'step.setting.same': (p: { readonly setting: string; readonly name: string }) =>
    `${p.setting} of ${p.name}: it is so already.`,
} as const satisfies Texts;
