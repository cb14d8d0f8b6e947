import type { Translation } from '../catalogue.ts';
import type { generalMessages } from '../en/general.ts';

export const germanGeneral = {
  'app.name': 'Moref',
  'app.starting': 'Moref wird gestartet…',
  'app.crashed': 'Dieser Teil des Fensters ist ausgefallen',
  'app.crashed.help':
    'Der Rest funktioniert weiter. Kopieren Sie die Details, wenn Sie den Fehler melden möchten.',
  'damaged.title.keptAside': (p) => `Moref wurde ohne ${p.what} gestartet`,
  'damaged.title.entriesKeptAside': (p) => `Moref wurde gestartet, ein Teil fehlt: ${p.what}`,
  'damaged.title.newer': (p) =>
    `Eine neuere Version von Moref hat Folgendes geschrieben: ${p.what}`,
  'damaged.title.left': (p) => `Moref kann Folgendes nicht aufbewahren: ${p.what}`,
  'damaged.text.keptAside': (p) =>
    `${p.path} ist beschädigt (${p.problem}). Die Datei wurde als ${p.keptAs} aufbewahrt. Um sie wieder zu verwenden, beenden Sie Moref, reparieren Sie die aufbewahrte Datei und nennen Sie sie wieder ${p.name}.`,
  'damaged.text.entriesKeptAside': (p) =>
    `Ein Teil von ${p.path} ist beschädigt (${p.problem}); der Rest wird verwendet. Die ursprüngliche Datei wurde als ${p.keptAs} aufbewahrt. Um sie wieder zu verwenden, beenden Sie Moref, reparieren Sie die aufbewahrte Datei und nennen Sie sie wieder ${p.name}.`,
  'damaged.text.newer': (p) =>
    `${p.path} bleibt unverändert, damit die neuere Version die Datei vorfindet. Was diese Version davon lesen konnte, wird verwendet; was Sie in dieser Sitzung ändern, wird nicht gespeichert.`,
  'damaged.text.left': (p) =>
    `${p.path} kann nicht verwendet werden (${p.problem}). Die Datei bleibt unverändert, und was Sie in dieser Sitzung ändern, wird nicht gespeichert.`,
  'damaged.profiles': 'seine Server',
  'damaged.certificates': 'die vertrauenswürdigen Zertifikate',
  'damaged.otherServers': 'die weiteren Adressen seiner Server',
  'damaged.workspace': 'die Anordnung seiner Fenster',
  'damaged.secrets': 'die gespeicherten Kennwörter',
  'damaged.tasks': 'die Aufgaben früherer Tage',
  'link.lost': (p) =>
    p.seconds > 0
      ? `Dieses Fenster hat die Verbindung zu Moref verloren. Sie sehen den zuletzt bekannten Stand. Neuer Versuch in ${p.seconds} s.`
      : 'Dieses Fenster hat die Verbindung zu Moref verloren. Sie sehen den zuletzt bekannten Stand. Neuer Versuch läuft…',
  'link.shutOut':
    'Moref kennt dieses Fenster nicht. Drücken Sie in dem Terminal, in dem Moref läuft, die Eingabetaste und öffnen Sie die angezeigte Adresse.',
  'link.retry': 'Jetzt versuchen',
  'common.cancel': 'Abbrechen',
  'common.close': 'Schließen',
  'common.copy': 'Kopieren',
  'common.copied': 'Kopiert',
  'common.dismiss': 'Ausblenden',
  'common.dismissAll': 'Alle ausblenden',
  'common.details': 'Details',
  'common.copyDetails': 'Details kopieren',
  'common.clear': 'Leeren',
  'common.undo': 'Rückgängig',
  'common.retry': 'Erneut versuchen',
  'common.loading': 'Wird geladen…',
  'common.more': 'Weitere Aktionen',
  'common.list': (p) => p.items.join(', '),
  'error.native': 'Meldung des Servers',
  'error.members': 'Angaben zum Fehler',
  'error.kind': 'Art',
  'error.object': 'Objekt',
  'theme.label': 'Darstellung',
  'theme.system': 'Wie das System',
  'theme.light': 'Hell',
  'theme.dark': 'Dunkel',
  'language.label': 'Sprache',
  'language.system': 'Wie das System',
  'notices.label': 'Hinweise',
  'notices.more': (p, { plural }) =>
    plural(p.count, { one: '# weiterer Hinweis', other: '# weitere Hinweise' }),
  'status.label': 'Status',
  'status.objects': (p, { plural }) => plural(p.count, { one: '# Objekt', other: '# Objekte' }),
  'status.servers': (p, { plural }) =>
    `${p.live} von ${plural(p.total, { one: '# Server', other: '# Servern' })} verbunden`,
  'status.running': (p, { plural }) =>
    plural(p.count, { one: '# Aufgabe läuft', other: '# Aufgaben laufen' }),
  'secrets.plain': 'Kennwörter ungeschützt',
  'secrets.session': 'Kennwörter nur bis zum Beenden',
  'secrets.title': 'Aufbewahrung der Kennwörter',
  'secrets.system.text': (p) =>
    `Gespeicherte Kennwörter werden vom Betriebssystem verschlüsselt (${p.backend}).`,
  'secrets.plain.text': (p) =>
    `Dieses System bietet keinen geschützten Speicher für Kennwörter (${p.backend}). Ein gespeichertes Kennwort läge in einer Datei, die jedes unter Ihrem Konto laufende Programm lesen kann. Ohne Ihre Zustimmung behält Moref Kennwörter nur im Arbeitsspeicher, bis es beendet wird.`,
  'secrets.session.text':
    'Moref hat hier keinen geschützten Speicher für Kennwörter. Es behält sie im Arbeitsspeicher und vergisst sie, wenn es beendet wird.',
  'secrets.consent': 'Kennwörter trotzdem lesbar speichern',
  'shortcuts.title': 'Tastenkombinationen',
  'shortcuts.open': 'Tastenkombinationen',
  'shortcuts.filter': 'Im Baum suchen',
  'shortcuts.escape': 'Filter leeren, Menü oder Dialog schließen',
  'shortcuts.tasks': 'Aufgaben ein- oder ausblenden',
  'shortcuts.menu': 'Aktionen des Objekts',
  'shortcuts.tree': 'Im Baum und in Listen',
  'shortcuts.selection': 'Mit den ausgewählten Objekten',
  'shortcuts.on.power.on': 'Einschalten',
  'shortcuts.on.guest.shutdown': 'Gast herunterfahren',
  'shortcuts.on.snapshot.create': 'Snapshot erstellen',
  'shortcuts.on.vm.migrate': 'Migrieren',
  'shortcuts.on.rename': 'Umbenennen',
  'shortcuts.on.delete': 'Löschen',
  'shortcuts.everywhere': 'Überall',
  'shortcuts.move': 'Bewegen',
  'shortcuts.expand': 'Öffnen oder zum ersten untergeordneten Objekt',
  'shortcuts.collapse': 'Schließen oder zum übergeordneten Objekt',
  'shortcuts.ends': 'Erste und letzte Zeile',
  'shortcuts.pages': 'Eine Seite nach oben oder unten',
  'shortcuts.siblings': 'Alle Objekte derselben Ebene öffnen',
  'shortcuts.type': 'Buchstaben: zum nächsten Namen, der so beginnt',
  'shortcuts.range': 'Auswahl erweitern',
  'shortcuts.moveOnly': 'Bewegen, ohne auszuwählen',
  'shortcuts.select': 'Zur Auswahl hinzufügen, hinzufügen oder entfernen',
  'shortcuts.all': 'Alles, was der Filter gefunden hat, oder alle gleichartigen Objekte der Ebene',
  'panel.resize.tree': 'Breite des Baums',
  'panel.resize.tasks': 'Höhe der Aufgaben',
} as const satisfies Translation<typeof generalMessages>;
