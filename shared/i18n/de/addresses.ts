import type { Translation } from '../catalogue.ts';
import type { addressMessages } from '../en/addresses.ts';

export const germanAddresses = {
  'address.needed': 'Es wird eine Adresse benötigt, etwa vc.example.org.',
  'address.credentials':
    'Benutzername und Kennwort gehören in ihre eigenen Felder, nicht in die Adresse.',
  'address.blank': 'In der Adresse steht ein Leerzeichen oder ein unsichtbares Zeichen.',
  'address.scheme': (p) => `Nur https:// und http:// sind möglich, nicht ${p.scheme}://.`,
  'address.slashes': (p) =>
    `Nach ${p.scheme} müssen ein Doppelpunkt und zwei Schrägstriche stehen: ${p.wanted}://.`,
  'address.socket.path': (p) =>
    `${p.path}: Der Pfad des Sockets muss mit / beginnen, wie in unix:/var/lib/xcp/xapi.`,
  'address.socket.zero': 'Der Pfad eines Sockets darf kein Nullzeichen enthalten.',
  'address.bracket': 'Die Klammer der IPv6-Adresse ist nicht geschlossen.',
  'address.brackets': (p) => `Schreiben Sie eine IPv6-Adresse in eckigen Klammern, [${p.address}].`,
  'address.noHost': 'Der Name des Servers fehlt.',
  'address.neither': (p) => `„${p.host}“ ist weder ein Hostname noch eine IP-Adresse.`,
  'address.nobody': (p) => `${p.address} ist die Adresse keines Servers.`,
  'address.linkOnly':
    'Adressen, die nur innerhalb eines Netzwerksegments gelten (fe80::, mit oder ohne Zone wie %eth0), können nicht angewählt werden. Verwenden Sie den Namen des Servers oder eine andere seiner Adressen.',
  'address.octal': (p) =>
    `„${p.host}“: Schreiben Sie die Zahlen ohne führende Nullen, ${p.plain}. Andere Programme halten sie für Oktalzahlen.`,
  'address.fourNumbers': (p) =>
    `„${p.host}“ ist keine IP-Adresse: Sie besteht aus vier Zahlen von 0 bis 255 mit Punkten dazwischen.`,
  'param.noAddress': 'Es wird eine Adresse benötigt.',
  'param.noUser': 'Es wird ein Benutzername benötigt.',
  'param.unsendable':
    'Darin steht ein Steuerzeichen oder ein halbes Zeichen, das keinem Server gesendet werden kann.',
  'param.noSelection': 'Es ist nichts ausgewählt.',
  'param.largeSelection': (p, { number }) =>
    `Eine Auswahl nennt höchstens ${number(p.limit)} Objekte, diese aber ${number(p.count)}. Beschreiben Sie sie stattdessen durch eine Suche.`,
  'param.invalid': 'Ungültige Eingabe.',
  'param.where': (p) => `${p.problem} (${p.where})`,
  'link.error.noCall': (p) => `Die Seite hat einen Aufruf verlangt, den es nicht gibt: ${p.name}.`,
  'link.error.noStream': (p) =>
    `Die Seite hat einen Datenstrom verlangt, den es nicht gibt: ${p.name}.`,
  'link.error.tooManyStreams': (p) =>
    `In diesem Fenster sind ${p.limit} Datenströme offen, mehr geht nicht: Schließen Sie erst einen (${p.name}).`,
  'link.error.noFeed': (p) =>
    `Die Seite hat ein Abonnement verlangt, das es nicht gibt: ${p.name}.`,
  'address.port': 'Nach dem Doppelpunkt steht kein Port; das ist eine Zahl von 1 bis 65535.',
} as const satisfies Translation<typeof addressMessages>;
