import { capitalised } from '../capitalised.ts';
import type { Translation } from '../catalogue.ts';
import type { operationChoicesMessages } from '../en/operation-choices.ts';

export const germanOperationChoices = {
  'choice.notConnected': 'nicht verbunden',
  'choice.lessRoom': (p, { bytes }) =>
    `Er hat weniger Platz als die ${bytes(p.needed)}, die nötig sein können.`,
  'choice.needed': (p, { bytes }) => `${bytes(p.needed)} werden benötigt.`,
  'choice.unreachable': 'Er ist nicht erreichbar.',
  'choice.maintenance': 'Im Wartungsmodus.',
  'choice.standby': 'Im Standby.',
  'choice.noHostHasIt': 'Zurzeit hat es kein Host.',
  'choice.noHostAttached': 'Kein Host ist daran angeschlossen.',
  'choice.noHosts': 'Er hat keine Hosts.',
  'choice.thereAlready': 'Sie ist bereits dort.',
  'choice.runsHere': 'Sie läuft bereits hier: Nur ihre Festplatten können verschoben werden.',
  'choice.hostSilent': 'Der Host antwortet nicht.',
  'choice.hostDisabled': 'Der Host ist deaktiviert.',
  'choice.storageUnseen': (p) => `Der Host sieht den Speicher ${p.storage} nicht.`,
  'choice.networkUnseen': (p) => `${p.host} hat das Netzwerk nicht.`,
  'choice.hostOlder': 'Der Host hat eine ältere Version als der, auf dem sie läuft.',
  'choice.memoryNeeded': (p, { bytes }) => `${bytes(p.needed)} Arbeitsspeicher werden benötigt.`,
  'choice.privateNetwork': 'nur im Pool',
  'choice.size': (p, { bytes }) => bytes(p.size),
  'choice.guest.other': 'Anderes (64 Bit)',
  'choice.guest.otherLinux': 'Anderes Linux (64 Bit)',
  'choice.diskLinked':
    'Sie steht auf einer Festplatte, die sie sich teilt (verknüpfter Klon), und kann nicht wachsen.',
  'choice.diskOnIde':
    'Sie ist an einem IDE-Controller: Schalten Sie zuerst die virtuelle Maschine aus.',
  'choice.notSeenByHost': (p) => `Der Host ${p.host} ist nicht damit verbunden.`,
  'choice.diskInSnapshot': 'Sie ist in einem Snapshot: Löschen Sie zuerst den Snapshot.',
  'choice.tagHas': 'Das Objekt hat dieses Tag.',
  'choice.tagOtherType': (p) => `Die Kategorie ${p.category} ist nicht für Objekte dieses Typs.`,
  'choice.tagSingle': (p) =>
    `Das Objekt hat ein Tag der Kategorie ${p.category}, die nur eines zulässt.`,
  'place.hostIn': (p) => `${p.host} in ${p.place}`,
  'part.adapterOf': (p) => `Netzwerkadapter ${p.device} von ${p.name}`,
  'part.adapter': (p) => `Netzwerkadapter ${p.device}`,
  'part.anObject': 'einem Objekt',
  'part.aDisk': 'eine Festplatte',
  'finding.unchecked': 'Der Server kann dies nicht im Voraus prüfen.',
  'finding.nameTaken': (p) =>
    `In ${p.folder} gibt es bereits ein Objekt mit dem Namen „${p.name}“. Wählen Sie einen anderen Namen.`,
  'finding.noRoom': (p, { bytes }) =>
    `${p.storage} hat ${bytes(p.free)} frei, ${p.name} braucht ${bytes(p.needed)}.`,
  'finding.diskMayGrow': (p, { bytes }) =>
    `${p.storage} hat ${bytes(p.free)} frei, die Festplatte kann auf ${bytes(p.needed)} wachsen.`,
  'finding.sockets': (p, { number }) =>
    `${p.name} hat ${number(p.cores)} Kerne pro Sockel, und ${number(p.cpus)} ist kein Vielfaches davon. Ändern Sie auch die Kerne pro Sockel.`,
  'finding.quiesceNeedsTools': (p) =>
    `VMware Tools laufen nicht in ${p.name}: Der Gast kann die Festplatten nicht stilllegen.`,
  'finding.guestCpus': (p) => `${p.guest} nutzt höchstens ${p.most} CPUs.`,
  'finding.guestMemory': (p, { bytes }) =>
    `${p.guest} braucht mindestens ${bytes(p.least)} Arbeitsspeicher.`,
  'finding.noNetwork': (p) =>
    `${p.name} bekommt keinen Netzwerkadapter: Es wurde kein Netzwerk gewählt.`,
  'finding.onHost': (p) => `${p.host}: ${p.why}`,
  'finding.noHost': (p) => `Kein Host kann ${p.name} ausführen.`,
  'finding.storageUnseen': (p) => `${p.host} sieht den Speicher nicht.`,
  'finding.about': (p) => `${p.about}: ${p.why}`,
  'finding.sentence': (p) => capitalised(p.why),
  'choice.vmxnet3': 'VMXNET 3',
} as const satisfies Translation<typeof operationChoicesMessages>;
