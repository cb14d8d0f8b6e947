import type { Translation } from '../catalogue.ts';
import type { operationRefusalsMessages } from '../en/operation-refusals.ts';

export const germanOperationRefusals = {
  'refusal.privilege': (p) => `Ihrem Konto fehlt das Recht ${p.privilege}.`,
  'refusal.permission': (p) => `Ihrem Konto fehlt die Berechtigung ${p.permission}.`,
  'refusal.disabledMethod': (p) => `Der Server hat ${p.method} dafür zurzeit deaktiviert.`,
  'refusal.template':
    'Dies ist eine Vorlage. Konvertieren Sie sie zuerst in eine virtuelle Maschine.',
  'refusal.hostLost': 'Der Server hat die Verbindung zum Host verloren.',
  'refusal.orphaned': 'Die virtuelle Maschine ist verwaist: Kein Host hat sie mehr.',
  'refusal.filesLost': 'Die Dateien der virtuellen Maschine sind nicht erreichbar.',
  'refusal.powerOffFirst': 'Die virtuelle Maschine muss zuerst ausgeschaltet werden.',
  'refusal.suspendedPowerOff':
    'Die virtuelle Maschine ist angehalten. Schalten Sie sie zuerst aus.',
  'refusal.suspendedPowerAny':
    'Die virtuelle Maschine ist angehalten. Schalten Sie sie zuerst ein oder aus.',
  'refusal.poweredOff': 'Die virtuelle Maschine ist ausgeschaltet.',
  'refusal.suspended': 'Die virtuelle Maschine ist angehalten.',
  'refusal.paused': 'Die virtuelle Maschine ist pausiert.',
  'refusal.noPowerState': 'Der Server nennt den Betriebszustand der virtuellen Maschine nicht.',
  'refusal.already.poweredOn': 'Die virtuelle Maschine ist bereits eingeschaltet.',
  'refusal.already.poweredOff': 'Die virtuelle Maschine ist bereits ausgeschaltet.',
  'refusal.already.suspended': 'Die virtuelle Maschine ist bereits angehalten.',
  'refusal.already.paused': 'Die virtuelle Maschine ist bereits pausiert.',
  'refusal.license': 'Die Lizenz des Pools enthält es nicht.',
  'refusal.upgrading':
    'Die Hosts des Pools werden gerade aktualisiert. Warten Sie, bis alle aktualisiert sind.',
  'refusal.haProtected':
    'Die Hochverfügbarkeit schützt die virtuelle Maschine. Heben Sie den Schutz zuerst auf.',
  'refusal.sriov':
    'Ein Adapter an einem SR-IOV-Netzwerk wird mit seiner virtuellen Maschine ein- und ausgeschaltet, nicht einzeln verbunden oder getrennt.',
  'refusal.holdsHardware':
    'Die virtuelle Maschine hält Hardware ihres Hosts: ein PCI-, Grafik- oder USB-Gerät.',
  'refusal.boundToHost': 'Die virtuelle Maschine soll auf ihrem Host bleiben.',
  'refusal.mustRun': 'Die virtuelle Maschine muss laufen.',
  'refusal.mustRunOrBeOff': 'Die virtuelle Maschine muss laufen oder ausgeschaltet sein.',
  'refusal.needsVcenter':
    'Ein einzelner ESXi-Host kann dies nicht: Dafür braucht es vCenter Server.',
  'refusal.needsTools': 'VMware Tools werden im Gast nicht ausgeführt.',
  'refusal.toolsDoNotRun': 'Im Gast laufen die VM-Tools nicht, die dafür nötig sind.',
  'refusal.toolsMayLack':
    'Der Server lässt es zurzeit nicht zu: Vielleicht unterstützen es die VM-Tools des Gastes nicht.',
  'refusal.notNow': 'Der Server lässt es zurzeit nicht zu.',
  'refusal.growNotNow':
    'Der Server lässt es zurzeit nicht zu: Vielleicht verlangt der Speicher, dass die virtuelle Maschine ausgeschaltet ist.',
  'refusal.blocked': (p) =>
    `Ein Administrator hat es gesperrt${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'refusal.pendingGuidance': (p) =>
    `Zuerst muss eine Aktualisierung abgeschlossen werden: ${p.guidance}.`,
  'refusal.noSuspendStorage':
    'Sein Host sieht keinen Speicher für Arbeitsspeicher: Wählen Sie einen in den Einstellungen des Pools oder des Hosts.',
  'refusal.diskShared': (p) =>
    `Ihre Festplatte ${p.disk} kann von mehreren Maschinen geteilt werden und hat keine Snapshots.`,
  'refusal.underWay': (p) => `Ein anderer Vorgang läuft: ${p.operation}.`,
  'refusal.disksInSnapshots':
    'Die virtuelle Maschine hat Snapshots: Ihre Festplatten können erst wachsen, wenn diese gelöscht sind.',
  'refusal.hotAddCpu':
    'Die virtuelle Maschine muss zuerst ausgeschaltet werden: CPUs im Betrieb hinzuzufügen ist nicht aktiviert.',
  'refusal.hotAddMemory':
    'Die virtuelle Maschine muss zuerst ausgeschaltet werden: Arbeitsspeicher im Betrieb hinzuzufügen ist nicht aktiviert.',
  'refusal.hostMaintained': 'Der Host ist bereits im Wartungsmodus.',
  'refusal.hostNotMaintained': 'Der Host ist nicht im Wartungsmodus.',
  'refusal.hostDisconnected': 'Der Host ist bereits getrennt.',
  'refusal.hostConnected': 'Der Host ist bereits verbunden.',
  'refusal.hostSilent': 'Der Host antwortet nicht.',
  'refusal.hostDisabled': 'Der Host ist bereits deaktiviert.',
  'refusal.hostEnabled': 'Der Host ist bereits aktiviert.',
  'refusal.hostEmptied': 'Der Host ist deaktiviert, und keine virtuelle Maschine läuft auf ihm.',
  'refusal.hostAlone': 'Im Pool gibt es keinen anderen Host.',
  'refusal.adapterConnected': 'Der Adapter ist bereits verbunden.',
  'refusal.adapterDisconnected': 'Der Adapter ist bereits getrennt.',
  'refusal.noAdapters': 'Die virtuelle Maschine hat keine Netzwerkadapter.',
  'refusal.noDisks': 'Die virtuelle Maschine hat keine Festplatten.',
  'refusal.snapshotLevels': (p, { number }) =>
    `Die Snapshots sind ${number(p.most)} Ebenen tief, mehr legt kein Server an. Löschen Sie zuerst einen davon.`,
  'refusal.noSnapshots': 'Die virtuelle Maschine hat keine Snapshots.',
  'refusal.noCdDrive': 'Die virtuelle Maschine hat kein CD-Laufwerk.',
  'refusal.noCd': 'In der virtuellen Maschine liegt keine CD.',
  'refusal.noConsolidation': 'Die Festplatten müssen nicht konsolidiert werden.',
  'refusal.productTemplate': 'Diese Vorlage gehört zum Produkt.',
  'refusal.diskAttached':
    'Die Festplatte gehört zu einer virtuellen Maschine. Hängen Sie sie dort zuerst ab.',
  'refusal.noTags': 'Das Objekt hat keine Tags.',
  'refusal.acknowledged': (p) =>
    `Er ist bereits bestätigt${p.user === '' ? '' : `, von ${p.user}`}.`,
  'refusal.alreadySo': (p) => `${p.name} ist bereits so.`,
  'refusal.nothingChanges': 'Es würde nichts geändert.',
  'refusal.secureBootEfi': 'Nur Maschinen mit EFI-Firmware haben es.',
} as const satisfies Translation<typeof operationRefusalsMessages>;
