import type { Translation } from '../catalogue.ts';
import type { operationErrorsMessages } from '../en/operation-errors.ts';

export const germanOperationErrors = {
  'error.failed': (p) => `${p.doing} ist fehlgeschlagen: ${p.why}`,
  'error.failedByMistake': (p) =>
    `${p.doing} ist durch einen Fehler in Moref fehlgeschlagen: ${p.why}`,
  'error.wasCancelled': (p) => `${p.doing} wurde abgebrochen.`,
  'error.notPossible': (p) => `${p.doing} ist nicht möglich: ${p.why}`,
  'error.cancelled': 'Der Vorgang wurde abgebrochen.',
  'error.about': (p) => `${p.name}: ${p.why}`,
  'error.gone': (p) => `${p.ref} ist nicht mehr auf dem Server.`,
  'error.noObject': (p) =>
    `„${p.value}“ ist kein Objekt des Servers. Wählen Sie eines aus der Liste.`,
  'error.nothingChosen': (p) => `${p.name}: Für „${p.input}“ wurde nichts gewählt.`,
  'error.noProperty': (p) => `${p.type} hat keine Eigenschaft „${p.path}“.`,
  'error.noAutomation':
    'Dies braucht die vSphere Automation API, die der Server nicht hat oder die zurzeit nicht erreichbar ist.',
  'error.lacksService': (p) =>
    `${p.doing} ist fehlgeschlagen: Dieser Server hat ${p.service}.${p.operation} nicht. Er hat eine andere Version, oder ihm fehlt die Funktion.`,
  'error.taskForgotten': (p) =>
    `Der Server kennt die Aufgabe „${p.task}“ nicht mehr. Ob sie gelungen ist, ist nicht bekannt: Sehen Sie beim Objekt nach.`,
  'error.taskLost':
    'Die Verbindung ging zwischenzeitlich verloren, und der Server kennt die Aufgabe nicht mehr: Sehen Sie beim Objekt nach, wie weit sie kam.',
  'error.alarmCleared': 'Der Alarm wurde inzwischen aufgehoben.',
  'error.noController':
    'Kein Controller der virtuellen Maschine hat Platz für eine weitere Festplatte.',
  'error.noDevice': (p) => `${p.name} hat dieses Gerät nicht mehr. Wählen Sie ein anderes.`,
  'error.noCdDrive': (p) => `${p.name} hat kein CD-Laufwerk.`,
  'error.hasCdDrive': (p) =>
    `${p.name} hat bereits ein CD-Laufwerk: Legen Sie das Image danach ein.`,
  'error.chooseFolderForCopy': (p) =>
    `${p.name}: Wählen Sie einen Ordner für die neue virtuelle Maschine.`,
  'error.chooseFolder': 'Wählen Sie einen Ordner für die virtuelle Maschine.',
  'error.choosePlace': (p) =>
    `${p.name}: Wählen Sie einen Host, einen Cluster oder einen Ressourcenpool.`,
  'error.chooseDestination': (p) =>
    `${p.name}: Wählen Sie das Ziel: einen Host, einen Datenspeicher oder beides.`,
  'error.createPlace':
    'Neue virtuelle Maschine: Wählen Sie einen Host, einen Cluster oder einen Pool.',
  'error.createDatastore': 'Neue virtuelle Maschine: Wählen Sie einen Datenspeicher.',
  'error.createFolder': 'Neue virtuelle Maschine: Wählen Sie einen Ordner.',
  'error.noHostSees': (p) =>
    `Kein Host von ${p.place}, der in Betrieb ist, hat ${p.storage}. Wählen Sie einen anderen Datenspeicher oder einen anderen Ort.`,
  'error.hostSeesNot': (p) =>
    `${p.place} hat ${p.storage} nicht. Wählen Sie einen anderen Datenspeicher oder einen anderen Host.`,
  'error.firmware': (p) =>
    `${p.guest} startet nicht mit ${p.firmware}. Wählen Sie eine andere Firmware.`,
  'error.secureBoot': (p) =>
    `Sicheres Starten braucht EFI und einen Gast, der es unterstützt: Für ${p.guest} ist das so nicht gegeben.`,
  'error.folderBeyond': (p) =>
    `Der Ordner ${p.folder} liegt im Datencenter ${p.folderCenter}, ${p.place} aber in ${p.placeCenter}. Wählen Sie einen Ordner von ${p.placeCenter}.`,
  'error.noPlace': (p) =>
    `Auf ${p.place} kann keine virtuelle Maschine abgelegt werden. Wählen Sie einen Host, einen Cluster oder einen Ressourcenpool.`,
  'error.noImageFile': (p) =>
    `„${p.path}“ ist keine Datei auf einem Datenspeicher. Wählen Sie eine, oder schreiben Sie sie als [Datenspeicher] Ordner/Name.iso.`,
  'error.noVmFile': (p) =>
    `„${p.path}“ ist keine Datei auf einem Datenspeicher. Wählen Sie eine, oder schreiben Sie sie als [Datenspeicher] Ordner/Name.vmx.`,
  'error.diskShrinks': (p, { bytes }) =>
    `${p.disk} von ${p.name} hat ${bytes(p.size)}: Eine Festplatte kann nur wachsen. Geben Sie eine größere Größe an.`,
  'error.diskStays': (p) => `${p.disk} von ${p.name} kann nicht wachsen. ${p.why}`,
  'error.diskOfOther': (p) =>
    `${p.other} hat die Festplatte ${p.file} auch und würde sie verlieren. Trennen Sie sie zuerst von ${p.name} oder von ${p.other}.`,
  'error.memoryIndependent': (p) =>
    `${p.disk} von ${p.name} ist von Snapshots unabhängig; der Arbeitsspeicher kann nicht mit ihnen festgehalten werden. Erstellen Sie den Snapshot ohne Arbeitsspeicher, oder schalten Sie die virtuelle Maschine aus.`,
  'error.hostMaintained': (p) =>
    `${p.name} ist auf ${p.host}; der Host ist im Wartungsmodus, und niemand verschiebt sie von selbst. Migrieren Sie sie zuerst, oder beenden Sie die Wartung.`,
  'error.poolBeyond': (p) =>
    `${p.pool} gehört zu ${p.cluster}, worin ${p.name} nicht ist. Wählen Sie einen Pool des eigenen Clusters, oder migrieren Sie.`,
  'error.poolInside': (p) =>
    `${p.pool} ist ${p.name} selbst oder steht darunter. Wählen Sie einen anderen Pool.`,
  'error.storageUnseen': (p) =>
    `${p.name} läuft und kann nichts bekommen, was auf ${p.storage} ist. ${p.why}`,
  'error.diskInSnapshot': (p) =>
    `${p.disk} von ${p.name} ist in einem Snapshot und kann nicht als Ganzes getrennt werden. Löschen Sie zuerst den Snapshot.`,
  'error.diskSmaller': (p, { bytes }) =>
    `${p.disk} hat ${bytes(p.size)} und kann nicht verkleinert werden.`,
  'error.noFreeDevice': (p) =>
    `${p.name} hat so viele Geräte dieser Art, wie möglich sind. Entfernen Sie zuerst eines.`,
  'error.diskGone': (p) => `${p.name}: Die Festplatte ist nicht mehr da.`,
  'error.diskShared': (p, { list }) =>
    `${p.disk} gehört auch zu ${list(p.others)}: Sie kann hier nicht gelöscht werden. Trennen Sie sie, oder trennen Sie sie zuerst dort.`,
  'error.folderFull': (p, { plural }) =>
    `${p.name} ist nicht leer: Der Ordner enthält ${plural(p.count, { one: 'ein Objekt', other: '# Objekte' })}. Verschieben Sie den Inhalt zuerst, oder wählen Sie, was damit geschehen soll.`,
  'error.folderRuns': (p, { list, plural }) =>
    `${p.name} kann nicht gelöscht werden: ${plural(p.count, { one: 'Eine virtuelle Maschine darin ist', other: '# virtuelle Maschinen darin sind' })} nicht ausgeschaltet: ${list(p.machines)}${p.more === 0 ? '' : plural(p.more, { one: ' und eine weitere', other: ' und # weitere' })}. Schalten Sie sie zuerst aus; es wurde nichts geändert.`,
  'error.evacuateNoDrs': (p) =>
    `${p.name}: Ausgeschaltete Maschinen verschiebt DRS, das im Cluster aus ist: Der Host würde ewig warten. Verschieben Sie sie von Hand oder fahren Sie ohne fort.`,
  'error.coresDoNotDivide': (p, { number }) =>
    `${p.name}: ${number(p.cpus)} vCPUs lassen sich nicht auf Sockel mit ${number(p.cores)} Kernen aufteilen.`,
  'error.memoryMultiple': (p, { number }) =>
    `${p.name}: Der Arbeitsspeicher muss ein Vielfaches von 4 MiB sein; ${number(p.memory)} MiB ist keines.`,
  'error.memoryIncrement': (p, { number }) =>
    `${p.name}: Im Betrieb muss der Arbeitsspeicher ein Vielfaches von ${number(p.increment)} MiB werden, was ${number(p.memory)} MiB nicht ist. Geben Sie ${number(p.less)} oder ${number(p.more)} MiB an.`,
  'error.memoryBeyondLimit': (p, { number }) =>
    `${p.name}: Im Betrieb sind höchstens ${number(p.limit)} MiB möglich. Für ${number(p.memory)} MiB muss sie zuerst ausgeschaltet werden.`,
  'error.coresRunning': (p, { number }) =>
    `${p.name} läuft: Ihre ${number(p.cores)} Kerne pro Sockel lassen sich nur ausgeschaltet ändern. Die Anzahl der vCPUs lässt sich auch so ändern.`,
  'error.poolNeedsDrs': (p) =>
    `${p.cluster} hat kein DRS: Der Server legt Ressourcenpools nur in einem Cluster mit DRS an, oder auf einem Host außerhalb von Clustern.`,
  'error.memoryReserved': (p, { number }) =>
    `Für ${p.name} sind ${number(p.reserved)} MiB Arbeitsspeicher reserviert, weniger kann die VM nicht haben: ${number(p.memory)} MiB. Verringern Sie zuerst die Reservierung.`,
  'error.hostNotMaintained': (p) =>
    `${p.name} ist nicht im Wartungsmodus. Versetzen Sie den Host zuerst hinein, oder wählen Sie, ohne ihn fortzufahren.`,
  'error.switchUnreadable': (p) =>
    `Der Switch von ${p.network} kann nicht gelesen werden. Wählen Sie ein anderes Netzwerk.`,
  'error.snapshotGone': (p) => `${p.name} hat keinen Snapshot „${p.snapshot}“ mehr.`,
  'error.noManagementNetwork': (p) =>
    `${p.host} hat kein Verwaltungsnetzwerk, das hier bekannt ist.`,
  'error.noDefaultStorage': (p) =>
    `${p.name}: Wählen Sie einen Speicher für die Festplatten. Der Pool hat keinen Standardspeicher.`,
  'error.hostGuests': (p, { number }) =>
    `${p.host}: Es wurde nichts getan, denn seine virtuellen Maschinen können ihn nicht alle verlassen. ${p.reasons.join(' ')}${p.more === 0 ? '' : ` Und ${number(p.more)} weitere.`}`,
  'error.noDate': (p) =>
    `${p.field} muss ein Datum sein, etwa 2026-08-01 oder 2026-08-01 12:00: „${p.value}“ ist keines.`,
  'error.tagsUnknown':
    'Die Tags des Servers sind noch nicht bekannt. Versuchen Sie es gleich noch einmal.',
  'error.tagGone': 'Der Server hat dieses Tag nicht mehr. Wählen Sie ein anderes.',
  'error.tagLeft': (p) => `${p.name} blieb, wie es ist: ${p.reason}`,
  'error.mapEntry': 'Ein Eintrag einer Zuordnung braucht einen Schlüssel und einen Wert.',
  'error.mapKeyTwice': (p) => `Den Schlüssel „${p.key}“ gibt es doppelt.`,
  'error.settingGone': (p) =>
    `${p.name} hat eine solche Einstellung nicht mehr: Jemand hat es inzwischen geändert. Nichts wurde gesendet.`,
  'error.settingChanged': (p) =>
    `${p.setting} von ${p.name} wurde inzwischen von jemand anderem geändert. Nichts wurde gesendet: Sehen Sie nach, wie es jetzt ist, und wenden Sie die Änderung erneut an.`,
} as const satisfies Translation<typeof operationErrorsMessages>;
