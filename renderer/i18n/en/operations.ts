import { formatNumber } from '../format.ts';
import { plural } from '../plural.ts';

export const operationMessages = {
  'group.power': 'Power',
  'group.guest': 'Guest',
  'group.edit': 'Edit settings',
  'group.snapshot': 'Snapshots',
  'group.disk': 'Disks and CD',
  'group.network': 'Network',
  'group.create': 'New and clone',
  'group.manage': 'Manage',
  'group.organise': 'Organise',
  'group.delete': 'Delete',
  'group.copy': 'Copy',
  'group.connection': 'Connection',
  'group.profile': 'Server',
  'group.app': 'Moref',
  'operation.refused': (p: { readonly operation: string; readonly reason: string }) =>
    `${p.operation}: ${p.reason}`,
  'bulk.oneServer': 'It asks for something that one server has: select objects of one server only.',
  'bulk.allDone': 'All of them are so already.',
  'bulk.noneApplies': 'It applies to none of them now.',
  'bulk.of': (p: { readonly count: number; readonly total: number }) =>
    `${formatNumber(p.count)} of ${formatNumber(p.total)}`,
  'bulk.tooMany': (p: { readonly count: number; readonly limit: number }) =>
    `${formatNumber(p.count)} objects are selected; ${formatNumber(p.limit)} can be acted on at once.`,
  'selection.title': (p: { readonly count: number }) =>
    plural(p.count, { one: '# object selected', other: '# objects selected' }),
  'selection.servers': (p: { readonly count: number }) =>
    plural(p.count, { one: '# server selected', other: '# servers selected' }),
  'selection.andServers': (p: { readonly count: number }) =>
    plural(p.count, {
      one: '# server is selected, too, and is left alone by the actions on objects.',
      other: '# servers are selected, too, and are left alone by the actions on objects.',
    }),
  'selection.kinds': 'What is selected',
  'selection.where': 'Servers',
  'selection.common': 'In common',
  'selection.clear': 'Clear the selection',
  'selection.list': 'Selected objects',
  'selection.in': 'In',
  'palette.open': 'Find actions and objects',
  'palette.label': 'Actions, objects, servers',
  'palette.placeholder': 'Type the name of an action, an object or a server',
  'palette.results': 'Results',
  'palette.actions': 'Actions',
  'palette.on': (p: { readonly name: string }) => `Actions on ${p.name}`,
  'palette.servers': 'Servers',
  'palette.objects': 'Objects',
  'palette.none': (p: { readonly text: string }) => `Nothing is called “${p.text}”.`,
  'palette.more': (p: { readonly count: number }) =>
    `${formatNumber(p.count)} more objects: type more of the name.`,
  'app.back': 'Back to the object before',
  'app.forward': 'Forward to the next object',
} as const;
