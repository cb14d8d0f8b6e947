import type { Translation } from '../catalogue.ts';
import type { stepsDevicesMessages } from '../en/steps-devices.ts';

export const germanStepsDevices = {
  'step.adapter.add': (p) => `Fügt ${p.name} einen Netzwerkadapter in ${p.network} hinzu.`,
  'step.adapter.addOn': (p) => `Fügt ${p.name} einen Netzwerkadapter in ${p.network} hinzu.`,
  'step.adapter.atNextStart':
    'Er wird verbunden, wenn die virtuelle Maschine das nächste Mal startet.',
  'step.adapter.connect': (p) => `Verbindet ${p.adapter} von ${p.name}.`,
  'step.adapter.disconnect': (p) => `Trennt ${p.adapter} von ${p.name}.`,
  'step.adapter.isConnected': (p) => `${p.adapter} von ${p.name} ist bereits verbunden.`,
  'step.adapter.isDisconnected': (p) => `${p.adapter} von ${p.name} ist bereits getrennt.`,
  'step.adapter.move': (p) => `Verschiebt ${p.adapter} von ${p.name} in das Netzwerk ${p.network}.`,
  'step.adapter.remove': (p) => `Entfernt ${p.adapter} aus ${p.name}.`,
  'step.adapter.connectThis': (p) => `Verbindet ${p.adapter}.`,
  'step.adapter.disconnectThis': (p) => `Trennt ${p.adapter}.`,
  'step.adapter.moveThis': (p) => `Verschiebt ${p.adapter} nach ${p.network}.`,
  'step.adapter.removeThis': (p) => `Entfernt ${p.adapter}.`,
  'step.cd.insert': (p) => `Legt ${p.image} in ${p.name} ein.`,
  'step.cd.inserted': (p) => `${p.image} ist bereits in ${p.name} eingelegt.`,
  'step.cd.eject': (p) => `Wirft ${p.image} aus ${p.name} aus.`,
  'step.cd.ejectAny': (p) => `Wirft die CD aus ${p.name} aus.`,
  'step.cd.none': (p) => `In ${p.name} liegt keine CD.`,
  'step.disk.addController': (p) => `Fügt ${p.name} einen SCSI-Controller hinzu.`,
  'step.disk.add': (p, { bytes }) =>
    `Fügt ${p.name} eine Festplatte von ${bytes(p.size)}${p.storage === '' ? '' : ` auf ${p.storage}`} hinzu.`,
  'step.disk.has': (p, { bytes }) => `${p.disk} von ${p.name} hat bereits ${bytes(p.size)}.`,
  'step.disk.growOf': (p, { bytes }) =>
    `Vergrößert ${p.disk} von ${p.name} von ${bytes(p.from)} auf ${bytes(p.to)}.`,
  'step.disk.grow': (p, { bytes }) =>
    `Vergrößert ${p.disk} von ${bytes(p.from)} auf ${bytes(p.to)}.`,
  'step.disk.take': (p, { bytes }) => `Nimmt ${p.disk} (${bytes(p.size)}) aus ${p.name} heraus.`,
  'step.disk.keepFile': (p) => `Ihre Datei bleibt: ${p.file}.`,
  'step.disk.deleteFile': (p) => `Löscht ihre Datei ${p.file}.`,
  'step.disk.deleteDelta': (p) =>
    `Löscht ${p.file} mit dem, was seit dem Snapshot geschrieben wurde. Die Festplatte selbst bleibt im Snapshot und verschwindet mit ihm.`,
  'step.disk.make': (p, { number }) =>
    `Erstellt die Festplatte ${p.disk} von ${number(p.size)} GiB auf ${p.storage}.`,
  'step.disk.attachIt': (p) => `Hängt sie an ${p.name} an.`,
  'step.disk.attach': (p) => `Hängt ${p.disk} an ${p.name} an.`,
  'step.disk.detach': (p) => `Hängt ${p.disk} von ${p.name} ab.`,
  'step.disk.stays': (p) => `Lässt ${p.disk} auf dem Speicher.`,
  'step.disk.staysWith': (p, { list }) => `Überlässt ${p.disk} ${list(p.others)}.`,
  'step.disk.deleteData': (p) => `Löscht ${p.disk} mit allen Daten darauf.`,
  'step.disk.delete': (p) => `Löscht die Festplatte ${p.disk} mit allen Daten darauf.`,
  'step.cpus.same': (p, { number }) => `${p.name} hat bereits ${number(p.cpus)} vCPUs.`,
  'step.cpus.change': (p, { number }) =>
    `Ändert die vCPUs von ${p.name} von ${number(p.from)} auf ${number(p.to)}.`,
  'step.cpus.changeSockets': (p, { number }) =>
    `Ändert die vCPUs von ${p.name} von ${number(p.from)} auf ${number(p.to)}, ${number(p.cores)} je Sockel.`,
  'step.cpus.set': (p, { number }) => `Gibt ${p.name} ${number(p.cpus)} vCPUs.`,
  'step.cpus.setCores': (p, { number }) =>
    `Gibt ${p.name} ${number(p.cpus)} vCPUs, in Sockeln zu je ${number(p.cores)}.`,
  'step.memory.same': (p, { number }) =>
    `${p.name} hat bereits ${number(p.memory)} MiB Arbeitsspeicher.`,
  'step.memory.change': (p, { number }) =>
    `Ändert den Arbeitsspeicher von ${p.name} von ${number(p.from)} auf ${number(p.to)} MiB.`,
  'step.memory.set': (p, { number }) => `Gibt ${p.name} ${number(p.memory)} MiB Arbeitsspeicher.`,
  'step.memory.setRange': (p, { number }) =>
    `Gibt ${p.name} zwischen ${number(p.least)} und ${number(p.most)} MiB Arbeitsspeicher.`,
  'step.setting.change': (p) => `Ändert von ${p.name}: ${p.setting}.`,
  'step.setting.same': (p) => `${p.setting} von ${p.name}: Es ist schon so.`,
} as const satisfies Translation<typeof stepsDevicesMessages>;
