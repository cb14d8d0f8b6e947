import type { Texts } from '../catalogue.ts';

export const inputPagesMessages = {
  'initial.clone': (p: { readonly name: string }) => `${p.name} clone`,
  'initial.copy': (p: { readonly name: string }) => `${p.name} copy`,
  'initial.template': (p: { readonly name: string }) => `${p.name} template`,
  'initial.snapshot': (p: { readonly name: string }) => `${p.name} snapshot`,
  'initial.disk': (p: { readonly name: string }) => `${p.name} disk`,
  'page.name': 'Name',
  'page.nameAndFolder': 'Name and folder',
  'page.place': 'Compute resource',
  'page.storage': 'Storage',
  'page.guest': 'Guest operating system',
  'page.hardware': 'Hardware',
  'page.media': 'Network and media',
  'page.file': 'File',
  'page.location': 'Place',
  'page.host': 'Host',
  'page.template': 'Template',
} as const satisfies Texts;
