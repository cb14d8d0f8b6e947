import type { Translation } from '../catalogue.ts';
import type { operationConfirmationsMessages } from '../en/operation-confirmations.ts';

export const germanOperationConfirmations = {
  'confirm.adapter.disconnect': (p) => `Einen Netzwerkadapter von ${p.name} trennen?`,
  'confirm.adapter.disconnectThis': (p) => `${p.adapter} trennen?`,
  'confirm.adapter.remove': (p) => `Einen Netzwerkadapter von ${p.name} entfernen?`,
  'confirm.adapter.removeThis': (p) => `${p.adapter} entfernen?`,
  'confirm.disk.detach': (p) => `Eine Festplatte von ${p.name} abhängen?`,
  'confirm.disk.remove': (p) => `Eine Festplatte von ${p.name} löschen?`,
  'confirm.disk.removeFromVm': (p) => `Eine Festplatte von ${p.name} entfernen?`,
  'confirm.disk.delete': (p) => `Die Festplatte ${p.name} löschen?`,
  'confirm.folder.delete': (p) => `Den Ordner ${p.name} löschen?`,
  'confirm.folder.deleteChosen': 'Den Ordner löschen?',
  'confirm.host.reboot': (p) => `${p.name} neu starten?`,
  'confirm.host.shutdown': (p) => `${p.name} herunterfahren?`,
  'confirm.host.enterMaintenance': (p) => `${p.name} in den Wartungsmodus versetzen?`,
  'confirm.host.disconnect': (p) => `${p.name} trennen?`,
  'confirm.host.disable': (p) => `${p.name} deaktivieren?`,
  'confirm.host.evacuate': (p) => `Alle virtuellen Maschinen von ${p.name} wegverschieben?`,
  'confirm.vm.toTemplate': (p) => `${p.name} in eine Vorlage konvertieren?`,
  'confirm.vm.unregister': (p) => `${p.name} aus der Bestandsliste entfernen?`,
  'confirm.vm.delete': (p) => `${p.name} mit allen Festplatten und Snapshots löschen?`,
  'confirm.vm.deleteAlone': (p) => `${p.name} löschen?`,
  'confirm.pool.delete': (p) => `Den Ressourcenpool ${p.name} löschen?`,
  'confirm.power.off': (p) => `${p.name} ausschalten?`,
  'confirm.power.suspend': (p) => `${p.name} anhalten?`,
  'confirm.power.pause': (p) => `${p.name} pausieren?`,
  'confirm.power.reset': (p) => `${p.name} zurücksetzen?`,
  'confirm.guest.shutdown': (p) => `Das Gastbetriebssystem von ${p.name} herunterfahren?`,
  'confirm.guest.reboot': (p) => `Das Gastbetriebssystem von ${p.name} neu starten?`,
  'confirm.snapshot.revertTo': (p) => `${p.name} zurücksetzen?`,
  'confirm.snapshot.revertThis': (p) => `Die virtuelle Maschine auf ${p.name} zurücksetzen?`,
  'confirm.snapshot.revertLatest': (p) =>
    `${p.name} auf ${p.snapshot === '' ? 'den neuesten Snapshot' : `„${p.snapshot}“`} zurücksetzen?`,
  'confirm.snapshot.delete': (p) => `Einen Snapshot von ${p.name} löschen?`,
  'confirm.snapshot.deleteThis': (p) => `Den Snapshot ${p.name} löschen?`,
  'confirm.snapshot.deleteAll': (p, { plural }) =>
    `${plural(p.count, { one: 'Den einzigen Snapshot', other: 'Alle # Snapshots' })} von ${p.name} löschen?`,
  'confirm.customFields.remove': (p) => `Ein benutzerdefiniertes Feld von ${p.name} entfernen?`,
  'risk.adapter.disconnect': 'Sein Datenverkehr endet sofort.',
  'risk.adapter.disconnectOfVm': 'Der Gast verliert diese Verbindung sofort.',
  'risk.adapter.remove': 'Seine Adresse geht mit verloren.',
  'risk.adapter.removeOfVm': 'Der Gast verliert ihn sofort.',
  'risk.disk.fileStays': 'Der Gast verliert sie sofort; ihre Datei bleibt auf dem Datenspeicher.',
  'risk.disk.stays':
    'Der Gast verliert sie sofort; die Festplatte selbst bleibt auf ihrem Speicher.',
  'risk.diskData': 'Alle Daten darauf gehen verloren.',
  'risk.disk.ifDeleted':
    'Das Gastsystem verliert sie sofort. Wird sie gelöscht, sind alle Daten darauf verloren.',
  'risk.folder.contents': 'Sein Inhalt bleibt, im übergeordneten Ordner.',
  'risk.host.maintained': 'Der Host ist im Wartungsmodus.',
  'risk.host.busy':
    'Der Host ist nicht im Wartungsmodus: Auf ihm können virtuelle Maschinen laufen.',
  'risk.host.emptied': 'Der Host wird zuerst deaktiviert und evakuiert.',
  'risk.host.enterMaintenance':
    'Seine laufenden virtuellen Maschinen müssen ihn verlassen: In einem Cluster mit DRS werden sie verschoben.',
  'risk.host.disconnect':
    'Seine virtuellen Maschinen laufen weiter, können aber erst wieder verwaltet werden, wenn er verbunden ist.',
  'risk.host.disable': 'Auf ihm wird keine virtuelle Maschine mehr gestartet.',
  'risk.host.evacuate': 'Der Host wird zuerst deaktiviert, damit keine zurückkommt.',
  'risk.vm.toTemplate': 'Eine Vorlage kann nicht eingeschaltet werden.',
  'risk.vm.unregister':
    'Die Dateien bleiben auf dem Datenspeicher und können wieder registriert werden.',
  'risk.irreversible': 'Dies kann nicht rückgängig gemacht werden.',
  'risk.pool.delete': 'Sein Inhalt kommt in den übergeordneten Pool.',
  'risk.power.off':
    'Der Gast wird nicht heruntergefahren: Was er nicht auf die Festplatte geschrieben hat, geht verloren.',
  'risk.power.untilOn': 'Sie antwortet nicht mehr, bis sie wieder eingeschaltet wird.',
  'risk.power.untilResumed': 'Sie antwortet nicht mehr, bis sie fortgesetzt wird.',
  'risk.power.pause': 'Sie behält ihren Arbeitsspeicher und antwortet nicht mehr.',
  'risk.power.reset':
    'Der Gast startet ohne Herunterfahren neu: Was er nicht auf die Festplatte geschrieben hat, geht verloren.',
  'risk.snapshot.state': 'Was sich seit dem Snapshot darin geändert hat, geht verloren.',
  'risk.snapshot.disks':
    'Was sich seit dem Snapshot auf ihren Festplatten geändert hat, geht verloren.',
  'risk.snapshot.disksSince': 'Was sich seitdem auf ihren Festplatten geändert hat, geht verloren.',
  'risk.snapshot.stateSince': 'Was sich seitdem darin geändert hat, geht verloren.',
  'risk.snapshot.delete': 'Danach führt kein Weg dorthin zurück.',
  'risk.snapshot.deleteAll': 'Danach führt kein Weg dorthin zurück.',
  'risk.customFields.remove': 'Seine Werte werden von allen Objekten entfernt.',
} as const satisfies Translation<typeof operationConfirmationsMessages>;
