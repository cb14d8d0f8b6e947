import type { Texts } from '../catalogue.ts';

interface Place {
  /** Where it is plugged in: `3`; may be empty. */
  readonly place: string;
}

/** Names of rows for which the server has none. */
export const rowNameMessages = {
  'row.storage': 'Storage',
  'row.networks': 'Networks',
  'row.defaultTemplates': 'Default templates',
  'row.disk': (p: Place & { readonly device: string }) => spaced('Disk', p.place, p.device),
  'row.cdDrive': (p: Place & { readonly device: string }) => spaced('CD drive', p.place, p.device),
  'row.interface': (p: Place) => spaced('Interface', p.place, ''),
} as const satisfies Texts;

function spaced(name: string, place: string, device: string): string {
  return [name, place, device === '' ? '' : `(${device})`].filter((one) => one !== '').join(' ');
}
