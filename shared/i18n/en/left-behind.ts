import type { Texts } from '../catalogue.ts';

export const leftBehindMessages = {
  'left.attribute': (p: {
    readonly field: string;
    readonly name: string;
    readonly value: string;
  }) => `“${p.field}” of ${p.name} is “${p.value}”.`,
  'left.category': (p: { readonly category: string }) =>
    `The category ${p.category} was made, and has no tag.`,
  'left.entry': (p: { readonly key: string; readonly object: string }) =>
    `“${p.key}” of ${p.object} may be changed or missing.`,
  'left.tag': (p: { readonly tag: string; readonly object: string }) =>
    `The tag ${p.tag} of ${p.object} was changed.`,
  'left.processors': (p: { readonly vm: string }) => `The vCPUs of ${p.vm} were changed in part.`,
  'left.cd': (p: { readonly vm: string }) =>
    `The CD drive of ${p.vm} does not hold the CD that it held.`,
  'left.disk': (p: { readonly disk: string }) =>
    `The disk ${p.disk} was made, and stays on its storage.`,
  'left.diskAt': (
    p: { readonly name: string; readonly size: number; readonly storage: string },
    { bytes },
  ) =>
    `The disk ${p.name} of ${bytes(p.size)} is ${p.storage === '' ? 'on its storage' : `on ${p.storage}`}.`,
  'left.place': (p: { readonly vm: string }) => `${p.vm} has a further place for the disk.`,
  'left.detached': (p: { readonly disk: string; readonly vm: string }) =>
    `${p.disk} is detached from ${p.vm}.`,
  'left.adapter': (p: { readonly vm: string }) => `${p.vm} has a further network adapter.`,
  'left.unplugged': (p: { readonly adapter: string }) => `${p.adapter} is disconnected.`,
  'left.machine': (p: { readonly vm: string }) => `The virtual machine ${p.vm} was made in part.`,
  'left.whole': (p: { readonly vm: string }) => `The virtual machine ${p.vm} was made.`,
  'left.snapshot': (p: { readonly snapshot: string }) =>
    `The snapshot ${p.snapshot} was taken, without its description.`,
  'left.deleted': (p: { readonly vm: string }) => `${p.vm} is deleted.`,
  'left.diskOf': (p: { readonly disk: string; readonly vm: string }) =>
    `The disk ${p.disk} of ${p.vm} is on its storage.`,
  'left.disabled': (p: { readonly host: string }) => `${p.host} is disabled.`,
  'left.emptied': (p: { readonly host: string }) =>
    `The virtual machines of ${p.host} run on other hosts.`,
  'left.shutDown': (p: { readonly vm: string }) => `${p.vm} is shut down.`,
  'left.setting': (p: { readonly step: string }) => `This was done: ${p.step}`,
  'left.settingOf': (p: { readonly object: string; readonly setting: string }) =>
    `${p.object} was changed: ${p.setting}.`,
} as const satisfies Texts;
