import type { Translation } from '../catalogue.ts';
import type { stepsMachinesMessages } from '../en/steps-machines.ts';

export const germanStepsMachines = {
  'step.clone.vm': (p) =>
    `Erstellt die virtuelle Maschine ${p.copy} aus ${p.name}, im Ordner ${p.folder}.`,
  'step.clone.template': (p) =>
    `Erstellt die Vorlage ${p.copy} aus ${p.name}, im Ordner ${p.folder}.`,
  'step.clone.place': (p) => `Legt sie auf ${p.place} ab.`,
  'step.clone.storage': (p) => `Ihre Festplatten kommen auf ${p.storage}.`,
  'step.clone.start': 'Schaltet sie danach ein.',
  'step.clone.fast': (p) => `Erstellt ${p.copy} als Klon von ${p.name}, auf demselben Speicher.`,
  'step.clone.full': (p) =>
    `Erstellt ${p.copy} als vollständige Kopie von ${p.name} auf ${p.storage}.`,
  'step.create.vmInApp': (p) => `Erstellt ${p.name} in der vApp ${p.app}.`,
  'step.create.vm': (p) =>
    `Erstellt die virtuelle Maschine ${p.name} im Ordner ${p.folder}, auf ${p.place}.`,
  'step.create.hardware': (p, { bytes, number }) =>
    `Sie hat ${number(p.cpus)} vCPUs und ${bytes(p.memory)} Arbeitsspeicher, für ${p.guest}.`,
  'step.create.cores': (p, { plural }) =>
    `Jeder ihrer Sockel hat ${plural(p.cores, { one: '# Kern', other: '# Kerne' })}.`,
  'step.create.filesWithDisk': (p, { bytes }) =>
    `Ihre Dateien kommen auf ${p.storage}, mit einer Festplatte von ${bytes(p.size)}.`,
  'step.create.filesWithoutDisk': (p) =>
    `Ihre Dateien kommen auf ${p.storage}. Sie hat keine Festplatte.`,
  'step.create.network': (p) => `Sie ist im Netzwerk ${p.network}.`,
  'step.create.cd': (p) => `${p.image} liegt in ihrem CD-Laufwerk.`,
  'step.create.of': (p) =>
    `Erstellt ${p.name} aus ${p.template}${p.storage === '' ? '' : ` auf ${p.storage}`}.`,
  'step.create.gives': (p, { number }) =>
    `Gibt ihr ${number(p.cpus)} vCPUs und ${number(p.memory)} MiB Arbeitsspeicher.`,
  'step.create.homeServer': (p) => `Macht ${p.host} zu ihrem Homeserver.`,
  'step.create.adapter': (p) => `Fügt einen Netzwerkadapter in ${p.network} hinzu.`,
  'step.create.cdDrive': (p) => `Fügt ein CD-Laufwerk mit ${p.image} hinzu.`,
  'step.create.start': (p) => `Startet ${p.name}.`,
  'step.vm.toTemplate': (p) => `Konvertiert ${p.name} in eine Vorlage.`,
  'step.vm.fromTemplate': (p) => `Konvertiert die Vorlage ${p.name} in eine virtuelle Maschine.`,
  'step.vm.fromTemplateOn': (p) =>
    `Konvertiert die Vorlage ${p.name} in eine virtuelle Maschine auf ${p.place}.`,
  'step.vm.register': (p) =>
    `Registriert ${p.file} als ${p.name === '' ? 'die virtuelle Maschine, die sie beschreibt,' : p.name} in ${p.folder}, auf ${p.place}.`,
  'step.vm.unregister': (p) => `Entfernt ${p.name} aus der Bestandsliste. Die Dateien bleiben.`,
  'step.vm.delete': (p) => `Löscht ${p.name} mit allen Festplatten und Snapshots.`,
  'step.vm.deleteAlone': (p) => `Löscht ${p.name}.`,
  'step.vm.migrate': (p) =>
    `Verschiebt ${p.name}${p.from === '' ? '' : ` von ${p.from}`} nach ${p.to}.`,
  'step.vm.migrateFolder': (p) => `Legt sie in den Ordner ${p.folder}.`,
  'step.vm.migrateDisks': (p) => `Verschiebt ihre Festplatten nach ${p.storage}.`,
  'step.vm.migrateDisk': (p) => `Verschiebt die Festplatte ${p.disk} nach ${p.storage}.`,
  'step.vm.there': (p) => `${p.name} ist bereits dort.`,
  'step.power.on': (p) => `Schaltet ${p.name} ein.`,
  'step.power.start': (p) => `Startet ${p.name}.`,
  'step.power.off': (p) => `Schaltet ${p.name} aus.`,
  'step.power.offHard': (p) => `Schaltet ${p.name} aus, ohne den Gast herunterzufahren.`,
  'step.power.suspend': (p) => `Hält ${p.name} an.`,
  'step.power.resume': (p) => `Setzt ${p.name} fort.`,
  'step.power.pause': (p) => `Pausiert ${p.name}.`,
  'step.power.unpause': (p) => `Lässt ${p.name} weiterlaufen.`,
  'step.power.reset': (p) => `Setzt ${p.name} zurück.`,
  'step.power.resetHard': (p) => `Setzt ${p.name} zurück, ohne den Gast herunterzufahren.`,
  'step.guest.shutdownAsk': (p) => `Bittet den Gast von ${p.name} herunterzufahren.`,
  'step.guest.rebootAsk': (p) => `Bittet den Gast von ${p.name} neu zu starten.`,
  'step.guest.shutdownOs': (p) => `Fährt das Gastbetriebssystem von ${p.name} herunter.`,
  'step.guest.rebootOs': (p) => `Startet das Gastbetriebssystem von ${p.name} neu.`,
  'step.guest.shutdown': (p) => `Fährt den Gast von ${p.name} herunter.`,
  'step.guest.reboot': (p) => `Startet den Gast von ${p.name} neu.`,
  'step.question.none': (p) => `${p.name} fragt nichts mehr.`,
  'step.question.answer': (p) =>
    `Antwortet ${p.name} mit „${p.answer}“ auf die Frage: ${p.question}`,
} as const satisfies Translation<typeof stepsMachinesMessages>;
