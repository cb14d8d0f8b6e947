import type { Texts } from '../catalogue.ts';

export const errorContextsMessages = {
  'doing.operation': (p: { readonly operation: string; readonly name: string }) =>
    `${p.operation} ${p.name}`,
  'doing.operationOf': (p: { readonly operation: string; readonly name: string }) =>
    `${p.operation} of ${p.name}`,
  'doing.operationOfMany': (
    p: { readonly operation: string; readonly count: number },
    { plural },
  ) => `${p.operation} of ${plural(p.count, { one: '# object', other: '# objects' })}`,
  'doing.task': (p: { readonly task: string }) => p.task,
  'doing.taskOf': (p: { readonly task: string; readonly name: string }) => `${p.task} (${p.name})`,
  'doing.clone': (p: { readonly name: string }) => `Clone ${p.name}`,
  'doing.migrate': (p: { readonly name: string }) => `Migrate ${p.name}`,
  'doing.connect': (p: { readonly address: string }) => `Connecting to ${p.address}`,
  'doing.logIn': (p: { readonly address: string; readonly user: string }) =>
    `Logging in to ${p.address} as ${p.user}`,
  'doing.reach': (p: { readonly address: string }) => `Reaching ${p.address}`,
  'doing.history': 'Reading what happened',
  'doing.follow': (p: { readonly address: string }) => `Following the inventory of ${p.address}`,
  'doing.readInventory': (p: { readonly address: string }) =>
    `Reading the inventory of ${p.address}`,
  'doing.read': (p: { readonly path: string; readonly ref: string }) =>
    `Reading ${p.path} of ${p.ref}`,
  'doing.openConsole': (p: { readonly name: string }) => `Opening the console of ${p.name}`,
  'doing.readClass': (p: { readonly owner: string }) =>
    `Reading the objects of the class ${p.owner}`,
  'doing.readTag': (p: { readonly id: string }) => `Reading the tag ${p.id}`,
  'doing.readCategory': (p: { readonly id: string }) => `Reading the tag category ${p.id}`,
  'doing.readLibrary': (p: { readonly name: string }) => `Reading the content library ${p.name}`,
  'doing.readLibraryItems': (p: { readonly name: string }) =>
    `Reading the items of the content library ${p.name}`,
  'doing.readLibraryItem': (p: { readonly name: string }) => `Reading the library item ${p.name}`,
  'doing.readCluster': (p: { readonly name: string }) => `Reading the cluster ${p.name}`,
  'doing.readDatacenter': (p: { readonly name: string }) => `Reading the data center ${p.name}`,
  'doing.lookFor': (p: { readonly type: string }) => `Looking for objects of the type ${p.type}`,
  'doing.readDevices': 'Reading the devices',
  'doing.readAlarms': 'Reading the alarms',
  'doing.readTags': 'Reading the tags',
  'doing.readLibraries': 'Reading the content libraries',
  'doing.readTasks': 'Reading the tasks',
  'doing.reachAutomation': 'Reaching the vSphere Automation API',
  'doing.list': (p: { readonly service: string; readonly within: string }) =>
    `Listing ${p.service} of ${p.within}`,
  'doing.cancelTask': 'Cancelling the task',
  'doing.listServices': 'Listing the services',
  'doing.listOperations': (p: { readonly service: string }) =>
    `Listing the operations of ${p.service}`,
  'doing.readDefinition': (p: { readonly service: string; readonly operation: string }) =>
    `Reading the definition of ${p.service}.${p.operation}`,
  'doing.call': (p: { readonly service: string; readonly operation: string }) =>
    `Calling ${p.service}.${p.operation}`,
  'name.object': 'the object',
  'name.server': 'the server',
  'name.task': 'the task',
} as const satisfies Texts;
