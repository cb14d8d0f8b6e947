import type { Translation } from '../catalogue.ts';
import type { hostMessages } from '../en/host.ts';

export const germanHost = {
  'host.leave': 'Es ist noch etwas im Gange.',
  'host.leave.detail':
    'Wird Moref beendet, läuft auf den Servern weiter, was gesendet wurde; was wartet, wird nicht mehr gesendet. Ein Vorgang aus mehreren Schritten hat einige Sekunden, um zu seinem Ende zu kommen, oder wird zurückgenommen.',
  'host.leave.close': 'Schließen',
  'host.leave.stay': 'Bleiben',
  'host.crashed': 'Das Fenster funktioniert nicht mehr.',
  'host.crashed.detail': (p) =>
    `Sein Prozess wurde beendet (${p.reason}, ${p.exitCode}). Die Server bleiben verbunden, und Aufgaben laufen weiter.`,
  'host.startAgain': 'Neu starten',
  'host.mistake': 'Moref hat einen Fehler gemacht und muss enden.',
  'host.mistake.detail': (p) =>
    `${p.problem}\n\nWas gesendet wurde, läuft auf den Servern weiter. Das Protokoll liegt in ${p.logs}.`,
  'host.notLoaded': 'Das Fenster kann nicht geladen werden.',
  'host.loadAgain': 'Erneut laden',
  'host.quit': 'Beenden',
  'host.noSandbox': 'Die Sandbox des Fensters ist ausgeschaltet.',
  'host.noSandbox.detail':
    'Moref wurde mit --no-sandbox gestartet, von Hand oder vom Starter seines Pakets. Ein Fehler im Fenster könnte dann alles erreichen, was dieser Benutzer darf. Ein Paket der Distribution (deb, rpm) braucht den Schalter nicht; wo das System keinem Programm eigene User-Namespaces lässt, braucht ihn ein AppImage.',
  'host.noSandbox.start': 'Trotzdem starten',
  'host.unresponsive': 'Das Fenster antwortet nicht.',
  'host.unresponsive.detail': 'Die Server bleiben verbunden, und Aufgaben laufen weiter.',
  'host.wait': 'Warten',
  'host.noStart': 'Moref kann nicht starten',
  'host.noPage': 'Unter dieser Adresse ist nichts.',
  'host.folderInUse': (p) =>
    `Moref läuft bereits mit dem Datenordner ${p.folder}. Verwenden Sie das laufende, oder nennen Sie mit --data-folder einen anderen Ordner.`,
  'host.notLocked': (p) => `Er kann nicht gesperrt werden: ${p.problem}`,
  'menu.file': '&Datei',
  'menu.quit': '&Beenden',
  'menu.edit': '&Bearbeiten',
  'menu.undo': '&Rückgängig',
  'menu.redo': '&Wiederholen',
  'menu.cut': '&Ausschneiden',
  'menu.copy': '&Kopieren',
  'menu.paste': '&Einfügen',
  'menu.selectAll': 'A&lles auswählen',
  'menu.view': '&Ansicht',
  'menu.reload': '&Neu laden',
  'menu.actualSize': '&Originalgröße',
  'menu.zoomIn': 'Ver&größern',
  'menu.zoomOut': 'Ver&kleinern',
  'menu.fullScreen': '&Vollbild',
  'menu.window': '&Fenster',
  'menu.minimize': '&Minimieren',
  'menu.close': '&Schließen',
  'menu.help': '&Hilfe',
  'menu.openLogs': '&Protokollordner öffnen',
  'menu.about': 'Ü&ber Moref',
} as const satisfies Translation<typeof hostMessages>;
