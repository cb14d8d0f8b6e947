import type { Translation } from '../catalogue.ts';
import type { consoleMessages } from '../en/consoles.ts';

/** Texts about consoles: what the core says of them. */
export const germanConsoles = {
  'console.noneHere': 'Dieser Server bietet keine Konsolen.',
  'console.notRfb': 'Was dieses Fenster gesendet hat, ist keine Sprache von Konsolen.',
  'console.noPermission': (p) =>
    `Dem Konto fehlt das Recht ${p.permission}. Bitten Sie einen Verwalter des Pools um eine Rolle, die es hat.`,
  'console.notNow': (p) =>
    `${p.name} hat jetzt keine Konsole. Es gibt eine, solange die Maschine läuft.`,
  'console.noAddress': (p) =>
    `Der Server nennt ${p.address} als Ort dieser Konsole; das ist keine Adresse.`,
  'console.broken': (p) => `Die Verbindung zu ${p.host} ist abgerissen.`,
  'console.inUse': (p) =>
    `Die Konsole von ${p.name} wird benutzt, und der Pool erlaubt nur eine zugleich. Der Server sagt: ${p.said}`,
  'console.denied': (p) =>
    `${p.host} verweigert die Konsole von ${p.name}. Der Server sagt: ${p.said}`,
  'console.notThere': (p) => `${p.name} läuft nicht mehr auf ${p.host}, oder noch nicht.`,
  'console.status': (p) =>
    `${p.host} antwortet mit ${p.status} statt mit einer Konsole. Der Server sagt: ${p.said}`,
} as const satisfies Translation<typeof consoleMessages>;
