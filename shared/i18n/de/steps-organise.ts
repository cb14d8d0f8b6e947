import type { Translation } from '../catalogue.ts';
import type { stepsOrganiseMessages } from '../en/steps-organise.ts';

export const germanStepsOrganise = {
  'step.alert.acknowledge': (p) =>
    `Bestätigt den Alarm „${p.alarm}“ von ${p.object} für alle. Er bleibt aufgeführt, bis er aufgehoben ist; bis dahin laufen seine Aktionen nicht erneut.`,
  'step.alert.dismiss': (p) => `Nimmt die Meldung ${p.name} für alle aus dem Pool.`,
  'step.attributes.clear': (p) => `Leert „${p.field}“ von ${p.name}.`,
  'step.attributes.set': (p) => `Setzt „${p.field}“ von ${p.name} auf „${p.value}“.`,
  'step.attributes.same': (p) => `${p.name} hat diese Werte bereits.`,
  'step.attributes.exists': (p) => `Es gibt bereits ein benutzerdefiniertes Attribut „${p.name}“.`,
  'step.attributes.define.all': (p) =>
    `Definiert das benutzerdefinierte Attribut „${p.name}“ für Objekte aller Typen.`,
  'step.attributes.define.Datacenter': (p) =>
    `Definiert das benutzerdefinierte Attribut „${p.name}“ für Datencenter.`,
  'step.attributes.define.VirtualMachine': (p) =>
    `Definiert das benutzerdefinierte Attribut „${p.name}“ für virtuelle Maschinen.`,
  'step.attributes.define.HostSystem': (p) =>
    `Definiert das benutzerdefinierte Attribut „${p.name}“ für Hosts.`,
  'step.attributes.define.ClusterComputeResource': (p) =>
    `Definiert das benutzerdefinierte Attribut „${p.name}“ für Cluster.`,
  'step.attributes.define.type': (p) =>
    `Definiert das benutzerdefinierte Attribut „${p.name}“ für ${p.type}.`,
  'step.customFields.clear': (p) => `Entfernt ${p.field} von ${p.name}.`,
  'step.customFields.set': (p) => `Setzt ${p.field} von ${p.name} auf „${p.value}“.`,
  'step.customFields.define': (p) =>
    `Fügt den Objekten von ${p.name} das benutzerdefinierte Feld ${p.field} hinzu.`,
  'step.customFields.remove': (p) =>
    `Entfernt das benutzerdefinierte Feld ${p.field} aus ${p.name}.`,
  'step.customFields.removeValues': (p, { plural }) =>
    `Entfernt seinen Wert von ${plural(p.count, { one: 'einem Objekt', other: '# Objekten' })}.`,
  'step.folder.create': (p) => `Erstellt den Ordner ${p.folder} in ${p.parent}.`,
  'step.folder.createPath': (p) => `Erstellt den Ordner ${p.folder}.`,
  'step.folder.same': (p) => `${p.name} ist bereits in ${p.folder}.`,
  'step.folder.move': (p) => `Verschiebt ${p.name} in den Ordner ${p.folder}.`,
  'step.folder.leave': (p) => `Nimmt ${p.name} aus dem Ordner heraus.`,
  'step.folder.delete': (p) => `Löscht den Ordner ${p.name}.`,
  'step.folder.rename': (p, { plural }) =>
    `Benennt den Ordner ${p.from} in ${p.to} um, mit ${plural(p.count, { one: '# Objekt', other: '# Objekten' })} darin.`,
  'step.folder.moveUp': (p, { plural }) =>
    `Verschiebt ${plural(p.count, { one: '# Objekt', other: '# Objekte' })} in den übergeordneten Ordner.`,
  'step.folder.empty': 'Er ist leer.',
  'step.folder.unregister': (p, { plural }) =>
    `Er enthält auf allen Ebenen ${plural(p.count, { one: 'ein Objekt', other: '# Objekte' })}: ${plural(p.machines, { one: 'Eine virtuelle Maschine verlässt die Bestandsliste, ihre Dateien bleiben', other: '# virtuelle Maschinen verlassen die Bestandsliste, ihre Dateien bleiben' })}.`,
  'step.folder.destroy': (p, { plural }) =>
    `Er enthält auf allen Ebenen ${plural(p.count, { one: 'ein Objekt', other: '# Objekte' })}: ${plural(p.machines, { one: 'Eine virtuelle Maschine wird mit allen Festplatten gelöscht', other: '# virtuelle Maschinen werden mit allen Festplatten gelöscht' })}.`,
  'step.folder.oneByOne':
    'Der Server nimmt eines nach dem anderen und hält beim ersten Fehler an: Was bis dahin weg ist, bleibt weg, der Rest und der Ordner bleiben.',
  'step.host.reboot': (p) => `Startet ${p.name} neu.`,
  'step.host.shutdown': (p) => `Fährt ${p.name} herunter.`,
  'step.host.enterMaintenance': (p) => `Versetzt ${p.name} in den Wartungsmodus.`,
  'step.host.evacuateOff':
    'Verschiebt ausgeschaltete virtuelle Maschinen auf andere Hosts des Clusters.',
  'step.host.drsMoves': (p, { plural }) =>
    `DRS verschiebt ${plural(p.count, { one: 'die virtuelle Maschine, die darauf läuft,', other: 'die # virtuellen Maschinen, die darauf laufen,' })} auf andere Hosts des Clusters.`,
  'step.host.waitsForDrs': (p, { plural }) =>
    `Er wartet auf ${plural(p.count, { one: 'die virtuelle Maschine, die darauf läuft', other: 'die # virtuellen Maschinen, die darauf laufen' })}: DRS des Clusters ist nicht vollautomatisch und empfiehlt nur, was jemand anwenden muss.`,
  'step.host.waitsForGuests': (p, { plural }) =>
    `Er wartet auf ${plural(p.count, { one: 'die virtuelle Maschine, die darauf läuft', other: 'die # virtuellen Maschinen, die darauf laufen' })}: Von selbst verschiebt sie niemand, migrieren Sie sie oder schalten Sie sie aus.`,
  'step.host.exitMaintenance': (p) => `Beendet den Wartungsmodus von ${p.name}.`,
  'step.host.disconnect': (p) => `Trennt ${p.name} vom Server.`,
  'step.host.connect': (p) =>
    `Verbindet ${p.name} mit dem Server, mit dem Konto, das der Server dafür hat.`,
  'step.host.disable': (p) =>
    `Deaktiviert ${p.name}: Auf ihm wird keine virtuelle Maschine mehr gestartet.`,
  'step.host.enable': (p) => `Aktiviert ${p.name}.`,
  'step.host.move': (p, { plural }) =>
    `Verschiebt ${plural(p.count, { one: 'eine virtuelle Maschine', other: '# virtuelle Maschinen' })} von ${p.name} weg.`,
  'step.host.shutdownVm': (p) => `Fährt ${p.name} herunter.`,
  'step.pool.create': (p) => `Erstellt den Ressourcenpool ${p.pool} in ${p.name}.`,
  'step.pool.same': (p) => `${p.name} ist bereits in ${p.pool}.`,
  'step.pool.move': (p) => `Verschiebt ${p.name} in den Ressourcenpool ${p.pool}.`,
  'step.pool.delete': (p) =>
    `Löscht den Ressourcenpool ${p.name}. Sein Inhalt kommt in den übergeordneten Pool.`,
  'step.rename.same': (p) => `${p.name} heißt bereits so.`,
  'step.rename': (p) => `Benennt ${p.name} in ${p.newName} um.`,
  'step.notes.same': (p) => `${p.name} hat diese Anmerkungen bereits.`,
  'step.notes.clear': (p) => `Leert die Anmerkungen von ${p.name}.`,
  'step.notes.set': (p) => `Setzt die Anmerkungen von ${p.name}.`,
  'step.description.remove': (p) => `Entfernt die Beschreibung von ${p.name}.`,
  'step.description.change': (p) => `Ändert die Beschreibung von ${p.name}.`,
  'step.tags.clear': (p) => `Entfernt alle Tags von ${p.name}.`,
  'step.tags.set': (p) => `Gibt ${p.name} die Tags ${p.tags} und keine anderen.`,
  'step.tags.addSeveral': (p) => `Fügt ${p.name} die Tags ${p.tags} hinzu.`,
  'step.tags.removeSeveral': (p) => `Entfernt die Tags ${p.tags} von ${p.name}.`,
  'step.tags.add': (p) => `Gibt ${p.name} das Tag ${p.tag}.`,
  'step.tags.remove': (p) => `Nimmt ${p.name} das Tag ${p.tag}.`,
  'step.tags.createCategory': (p) => `Erstellt die Kategorie ${p.category}.`,
  'step.tags.create': (p) => `Erstellt das Tag ${p.tag} in der Kategorie ${p.category}.`,
} as const satisfies Translation<typeof stepsOrganiseMessages>;
