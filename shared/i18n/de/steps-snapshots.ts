import type { Translation } from '../catalogue.ts';
import type { stepsSnapshotsMessages } from '../en/steps-snapshots.ts';

export const germanStepsSnapshots = {
  'step.snapshot.create': (p) =>
    `Erstellt den Snapshot „${p.snapshot}“ von ${p.name} (Festplatten).`,
  'step.snapshot.createMemory': (p) =>
    `Erstellt den Snapshot „${p.snapshot}“ von ${p.name} (Festplatten und Arbeitsspeicher).`,
  'step.snapshot.createQuiesced': (p) =>
    `Erstellt den Snapshot „${p.snapshot}“ von ${p.name} (Festplatten, stillgelegt).`,
  'step.snapshot.take': (p) => `Erstellt den Snapshot ${p.snapshot} von ${p.name}.`,
  'step.snapshot.takeMemory': (p) =>
    `Erstellt den Snapshot ${p.snapshot} von ${p.name}, mit ihrem Arbeitsspeicher.`,
  'step.snapshot.takeQuiesced': (p) =>
    `Erstellt den Snapshot ${p.snapshot} von ${p.name}, vom Gast stillgelegt.`,
  'step.snapshot.revert': (p) =>
    `Setzt ${p.name} auf ${p.snapshot === '' ? 'den neuesten Snapshot' : `„${p.snapshot}“`} zurück.`,
  'step.snapshot.resumes': 'Sie setzt fort, was damals lief.',
  'step.snapshot.poweredOff': 'Sie ist danach ausgeschaltet.',
  'step.snapshot.describe': (p) => `Beschreibt den Snapshot „${p.snapshot}“ von ${p.name}.`,
  'step.snapshot.rename': (p) =>
    `Benennt den Snapshot „${p.snapshot}“ von ${p.name} in „${p.newName}“ um.`,
  'step.snapshot.delete': (p) => `Löscht den Snapshot „${p.snapshot}“ von ${p.name}.`,
  'step.snapshot.deleteBelow': (p, { plural }) =>
    `Löscht den Snapshot „${p.snapshot}“ von ${p.name} und ${plural(p.below, { one: 'den darunterliegenden', other: 'die # darunterliegenden' })}.`,
  'step.snapshot.consolidate': (p) =>
    `Führt die überflüssigen Snapshot-Festplatten von ${p.name} zusammen.`,
  'step.snapshot.deleteWithDisks': (p) =>
    `Löscht den Snapshot ${p.snapshot} mit seinen Festplatten.`,
  'step.snapshot.toTemplate': (p) =>
    `Erstellt die Vorlage ${p.template} aus dem Snapshot ${p.name}.`,
  'step.snapshot.makesAgain': (p) =>
    `Die virtuelle Maschine gibt es nicht mehr: Sie wird so wieder angelegt, wie ${p.snapshot} sie kennt.`,
  'step.snapshot.powersOff': (p) => `Schaltet ${p.name} zuerst aus, ohne den Gast zu fragen.`,
  'step.snapshot.revertLoses': (p) =>
    `Setzt ${p.name} auf ${p.snapshot} zurück: Was sich seitdem auf ihren Festplatten geändert hat, geht verloren.`,
  'step.snapshot.revertVmLoses': (p) =>
    `Setzt die virtuelle Maschine auf ${p.snapshot} zurück: Was sich seitdem auf ihren Festplatten geändert hat, geht verloren.`,
  'step.snapshot.leavesSuspended': (p) =>
    `Lässt ${p.name === '' ? 'die virtuelle Maschine' : p.name} angehalten, da der Snapshot ihren Arbeitsspeicher enthält.`,
  'step.snapshot.leavesOff': (p) =>
    `Lässt ${p.name === '' ? 'die virtuelle Maschine' : p.name} ausgeschaltet.`,
} as const satisfies Translation<typeof stepsSnapshotsMessages>;
