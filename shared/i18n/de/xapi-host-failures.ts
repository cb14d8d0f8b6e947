import type { Translation } from '../catalogue.ts';
import type { xapiHostFailuresMessages } from '../en/xapi-host-failures.ts';

export const germanXapiHostFailures = {
  'xapi.hostMemory':
    'Der Host hat nicht genügend freien Arbeitsspeicher. Wählen Sie einen anderen, oder beenden Sie andere Maschinen.',
  'xapi.hostCpus': (p) =>
    `Der Host hat${p.has === '' ? '' : ` ${p.has}`} CPUs, die Maschine verlangt ${p.wants === '' ? 'mehr' : p.wants}. Wählen Sie einen anderen, oder nehmen Sie vCPUs weg.`,
  'xapi.noHosts':
    'Kein Host kann sie ausführen: Es fehlt an Arbeitsspeicher, an Speicher oder einem Netzwerk, die sie braucht, oder Hosts sind deaktiviert.',
  'xapi.requiresStorage': (p) =>
    `Der Host hat den Speicher${p.storage === '' ? '' : ` ${p.storage}`} nicht, den ${p.vm} braucht. Reparieren Sie ihn dort, oder wählen Sie einen anderen Host.`,
  'xapi.requiresNetwork': (p) =>
    `Der Host ist nicht mit dem Netzwerk${p.network === '' ? '' : ` ${p.network}`} verbunden, das ${p.vm} braucht. Wählen Sie einen anderen Host.`,
  'xapi.requiresGpu': (p) => `Der Host hat keine freie GPU der Art, die ${p.vm} braucht.`,
  'xapi.requiresVgpu': (p) =>
    `Der Host hat keine freie virtuelle GPU der Art, die ${p.vm} braucht.`,
  'xapi.requiresDisk': (p) =>
    `${p.vm} braucht die Festplatte${p.disk === '' ? '' : ` ${p.disk}`}, die nicht verfügbar ist.`,
  'xapi.olderHost': (p) =>
    `${p.host === '' ? 'Der Host' : p.host} hat eine ältere Version als der, auf dem ${p.vm} läuft.`,
  'xapi.olderHostMigrate': (p) =>
    `${p.host === '' ? 'Der Host' : p.host} hat eine ältere Version als der, auf dem ${p.vm} läuft. Migrieren Sie auf einen neueren Host.`,
  'xapi.incompatible': (p) =>
    `${p.vm} kann auf ${p.host === '' ? 'dem Host' : p.host} nicht laufen${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.migrateFailed': (p) =>
    `${p.vm} blieb, wo sie war${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.immobile': (p) => `${p.vm} kann im laufenden Betrieb nicht verschoben werden.`,
  'xapi.nestedVirt': (p) =>
    `${p.vm} verwendet verschachtelte Virtualisierung und kann im laufenden Betrieb nicht angehalten oder verschoben werden.`,
  'xapi.disabledUntilReboot': (p) =>
    `${p.host === '' ? 'Der Host' : p.host} ist bis zum Neustart deaktiviert.`,
  'xapi.hostEnabled': 'Der Host ist aktiviert. Deaktivieren Sie ihn zuerst.',
  'xapi.hostOffline': (p) =>
    `${p.host === '' ? 'Der Host' : p.host} ist offline. Starten Sie ihn zuerst.`,
  'xapi.hostSilent': 'Der Host antwortet nicht. Sorgen Sie dafür, dass er läuft.',
  'xapi.cannotContact': (p) =>
    `${p.host === '' ? 'Der Host' : p.host} antwortet dem Koordinator nicht. Sorgen Sie dafür, dass er läuft, und prüfen Sie das Netzwerk dazwischen.`,
  'xapi.hostInUse': (p) =>
    `${p.host === '' ? 'Der Host' : p.host} wird von ${p.by === '' ? 'etwas anderem' : p.by} verwendet.`,
  'xapi.hostHasVms': (p) =>
    `Auf ${p.host === '' ? 'dem Host' : p.host} laufen Maschinen. Migrieren oder beenden Sie sie zuerst.`,
  'xapi.evacuating': (p) => `${p.host === '' ? 'Der Host' : p.host} wird gerade evakuiert.`,
  'xapi.haOn': 'Die Hochverfügbarkeit ist im Pool eingeschaltet. Schalten Sie sie zuerst aus.',
  'xapi.haLeavesUnprotected': (p) =>
    `Die Hochverfügbarkeit ist eingeschaltet und schützt ${p.vm} nicht: Nur Geschütztes wird verschoben. Fahren Sie es herunter, halten Sie es an oder schützen Sie es.`,
  'xapi.haStorageNotShared': (p) =>
    `Die Hochverfügbarkeit schützt es, und nicht jeder Host sieht den Speicher${p.storage === '' ? '' : ` ${p.storage}`}.`,
  'xapi.haNetworkNotShared': (p) =>
    `Die Hochverfügbarkeit schützt es, und nicht jeder Host hat das Netzwerk${p.network === '' ? '' : ` ${p.network}`}.`,
  'xapi.haArmed': (p) =>
    `Die Hochverfügbarkeit überwacht ${p.host === '' ? 'den Host' : p.host}. Deaktivieren Sie das zuerst.`,
  'xapi.haPlan':
    'Der Pool könnte nach einem Ausfall dann nicht alle geschützten Maschinen neu starten. Schützen Sie weniger, oder fügen Sie Arbeitsspeicher hinzu.',
  'xapi.haNoPlan':
    'Der Pool hat keinen Plan, nach einem Ausfall alle geschützten Maschinen neu zu starten.',
  'xapi.storageFull': 'Der Speicher ist voll.',
  'xapi.storageNotAttached': (p) =>
    `Der Speicher${p.storage === '' ? '' : ` ${p.storage}`} ist nicht an den Host angeschlossen. Reparieren Sie ihn zuerst.`,
  'xapi.storageNoHost': (p) =>
    `Der Speicher${p.storage === '' ? '' : ` ${p.storage}`} ist an keinen Host angeschlossen.`,
  'xapi.storageUnhealthy': (p) =>
    `Der Speicher${p.storage === '' ? '' : ` ${p.storage}`} ist nicht in Ordnung${p.state === '' ? '' : ` (${p.state})`}.${p.advice === '' ? '' : ` ${p.advice}`}`,
  'xapi.storageUnsupported': (p) =>
    `Die Speicherart von ${p.storage === '' ? 'diesem Speicher' : p.storage} bietet es nicht an.`,
  'xapi.storageNoRoom': (p) =>
    `Der Speicher${p.storage === '' ? '' : ` ${p.storage}`}, auf dem die Festplatte liegt, hat dafür keinen Platz.`,
  'xapi.storageNoMigration': (p) =>
    `Festplatten auf dem Speicher${p.storage === '' ? '' : ` ${p.storage}`} können nicht verschoben werden, solange sie verwendet werden.`,
  'xapi.diskInUse': (p) => `Die Festplatte${p.disk === '' ? '' : ` ${p.disk}`} wird verwendet.`,
  'xapi.diskNotAvailable': (p) =>
    `Die Festplatte${p.disk === '' ? '' : ` ${p.disk}`} ist nicht verfügbar: Ihr Speicher ist nicht angeschlossen, oder ein anderer Host hält sie.`,
  'xapi.diskReadOnly': (p) =>
    `Die Festplatte${p.disk === '' ? '' : ` ${p.disk}`} ist schreibgeschützt.`,
  'xapi.diskPhysical': 'Sie ist ein Gerät des Hosts und keine Datei, die gelöscht werden könnte.',
  'xapi.diskOfStatistics': 'Der Pool bewahrt seine Statistiken darauf auf.',
  'xapi.diskSharable':
    'Mehrere Maschinen dürfen auf sie schreiben, deshalb hat sie keine Snapshots.',
  'xapi.diskKind': (p) =>
    `Eine Festplatte dieser Art${p.kind === '' ? '' : ` (${p.kind})`} lässt sich dafür nicht verwenden.`,
  'xapi.diskEncrypted': 'Die Festplatte ist verschlüsselt und bleibt, wo sie ist.',
  'xapi.diskMissing': (p) =>
    `Auf dem Speicher${p.storage === '' ? '' : ` ${p.storage}`} fehlt eine Festplatte. Lassen Sie ihn neu einlesen.`,
  'xapi.diskTooSmall': (p) =>
    `Die Festplatte muss größer sein${p.bytes === '' ? '' : `: mindestens ${p.bytes} Byte`}.`,
  'xapi.diskTooLarge': (p) =>
    `Die Festplatte muss kleiner sein${p.bytes === '' ? '' : `: höchstens ${p.bytes} Byte`}.`,
  'xapi.diskCopyFailed': 'Die Festplatte konnte nicht kopiert werden.',
  'xapi.diskCbt': (p) =>
    `Für die Festplatte${p.disk === '' ? '' : ` ${p.disk}`} ist Changed Block Tracking eingeschaltet. Schalten Sie es zuerst aus.`,
  'xapi.diskNotManaged': (p) =>
    `Der Server kennt die Festplatte${p.disk === '' ? '' : ` ${p.disk}`} nur; er verwaltet sie nicht.`,
  'xapi.driveEmpty': 'Das Laufwerk ist leer.',
  'xapi.driveNotEmpty': 'Im Laufwerk liegt eine CD. Werfen Sie sie zuerst aus.',
  'xapi.driveNotRemovable': 'Das Laufwerk nimmt keine CDs.',
  'xapi.diskNotUnpluggable':
    'Die Festplatte kann nicht abgehängt werden, solange die Maschine läuft. Fahren Sie sie zuerst herunter.',
  'xapi.trayLocked': 'Der Gast hat das Laufwerk gesperrt. Werfen Sie die CD im Gast aus.',
  'xapi.attachedAlready': 'Es ist bereits angeschlossen.',
  'xapi.detachedAlready': 'Es ist bereits getrennt.',
  'xapi.notAttached': 'Es ist nicht angeschlossen.',
  'xapi.placeTaken': (p) =>
    `Der Platz${p.place === '' ? '' : ` ${p.place}`} ist bereits belegt. Wählen Sie einen anderen.`,
  'xapi.attachTimeout': 'Der Gast hat das Gerät nicht rechtzeitig angenommen.',
  'xapi.detachTimeout':
    'Der Gast hat das Gerät nicht rechtzeitig freigegeben. Schließen Sie im Gast, was es verwendet.',
  'xapi.detachRejected': (p) =>
    `Der Gast gibt das Gerät nicht frei${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.tooManyMigrates': (p) =>
    `Es dürfen höchstens ${p.most === '' ? 'so viele' : p.most} Festplatten gleichzeitig verschoben werden. Versuchen Sie es noch einmal, wenn andere fertig sind.`,
  'xapi.networkHasAdapters':
    'Im Netzwerk sind Netzwerkadapter von Maschinen. Verschieben Sie sie zuerst.',
  'xapi.networkHasInterfaces': 'Im Netzwerk sind Schnittstellen von Hosts.',
  'xapi.cannotPlugAdapter': 'Der Netzwerkadapter kann auf dem Host nicht verbunden werden.',
  'xapi.hostCannotAttachNetwork': (p) =>
    `${p.host === '' ? 'Der Host' : p.host} kann sich nicht mit dem Netzwerk${p.network === '' ? '' : ` ${p.network}`} verbinden.`,
  'xapi.cannotEvacuate': (p) => `Nicht alle Maschinen können ihn verlassen: ${p.reasons.join(' ')}`,
  'xapi.storageBackend': (p) =>
    `Der Speicher meldet einen Fehler${p.reason === '' ? '.' : `: ${p.reason}`}`,
} as const satisfies Translation<typeof xapiHostFailuresMessages>;
