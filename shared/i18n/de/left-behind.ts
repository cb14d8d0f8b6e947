import type { Translation } from '../catalogue.ts';
import type { leftBehindMessages } from '../en/left-behind.ts';

export const germanLeftBehind = {
  'left.attribute': (p) => `„${p.field}“ von ${p.name} ist „${p.value}“.`,
  'left.category': (p) => `Die Kategorie ${p.category} wurde erstellt und hat kein Tag.`,
  'left.entry': (p) => `„${p.key}“ von ${p.object} kann geändert sein oder fehlen.`,
  'left.tag': (p) => `Das Tag ${p.tag} von ${p.object} wurde geändert.`,
  'left.processors': (p) => `Die vCPUs von ${p.vm} wurden teilweise geändert.`,
  'left.cd': (p) => `Im CD-Laufwerk von ${p.vm} liegt nicht mehr die CD, die darin lag.`,
  'left.disk': (p) => `Die Festplatte ${p.disk} wurde erstellt und bleibt auf ihrem Speicher.`,
  'left.diskAt': (p, { bytes }) =>
    `Die Festplatte ${p.name} mit ${bytes(p.size)} ist ${p.storage === '' ? 'auf ihrem Speicher' : `auf ${p.storage}`}.`,
  'left.place': (p) => `${p.vm} hat einen weiteren Platz für die Festplatte.`,
  'left.detached': (p) => `${p.disk} ist von ${p.vm} abgehängt.`,
  'left.adapter': (p) => `${p.vm} hat einen weiteren Netzwerkadapter.`,
  'left.unplugged': (p) => `${p.adapter} ist getrennt.`,
  'left.machine': (p) => `Die virtuelle Maschine ${p.vm} wurde teilweise erstellt.`,
  'left.whole': (p) => `Die virtuelle Maschine ${p.vm} wurde erstellt.`,
  'left.snapshot': (p) => `Der Snapshot ${p.snapshot} wurde ohne seine Beschreibung erstellt.`,
  'left.deleted': (p) => `${p.vm} ist gelöscht.`,
  'left.diskOf': (p) => `Die Festplatte ${p.disk} von ${p.vm} ist auf ihrem Speicher.`,
  'left.disabled': (p) => `${p.host} ist deaktiviert.`,
  'left.emptied': (p) => `Die virtuellen Maschinen von ${p.host} laufen auf anderen Hosts.`,
  'left.shutDown': (p) => `${p.vm} ist heruntergefahren.`,
  'left.setting': (p) => `Dies wurde ausgeführt: ${p.step}`,
  'left.settingOf': (p) => `${p.object} wurde geändert: ${p.setting}.`,
} as const satisfies Translation<typeof leftBehindMessages>;
