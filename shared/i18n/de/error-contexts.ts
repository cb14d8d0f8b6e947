import type { Translation } from '../catalogue.ts';
import type { errorContextsMessages } from '../en/error-contexts.ts';

export const germanErrorContexts = {
  'doing.operation': (p) => `„${p.operation}“ für ${p.name}`,
  'doing.operationOf': (p) => `„${p.operation}“ für ${p.name}`,
  'doing.operationOfMany': (p, { plural }) =>
    `„${p.operation}“ für ${plural(p.count, { one: '# Objekt', other: '# Objekte' })}`,
  'doing.task': (p) => `„${p.task}“`,
  'doing.taskOf': (p) => `„${p.task}“ (${p.name})`,
  'doing.clone': (p) => `Das Klonen von ${p.name}`,
  'doing.migrate': (p) => `Das Migrieren von ${p.name}`,
  'doing.connect': (p) => `Die Verbindung zu ${p.address}`,
  'doing.logIn': (p) => `Die Anmeldung bei ${p.address} als ${p.user}`,
  'doing.reach': (p) => `Der Zugriff auf ${p.address}`,
  'doing.follow': (p) => `Das Verfolgen der Bestandsliste von ${p.address}`,
  'doing.readInventory': (p) => `Das Lesen der Bestandsliste von ${p.address}`,
  'doing.read': (p) => `Das Lesen von ${p.path} von ${p.ref}`,
  'doing.cancelTask': 'Das Abbrechen der Aufgabe',
  'doing.listServices': 'Das Auflisten der Dienste',
  'doing.listOperations': (p) => `Das Auflisten der Vorgänge von ${p.service}`,
  'doing.readDefinition': (p) => `Das Lesen der Definition von ${p.service}.${p.operation}`,
  'doing.call': (p) => `Der Aufruf von ${p.service}.${p.operation}`,
  'name.object': 'das Objekt',
  'name.server': 'der Server',
  'name.task': 'die Aufgabe',
} as const satisfies Translation<typeof errorContextsMessages>;
