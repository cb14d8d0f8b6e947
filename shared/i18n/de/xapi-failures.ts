import type { Translation } from '../catalogue.ts';
import type { xapiFailuresMessages } from '../en/xapi-failures.ts';

export const germanXapiFailures = {
  'xapi.toolsNeeded': (p) =>
    `Der Gast von ${p.vm} unterstützt es nicht: Installieren Sie die VM-Tools, und sorgen Sie dafür, dass sie laufen.`,
  'xapi.license': (p) =>
    `Die Lizenz des Servers enthält es nicht${p.feature === '' ? '' : ` (${p.feature})`}.`,
  'xapi.hostDisabled': (p) =>
    `${p.host === '' ? 'Der Host' : p.host} ist deaktiviert. Aktivieren Sie ihn, oder wählen Sie einen anderen Host.`,
  'xapi.gone': (p) => `${p.name} ist nicht mehr auf dem Server.`,
  'xapi.neededGone': (p) => `${p.name} wird dafür benötigt und ist nicht mehr auf dem Server.`,
  'xapi.notOffered': 'Diese Version des Servers bietet es nicht an.',
  'xapi.quiesce': (p) =>
    `Der Gast von ${p.vm} konnte seine Festplatten nicht stilllegen. Prüfen Sie seine VSS-Writer, oder erstellen Sie einen Snapshot ohne Stilllegung.`,
  'xapi.boundByPci': (p) => `${p.vm} hat ein PCI-Gerät, das sie an ihren Host bindet.`,
  'xapi.boundByVgpu': (p) => `${p.vm} hat eine virtuelle GPU, die sie an ihren Host bindet.`,
  'xapi.boundBySriov': (p) =>
    `${p.vm} hat einen SR-IOV-Netzwerkadapter, der sie an ihren Host bindet.`,
  'xapi.boundByUsb': (p) => `${p.vm} hat ein USB-Gerät, das sie an ihren Host bindet.`,
  'xapi.silent.shutdown': (p) =>
    `Der Gast von ${p.vm} ist nicht rechtzeitig heruntergefahren. Sehen Sie auf seiner Konsole nach, oder erzwingen Sie es.`,
  'xapi.silent.shutdownBegin': (p) =>
    `Der Gast von ${p.vm} hat nicht rechtzeitig begonnen herunterzufahren. Sehen Sie auf seiner Konsole nach, oder erzwingen Sie es.`,
  'xapi.silent.suspend': (p) =>
    `Der Gast von ${p.vm} wurde nicht rechtzeitig angehalten. Sehen Sie auf seiner Konsole nach, oder erzwingen Sie es.`,
  'xapi.silent.suspendBegin': (p) =>
    `Der Gast von ${p.vm} hat nicht rechtzeitig begonnen anzuhalten. Sehen Sie auf seiner Konsole nach, oder erzwingen Sie es.`,
  'xapi.login':
    'Der Server akzeptiert diesen Benutzernamen mit diesem Kennwort nicht. Prüfen Sie beides.',
  'xapi.noRole': 'Das Konto darf diesen Server nicht verwenden: Es hat keine Rolle im Pool.',
  'xapi.sessionEnded': 'Die Sitzung ist beendet. Moref meldet sich neu an.',
  'xapi.booting': 'Der Server startet noch. Versuchen Sie es in einer Minute noch einmal.',
  'xapi.poolMember': (p) =>
    `Der Host ist Mitglied eines Pools. Verwenden Sie stattdessen dessen Koordinator${p.address === '' ? '' : ` ${p.address}`}.`,
  'xapi.permission': (p) =>
    `Dem Konto fehlt die Berechtigung${p.permission === '' ? '' : ` ${p.permission}`}. Lassen Sie sich eine Rolle geben, die sie hat, oder verwenden Sie ein anderes Konto.`,
  'xapi.denied': (p) => `Das Konto darf dies mit ${p.name} nicht tun.`,
  'xapi.rootOnly': 'Nur das root-Konto des Servers darf dies.',
  'xapi.licenseExpired': 'Die Lizenz des Servers ist abgelaufen.',
  'xapi.otherOperation': (p) =>
    `Ein anderer Vorgang läuft mit ${p.name}${p.operation === '' ? '' : ` (${p.operation})`}. Warten Sie, bis er beendet ist, und versuchen Sie es noch einmal.`,
  'xapi.notAllowed': (p) =>
    `Der Server lässt es für ${p.name} zurzeit nicht zu${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.blocked': (p) =>
    `Ein Administrator hat es für ${p.name} gesperrt${p.reason === '' ? '' : ` (${p.reason})`}.`,
  'xapi.invalidValue': (p) =>
    `Der Wert „${p.value}“ ist${p.field === '' ? '' : ` für ${p.field}`} nicht möglich${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.duplicateKey': (p) =>
    `${p.name} hat bereits einen Wert${p.key === '' ? '' : ` für ${p.key}`}.`,
  'xapi.cancelled': 'Der Vorgang wurde abgebrochen.',
  'xapi.internal': (p) =>
    `Der Server hat einen Fehler gemacht${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.tooManyTasks':
    'Auf dem Server warten zu viele Aufgaben. Versuchen Sie es gleich noch einmal.',
  'xapi.tooBusy': 'Der Server ist überlastet. Versuchen Sie es gleich noch einmal.',
  'xapi.upgrading':
    'Der Pool wird aktualisiert. Schließen Sie zuerst die Aktualisierung aller Hosts ab.',
  'xapi.badPowerState': (p) =>
    p.vm === '' || p.state === '' || p.wanted === ''
      ? `Der Betriebszustand von ${p.vm} lässt es nicht zu.`
      : `${p.vm} ist ${p.state} und muss dafür ${p.wanted} sein.`,
  'xapi.state.halted': 'ausgeschaltet',
  'xapi.state.running': 'eingeschaltet',
  'xapi.state.suspended': 'angehalten',
  'xapi.state.paused': 'pausiert',
  'xapi.template': (p) => `${p.vm} ist eine Vorlage.`,
  'xapi.snapshot': (p) => `${p.vm} ist ein Snapshot.`,
  'xapi.protected': (p) =>
    `Die Hochverfügbarkeit schützt ${p.vm}. Heben Sie den Schutz zuerst auf.`,
  'xapi.productTemplate': (p) =>
    `${p.vm} ist eine Vorlage des Produkts und kann nicht gelöscht werden.`,
  'xapi.toolsOld': (p) => `Die VM-Tools in ${p.vm} sind zu alt dafür. Aktualisieren Sie sie.`,
  'xapi.notSuspendable': (p) =>
    `${p.vm} kann nicht angehalten werden${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.noSuspendStorage': (p) =>
    `Für den Arbeitsspeicher von ${p.vm} gibt es keinen Speicher. Wählen Sie einen für den Pool oder die Maschine.`,
  'xapi.noSuspendImage': (p) =>
    `Der gesicherte Arbeitsspeicher von ${p.vm} fehlt. Schalten Sie sie aus, und starten Sie sie neu.`,
  'xapi.crashed': (p) => `Der Gast von ${p.vm} ist zwischenzeitlich abgestürzt.`,
  'xapi.rebooted': (p) => `${p.vm} hat zwischenzeitlich von selbst neu gestartet.`,
  'xapi.halted': (p) => `${p.vm} hat sich zwischenzeitlich selbst ausgeschaltet.`,
  'xapi.unknownBootloader': (p) =>
    `Der Server kennt den Bootloader${p.loader === '' ? '' : ` ${p.loader}`} nicht, der für ${p.vm} eingestellt ist.`,
  'xapi.hvmRequired': (p) =>
    `${p.vm} braucht Hardwarevirtualisierung, die der Host nicht hat oder die ausgeschaltet ist.`,
  'xapi.bootloaderFailed': (p) =>
    `Der Bootloader von ${p.vm} ist fehlgeschlagen${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.domainBuilder': (p) =>
    `Der Host konnte die Maschine nicht aufbauen${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.noVcpus': (p) => `${p.vm} hat keine vCPU. Geben Sie ihr eine.`,
  'xapi.tooManyVcpus': (p) => `${p.vm} hat mehr vCPUs, als ein Host CPUs hat.`,
  'xapi.coresPerSocket': (p) =>
    `Die Anzahl der vCPUs${p.cpus === '' ? '' : `, ${p.cpus},`} lässt sich nicht auf Sockel mit${p.cores === '' ? '' : ` ${p.cores}`} Kernen aufteilen.`,
  'xapi.memoryLimits': (p) =>
    `Die Grenzen des Arbeitsspeichers widersprechen sich${p.reason === '' ? '.' : `: ${p.reason}`}`,
  'xapi.memoryOrder':
    'Die Grenzen des Arbeitsspeichers müssen ansteigen: statisches Minimum, dynamisches Minimum, dynamisches Maximum, statisches Maximum.',
  'xapi.memoryPinned':
    'Sein gesamter Arbeitsspeicher muss immer da sein: Er kommt und geht nicht zwischen zwei Grenzen.',
  'xapi.macInvalid': (p) =>
    p.address === ''
      ? 'Eine MAC-Adresse wird benötigt.'
      : `${p.address} ist keine MAC-Adresse. Sie hat sechs Paare von Hexadezimalziffern.`,
  'xapi.deviceInvalid': (p) =>
    `Ein Gerät kann diesen Platz nicht haben${p.device === '' ? '' : ` (${p.device})`}.`,
  'xapi.sriovFull': 'Auf diesem Host ist keine virtuelle Funktion der Netzwerkkarte frei.',
  'xapi.memoryTooLow': (p) => `${p.vm} hat zu wenig Arbeitsspeicher zum Starten.`,
  'xapi.tooManySnapshots': (p) =>
    `${p.vm} hat dafür zu viele Snapshots. Löschen Sie zuerst einige.`,
  'xapi.hasCheckpoint': (p) =>
    `${p.vm} hat einen Snapshot mit Arbeitsspeicher, mit dem sie nicht verschoben werden kann. Löschen Sie ihn zuerst.`,
  'xapi.revertFailed': (p) =>
    `${p.vm} konnte nicht auf ${p.snapshot === '' ? 'den Snapshot' : p.snapshot} zurückgesetzt werden.`,
  'xapi.checkpointSuspend': (p) =>
    `Der Arbeitsspeicher von ${p.vm} konnte nicht gesichert werden. Erstellen Sie einen Snapshot nur der Festplatten.`,
  'xapi.checkpointResume': (p) =>
    `${p.vm} lief nach dem Sichern des Arbeitsspeichers nicht weiter. Prüfen Sie ihren Zustand.`,
  'xapi.provisionSpace': 'Der Speicher hat keinen Platz für die Festplatten der neuen Maschine.',
  'xapi.noTemplate': (p) => `${p.name} ist keine Vorlage.`,
  'xapi.duplicateVm': (p) =>
    `Eine solche Maschine gibt es bereits: ${p.vm === '' ? 'Sie hat dieselbe UUID' : p.vm}.`,
  'xapi.unexplained': (p) =>
    `Der Server meldet ${p.code}${p.details === '' ? '' : ` (${p.details})`}.`,
} as const satisfies Translation<typeof xapiFailuresMessages>;
