import type { Translation } from '../catalogue.ts';
import type { faultsMessages } from '../en/faults.ts';

export const germanFaults = {
  'fault.InvalidLogin':
    'Der Server akzeptiert diesen Benutzernamen mit diesem Kennwort nicht. Prüfen Sie beides.',
  'fault.NotAuthenticated': 'Die Sitzung ist beendet. Moref meldet sich neu an.',
  'fault.PasswordExpired': 'Das Kennwort ist abgelaufen. Ändern Sie es zuerst auf dem Server.',
  'fault.NoPermission': (p) =>
    `Dem Konto fehlt für ${p.name} das Recht ${p.privileges.join(', ')}. Lassen Sie es sich geben, oder verwenden Sie ein anderes Konto.`,
  'fault.NoPermission.unnamed': (p) => `Dem Konto fehlt ein Recht für ${p.name}.`,
  'fault.InvalidPowerState.poweredOn': (p) => `${p.name} ist eingeschaltet.`,
  'fault.InvalidPowerState.poweredOff': (p) => `${p.name} ist ausgeschaltet.`,
  'fault.InvalidPowerState.suspended': (p) => `${p.name} ist angehalten.`,
  'fault.TaskInProgress': (p) =>
    `Eine andere Aufgabe arbeitet an ${p.name}. Warten Sie, bis sie beendet ist, und versuchen Sie es noch einmal.`,
  'fault.ConcurrentAccess': (p) =>
    `Jemand anderes hat ${p.name} gleichzeitig geändert. Versuchen Sie es noch einmal.`,
  'fault.ToolsUnavailable': (p) =>
    `VMware Tools antworten in ${p.name} nicht. Sorgen Sie dafür, dass sie installiert sind und laufen.`,
  'fault.DuplicateName': (p) =>
    `Hier gibt es bereits ein Objekt mit dem Namen „${p.taken}“. Wählen Sie einen anderen Namen.`,
  'fault.InvalidName': (p) => `„${p.given}“ ist kein Name, den der Server akzeptiert.`,
  'fault.ManagedObjectNotFound': (p) => `${p.name} ist nicht mehr auf dem Server.`,
  'fault.RequestCanceled': 'Der Vorgang wurde abgebrochen.',
  'fault.MethodDisabled': (p) =>
    `Der Vorgang ist für ${p.name} zurzeit deaktiviert: Ein anderes Produkt oder eine Aufgabe hält ihn fest.`,
  'fault.RestrictedVersion':
    'Die Lizenz dieses Hosts erlaubt keine Änderungen über seine API (das kostenlose ESXi ist schreibgeschützt).',
  'fault.HostNotConnected': 'Der Server hat die Verbindung zum Host verloren.',
  'fault.HostNotReachable': 'Der Server kann den Host nicht erreichen.',
  'fault.InsufficientResources': (p) =>
    `Für ${p.name} gibt es im Pool oder auf dem Host nicht genügend Ressourcen.`,
  'fault.InsufficientCpu': (p, { number }) =>
    `Es gibt nicht genügend CPU: Nötig sind ${number(p.requested)} MHz, frei sind ${number(p.free)} MHz.`,
  'fault.InsufficientCpu.unnamed': 'Es gibt nicht genügend CPU.',
  'fault.InsufficientMemory': (p, { number }) =>
    `Es gibt nicht genügend Arbeitsspeicher: Nötig sind ${number(p.requested)} MiB, frei sind ${number(p.free)} MiB.`,
  'fault.InsufficientMemory.unnamed': 'Es gibt nicht genügend Arbeitsspeicher.',
  'fault.InsufficientFailover': 'Dem Cluster würde die Reserve für ein Failover fehlen.',
  'fault.NoDiskSpace': (p) =>
    `Der Datenspeicher${p.datastore === '' ? '' : ` ${p.datastore}`} hat keinen Platz mehr.`,
  'fault.InsufficientStorageSpace': 'Der Datenspeicher hat nicht genug Platz.',
  'fault.FileLocked': (p) =>
    `${p.file === '' ? 'Eine Datei' : p.file} ist gesperrt: Etwas anderes verwendet sie.`,
  'fault.FileNotFound': (p) =>
    `${p.file === '' ? 'Eine Datei' : p.file} ist nicht auf dem Datenspeicher.`,
  'fault.FileAlreadyExists': (p) =>
    `${p.file === '' ? 'Eine Datei' : p.file} ist bereits auf dem Datenspeicher.`,
  'fault.CannotAccessFile': (p) => `${p.file === '' ? 'Eine Datei' : p.file} ist nicht erreichbar.`,
  'fault.CannotAccessDevice': (p) =>
    `${p.device === '' ? 'Ein Gerät' : p.device} ist vom Ziel aus nicht erreichbar.`,
  'fault.CannotAccessNetwork': (p) =>
    `Das Ziel hat das Netzwerk von ${p.device === '' ? 'einem Gerät' : p.device} nicht.`,
  'fault.InvalidDeviceSpec': 'Der Server akzeptiert das Gerät nicht, wie es beschrieben ist.',
  'fault.InvalidDatastorePath': (p) => `„${p.path}“ ist kein Pfad auf einem Datenspeicher.`,
  'fault.InvalidDatastore': (p) =>
    `Der Datenspeicher${p.datastore === '' ? '' : ` ${p.datastore}`} kann hier nicht verwendet werden.`,
  'fault.CpuHotPlugNotSupported': (p) =>
    `${p.name} können im laufenden Betrieb keine CPUs hinzugefügt werden. Schalten Sie sie zuerst aus.`,
  'fault.MemoryHotPlugNotSupported': (p) =>
    `${p.name} kann im laufenden Betrieb kein Arbeitsspeicher hinzugefügt werden. Schalten Sie sie zuerst aus.`,
  'fault.ApplicationQuiesceFault': (p) =>
    `Der Gast von ${p.name} konnte seine Festplatten nicht stilllegen. Erstellen Sie den Snapshot ohne Stilllegung.`,
  'fault.TooManySnapshotLevels': (p) =>
    `${p.name} hat so viele Snapshots untereinander wie erlaubt.`,
  'fault.MemorySnapshotOnIndependentDisk': (p) =>
    `${p.name} hat unabhängige Festplatten: Ein Snapshot davon kann den Arbeitsspeicher nicht enthalten.`,
  'fault.SnapshotDisabled': (p) => `Snapshots sind für ${p.name} deaktiviert.`,
  'fault.SnapshotNoChange': (p) =>
    `An ${p.name} hat sich seit dem letzten Snapshot nichts geändert.`,
  'fault.QuestionPending': (p) =>
    `${p.name} wartet auf eine Antwort. Beantworten Sie zuerst die Frage.`,
  'fault.Timedout': 'Es hat länger gedauert als erlaubt.',
  'fault.HostPowerOpFailed': 'Der Host hat es nicht getan.',
  'fault.MethodNotFound': (p) => `Der Server hat die Methode ${p.method} für dieses Objekt nicht.`,
  'fault.NotSupported': (p) => `Der Server unterstützt dies für ${p.name} nicht.`,
} as const satisfies Translation<typeof faultsMessages>;
