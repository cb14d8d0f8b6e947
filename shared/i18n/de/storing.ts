import type { Translation } from '../catalogue.ts';
import type { storingMessages } from '../en/storing.ts';

export const germanStoring = {
  'disk.notSaved': (p) => `Es wurde nichts gespeichert. ${p.problem}`,
  'disk.notSaved.code': (p) => `Es wurde nichts gespeichert. ${p.problem} (${p.code})`,
  'disk.full': (p) =>
    `Auf dem Datenträger von ${p.path} ist kein Platz mehr. Geben Sie Speicherplatz frei und versuchen Sie es erneut.`,
  'disk.quota': (p) =>
    `Ihr Kontingent auf dem Datenträger von ${p.path} ist erschöpft. Geben Sie Speicherplatz frei und versuchen Sie es erneut.`,
  'disk.readOnly': (p) =>
    `${p.path} liegt auf einem schreibgeschützten Datenträger. Heben Sie den Schreibschutz auf und versuchen Sie es erneut.`,
  'disk.failing': (p) =>
    `Der Datenträger von ${p.path} meldet selbst einen Fehler. Möglicherweise ist er defekt: Überprüfen Sie ihn.`,
  'disk.denied': (p) =>
    `Moref darf ${p.path} nicht schreiben. Geben Sie sich das Recht, die Datei und ihren Ordner zu ändern, und versuchen Sie es erneut.`,
  'disk.tooMany': (p) =>
    `Es sind zu viele Dateien geöffnet, um ${p.path} zu schreiben. Schließen Sie andere Programme und versuchen Sie es erneut.`,
  'disk.other': (p) => `${p.path}: ${p.message}.`,
  'store.noFile': 'Es ist keine Datei',
  'store.noObject': 'Es ist kein Objekt',
  'store.noVersion': 'version: Eine Zahl wird erwartet',
  'store.newer': 'version: größer als alle bekannten',
  'store.unexpected': (p) => `${p.member}: nicht das, was es sein sollte`,
  'workspace.full': (p, { number }) =>
    `Der Arbeitsbereich enthält bereits zu viel (höchstens ${number(p.entries)} Einträge oder ${number(p.characters)} Zeichen); ${p.key} wurde nicht gespeichert.`,
  'secrets.notTaken': (p) =>
    `Der Schlüsselspeicher des Systems hat das Kennwort nicht angenommen (${p.reason}). Moref behält es, bis es beendet wird.`,
  'store.long': 'Es ist zu lang, sodass nur der Anfang gelesen wurde',
  'store.notText': 'Nicht alles darin ist Text',
  'store.damaged': 'beschädigt',
  'store.twice': (p) => `${p.where}: ${p.key} steht zweimal darin`,
} as const satisfies Translation<typeof storingMessages>;
