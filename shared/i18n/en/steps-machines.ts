import type { Texts } from '../catalogue.ts';

export const stepsMachinesMessages = {
  'step.clone.vm': (p: { readonly copy: string; readonly name: string; readonly folder: string }) =>
    `Makes the virtual machine ${p.copy} of ${p.name}, in the folder ${p.folder}.`,
  'step.clone.template': (p: {
    readonly copy: string;
    readonly name: string;
    readonly folder: string;
  }) => `Makes the template ${p.copy} of ${p.name}, in the folder ${p.folder}.`,
  'step.clone.place': (p: { readonly place: string }) => `Puts it on ${p.place}.`,
  'step.clone.storage': (p: { readonly storage: string }) => `Its disks go to ${p.storage}.`,
  'step.clone.start': 'Powers it on afterwards.',
  'step.clone.fast': (p: { readonly copy: string; readonly name: string }) =>
    `Makes ${p.copy} as a clone of ${p.name}, on the same storage.`,
  'step.clone.full': (p: {
    readonly copy: string;
    readonly name: string;
    readonly storage: string;
  }) => `Makes ${p.copy} as a full copy of ${p.name} on ${p.storage}.`,
  'step.create.vmInApp': (p: { readonly name: string; readonly app: string }) =>
    `Creates ${p.name} in the vApp ${p.app}.`,
  'step.create.vm': (p: {
    readonly name: string;
    readonly folder: string;
    readonly place: string;
  }) => `Makes the virtual machine ${p.name} in the folder ${p.folder}, on ${p.place}.`,
  'step.create.hardware': (
    p: { readonly cpus: number; readonly memory: number; readonly guest: string },
    { bytes, number },
  ) => `It has ${number(p.cpus)} vCPUs and ${bytes(p.memory)} of memory, for ${p.guest}.`,
  'step.create.cores': (p: { readonly cores: number }, { plural }) =>
    `Its sockets have ${plural(p.cores, { one: '# core', other: '# cores' })} each.`,
  'step.create.filesWithDisk': (
    p: { readonly storage: string; readonly size: number },
    { bytes },
  ) => `Its files go to ${p.storage}, with a disk of ${bytes(p.size)}.`,
  'step.create.filesWithoutDisk': (p: { readonly storage: string }) =>
    `Its files go to ${p.storage}. It has no disk.`,
  'step.create.network': (p: { readonly network: string }) => `It is in the network ${p.network}.`,
  'step.create.cd': (p: { readonly image: string }) => `${p.image} is in its CD drive.`,
  'step.create.of': (p: {
    readonly name: string;
    readonly template: string;
    readonly storage: string;
  }) => `Makes ${p.name} of ${p.template}${p.storage === '' ? '' : ` on ${p.storage}`}.`,
  'step.create.gives': (p: { readonly cpus: number; readonly memory: number }, { number }) =>
    `Gives it ${number(p.cpus)} vCPUs and ${number(p.memory)} MiB of memory.`,
  'step.create.homeServer': (p: { readonly host: string }) => `Makes ${p.host} its home server.`,
  'step.create.adapter': (p: { readonly network: string }) =>
    `Adds a network adapter on ${p.network}.`,
  'step.create.cdDrive': (p: { readonly image: string }) => `Adds a CD drive with ${p.image}.`,
  'step.create.start': (p: { readonly name: string }) => `Starts ${p.name}.`,
  'step.vm.toTemplate': (p: { readonly name: string }) => `Converts ${p.name} to a template.`,
  'step.vm.fromTemplate': (p: { readonly name: string }) =>
    `Converts the template ${p.name} to a virtual machine.`,
  'step.vm.fromTemplateOn': (p: { readonly name: string; readonly place: string }) =>
    `Converts the template ${p.name} to a virtual machine on ${p.place}.`,
  'step.vm.register': (p: {
    readonly file: string;
    readonly name: string;
    readonly folder: string;
    readonly place: string;
  }) =>
    `Registers ${p.file} as ${p.name === '' ? 'the virtual machine that it describes' : p.name} in ${p.folder}, on ${p.place}.`,
  'step.vm.unregister': (p: { readonly name: string }) =>
    `Removes ${p.name} from the inventory. Its files stay.`,
  'step.vm.delete': (p: { readonly name: string }) =>
    `Deletes ${p.name} with all its disks and snapshots.`,
  'step.vm.deleteAlone': (p: { readonly name: string }) => `Deletes ${p.name}.`,
  'step.vm.migrate': (p: { readonly name: string; readonly from: string; readonly to: string }) =>
    `Moves ${p.name}${p.from === '' ? '' : ` from ${p.from}`} to ${p.to}.`,
  'step.vm.migrateFolder': (p: { readonly folder: string }) =>
    `Puts it into the folder ${p.folder}.`,
  'step.vm.migrateDisks': (p: { readonly storage: string }) => `Moves its disks to ${p.storage}.`,
  'step.vm.migrateDisk': (p: { readonly disk: string; readonly storage: string }) =>
    `Moves the disk ${p.disk} to ${p.storage}.`,
  'step.vm.there': (p: { readonly name: string }) => `${p.name} is there already.`,
  'step.power.on': (p: { readonly name: string }) => `Powers on ${p.name}.`,
  'step.power.start': (p: { readonly name: string }) => `Starts ${p.name}.`,
  'step.power.off': (p: { readonly name: string }) => `Powers off ${p.name}.`,
  'step.power.offHard': (p: { readonly name: string }) =>
    `Powers off ${p.name} without shutting down its guest.`,
  'step.power.suspend': (p: { readonly name: string }) => `Suspends ${p.name}.`,
  'step.power.resume': (p: { readonly name: string }) => `Resumes ${p.name}.`,
  'step.power.pause': (p: { readonly name: string }) => `Pauses ${p.name}.`,
  'step.power.unpause': (p: { readonly name: string }) => `Continues ${p.name}.`,
  'step.power.reset': (p: { readonly name: string }) => `Resets ${p.name}.`,
  'step.power.resetHard': (p: { readonly name: string }) =>
    `Resets ${p.name} without shutting down its guest.`,
  'step.guest.shutdownAsk': (p: { readonly name: string }) =>
    `Asks the guest of ${p.name} to shut down.`,
  'step.guest.rebootAsk': (p: { readonly name: string }) =>
    `Asks the guest of ${p.name} to restart.`,
  'step.guest.shutdownOs': (p: { readonly name: string }) =>
    `Shuts down the guest operating system of ${p.name}.`,
  'step.guest.rebootOs': (p: { readonly name: string }) =>
    `Restarts the guest operating system of ${p.name}.`,
  'step.guest.shutdown': (p: { readonly name: string }) => `Shuts down the guest of ${p.name}.`,
  'step.guest.reboot': (p: { readonly name: string }) => `Restarts the guest of ${p.name}.`,
  'step.question.none': (p: { readonly name: string }) => `${p.name} asks nothing any more.`,
  'step.question.answer': (p: {
    readonly answer: string;
    readonly name: string;
    readonly question: string;
  }) => `Answers “${p.answer}” to ${p.name}, which asks: ${p.question}`,
} as const satisfies Texts;
