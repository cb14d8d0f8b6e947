import type { Translation } from '../catalogue.ts';
import type { factsMessages } from '../en/facts.ts';

export const germanFacts = {
  'fact.tools.running': 'läuft',
  'fact.tools.starting': 'startet',
  'fact.tools.old': 'läuft, veraltet',
  'fact.tools.notRunning': 'läuft nicht',
  'fact.tools.notInstalled': 'nicht installiert',
  'note.question': 'Wartet auf eine Antwort',
  'note.consolidation': 'Festplatten müssen konsolidiert werden',
  'note.notResponding': 'Antwortet nicht',
  'note.haOff': 'HA ist aus',
  'note.paused': 'Pausiert',
  'note.restart': 'Muss neu gestartet werden',
  'note.haOvercommitted': 'Die Hochverfügbarkeit kann ihr Versprechen nicht halten',
  'note.missing': 'Fehlt auf ihrem Speicher',
  'note.notAttached': 'Nicht an alle Hosts angeschlossen',
} as const satisfies Translation<typeof factsMessages>;
