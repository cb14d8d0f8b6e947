import type { Translation } from '../catalogue.ts';
import type { inputPagesMessages } from '../en/input-pages.ts';

export const germanInputPages = {
  'initial.clone': (p) => `${p.name} Klon`,
  'initial.copy': (p) => `${p.name} Kopie`,
  'initial.template': (p) => `${p.name} Vorlage`,
  'initial.snapshot': (p) => `${p.name} Snapshot`,
  'initial.disk': (p) => `${p.name} Festplatte`,
  'page.name': 'Name',
  'page.nameAndFolder': 'Name und Ordner',
  'page.place': 'Computing-Ressource',
  'page.storage': 'Speicher',
  'page.guest': 'Gastbetriebssystem',
  'page.hardware': 'Hardware',
  'page.media': 'Netzwerk und Medien',
  'page.file': 'Datei',
  'page.location': 'Ort',
  'page.host': 'Host',
  'page.template': 'Vorlage',
} as const satisfies Translation<typeof inputPagesMessages>;
