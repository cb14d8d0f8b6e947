import type { Texts } from '../catalogue.ts';

export const stepsOrganiseMessages = {
  'step.alert.acknowledge': (p: { readonly alarm: string; readonly object: string }) =>
    `Acknowledges the alarm “${p.alarm}” of ${p.object}, for everybody. It stays listed until it is cleared; until then its actions do not run again.`,
  'step.alert.dismiss': (p: { readonly name: string }) =>
    `Takes the alert ${p.name} off the pool, for everybody.`,
  'step.attributes.clear': (p: { readonly field: string; readonly name: string }) =>
    `Clears “${p.field}” of ${p.name}.`,
  'step.attributes.set': (p: {
    readonly field: string;
    readonly name: string;
    readonly value: string;
  }) => `Sets “${p.field}” of ${p.name} to “${p.value}”.`,
  'step.attributes.same': (p: { readonly name: string }) => `${p.name} has these values already.`,
  'step.attributes.exists': (p: { readonly name: string }) =>
    `There is a custom attribute “${p.name}” already.`,
  'step.attributes.define.all': (p: { readonly name: string }) =>
    `Defines the custom attribute “${p.name}” for objects of all types.`,
  'step.attributes.define.Datacenter': (p: { readonly name: string }) =>
    `Defines the custom attribute “${p.name}” for data centers.`,
  'step.attributes.define.VirtualMachine': (p: { readonly name: string }) =>
    `Defines the custom attribute “${p.name}” for virtual machines.`,
  'step.attributes.define.HostSystem': (p: { readonly name: string }) =>
    `Defines the custom attribute “${p.name}” for hosts.`,
  'step.attributes.define.ClusterComputeResource': (p: { readonly name: string }) =>
    `Defines the custom attribute “${p.name}” for clusters.`,
  'step.attributes.define.type': (p: { readonly name: string; readonly type: string }) =>
    `Defines the custom attribute “${p.name}” for ${p.type}.`,
  'step.customFields.clear': (p: { readonly field: string; readonly name: string }) =>
    `Removes ${p.field} of ${p.name}.`,
  'step.customFields.set': (p: {
    readonly field: string;
    readonly name: string;
    readonly value: string;
  }) => `Sets ${p.field} of ${p.name} to “${p.value}”.`,
  'step.customFields.define': (p: { readonly field: string; readonly name: string }) =>
    `Adds the custom field ${p.field} to the objects of ${p.name}.`,
  'step.customFields.remove': (p: { readonly field: string; readonly name: string }) =>
    `Removes the custom field ${p.field} from ${p.name}.`,
  'step.customFields.removeValues': (p: { readonly count: number }, { plural }) =>
    `Removes its value from ${plural(p.count, { one: 'an object', other: '# objects' })}.`,
  'step.folder.create': (p: { readonly folder: string; readonly parent: string }) =>
    `Makes the folder ${p.folder} in ${p.parent}.`,
  'step.folder.createPath': (p: { readonly folder: string }) => `Makes the folder ${p.folder}.`,
  'step.folder.same': (p: { readonly name: string; readonly folder: string }) =>
    `${p.name} is in ${p.folder} already.`,
  'step.folder.move': (p: { readonly name: string; readonly folder: string }) =>
    `Moves ${p.name} to the folder ${p.folder}.`,
  'step.folder.leave': (p: { readonly name: string }) => `Takes ${p.name} out of its folder.`,
  'step.folder.delete': (p: { readonly name: string }) => `Deletes the folder ${p.name}.`,
  'step.folder.rename': (
    p: { readonly from: string; readonly to: string; readonly count: number },
    { plural },
  ) =>
    `Renames the folder ${p.from} to ${p.to}, with ${plural(p.count, { one: '# object', other: '# objects' })} in it.`,
  'step.folder.moveUp': (p: { readonly count: number }, { plural }) =>
    `Moves ${plural(p.count, { one: '# object', other: '# objects' })} to the folder above.`,
  'step.folder.empty': 'It is empty.',
  'step.folder.unregister': (
    p: { readonly count: number; readonly machines: number },
    { plural },
  ) =>
    `It holds ${plural(p.count, { one: 'one object', other: '# objects' })} on all levels: ${plural(p.machines, { one: 'one virtual machine leaves the inventory, and its files stay', other: '# virtual machines leave the inventory, and their files stay' })}.`,
  'step.folder.destroy': (p: { readonly count: number; readonly machines: number }, { plural }) =>
    `It holds ${plural(p.count, { one: 'one object', other: '# objects' })} on all levels: ${plural(p.machines, { one: 'one virtual machine is deleted with all its disks', other: '# virtual machines are deleted with all their disks' })}.`,
  'step.folder.oneByOne':
    'The server takes one after the other and stops at the first that fails: what has gone by then stays gone, the rest and the folder stay.',
  'step.host.reboot': (p: { readonly name: string }) => `Reboots ${p.name}.`,
  'step.host.shutdown': (p: { readonly name: string }) => `Shuts down ${p.name}.`,
  'step.host.enterMaintenance': (p: { readonly name: string }) =>
    `Puts ${p.name} into maintenance mode.`,
  'step.host.evacuateOff': 'Moves virtual machines that are off to other hosts of its cluster.',
  'step.host.drsMoves': (p: { readonly count: number }, { plural }) =>
    `DRS moves ${plural(p.count, { one: 'the virtual machine that runs on it', other: 'the # virtual machines that run on it' })} to other hosts of the cluster.`,
  'step.host.waitsForDrs': (p: { readonly count: number }, { plural }) =>
    `It waits for ${plural(p.count, { one: 'the virtual machine that runs on it', other: 'the # virtual machines that run on it' })}: DRS of the cluster is not fully automatic, and only recommends what somebody has to apply.`,
  'step.host.waitsForGuests': (p: { readonly count: number }, { plural }) =>
    `It waits for ${plural(p.count, { one: 'the virtual machine that runs on it', other: 'the # virtual machines that run on it' })}: nobody moves them by itself, so migrate them or power them off.`,
  'step.host.exitMaintenance': (p: { readonly name: string }) =>
    `Takes ${p.name} out of maintenance mode.`,
  'step.host.disconnect': (p: { readonly name: string }) =>
    `Disconnects ${p.name} from the server.`,
  'step.host.connect': (p: { readonly name: string }) =>
    `Connects ${p.name} to the server, with the account that the server has for it.`,
  'step.host.disable': (p: { readonly name: string }) =>
    `Disables ${p.name}: no virtual machine is started on it any more.`,
  'step.host.enable': (p: { readonly name: string }) => `Enables ${p.name}.`,
  'step.host.move': (p: { readonly count: number; readonly name: string }, { plural }) =>
    `Moves ${plural(p.count, { one: 'a virtual machine', other: '# virtual machines' })} off ${p.name}.`,
  'step.host.shutdownVm': (p: { readonly name: string }) => `Shuts down ${p.name}.`,
  'step.pool.create': (p: { readonly pool: string; readonly name: string }) =>
    `Makes the resource pool ${p.pool} in ${p.name}.`,
  'step.pool.same': (p: { readonly name: string; readonly pool: string }) =>
    `${p.name} is in ${p.pool} already.`,
  'step.pool.move': (p: { readonly name: string; readonly pool: string }) =>
    `Moves ${p.name} to the resource pool ${p.pool}.`,
  'step.pool.delete': (p: { readonly name: string }) =>
    `Deletes the resource pool ${p.name}. What is in it moves to the pool above.`,
  'step.rename.same': (p: { readonly name: string }) => `${p.name} has this name already.`,
  'step.rename': (p: { readonly name: string; readonly newName: string }) =>
    `Renames ${p.name} to ${p.newName}.`,
  'step.notes.same': (p: { readonly name: string }) => `${p.name} has these notes already.`,
  'step.notes.clear': (p: { readonly name: string }) => `Clears the notes of ${p.name}.`,
  'step.notes.set': (p: { readonly name: string }) => `Sets the notes of ${p.name}.`,
  'step.description.remove': (p: { readonly name: string }) =>
    `Removes the description of ${p.name}.`,
  'step.description.change': (p: { readonly name: string }) =>
    `Changes the description of ${p.name}.`,
  'step.tags.clear': (p: { readonly name: string }) => `Removes all tags of ${p.name}.`,
  'step.tags.set': (p: { readonly name: string; readonly tags: string }) =>
    `Gives ${p.name} the tags ${p.tags}, and no others.`,
  'step.tags.addSeveral': (p: { readonly tags: string; readonly name: string }) =>
    `Adds the tags ${p.tags} to ${p.name}.`,
  'step.tags.removeSeveral': (p: { readonly tags: string; readonly name: string }) =>
    `Removes the tags ${p.tags} from ${p.name}.`,
  'step.tags.add': (p: { readonly name: string; readonly tag: string }) =>
    `Gives ${p.name} the tag ${p.tag}.`,
  'step.tags.remove': (p: { readonly tag: string; readonly name: string }) =>
    `Takes the tag ${p.tag} from ${p.name}.`,
  'step.tags.createCategory': (p: { readonly category: string }) =>
    `Creates the category ${p.category}.`,
  'step.tags.create': (p: { readonly tag: string; readonly category: string }) =>
    `Creates the tag ${p.tag} in the category ${p.category}.`,
} as const satisfies Texts;
