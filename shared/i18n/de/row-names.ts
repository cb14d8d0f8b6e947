import type { Translation } from '../catalogue.ts';
import type { rowNameMessages } from '../en/row-names.ts';

export const germanRowNames = {
  'row.storage': 'Speicher',
  'row.networks': 'Netzwerke',
  'row.defaultTemplates': 'Standardvorlagen',
  'row.disk': (p) => spaced('Festplatte', p.place, p.device),
  'row.cdDrive': (p) => spaced('CD-Laufwerk', p.place, p.device),
  'row.interface': (p) => spaced('Netzwerkadapter', p.place, ''),
} as const satisfies Translation<typeof rowNameMessages>;

function spaced(name: string, place: string, device: string): string {
  return [name, place, device === '' ? '' : `(${device})`].filter((one) => one !== '').join(' ');
}
