import type { Translation } from '../catalogue.ts';
import type { consolePageMessages } from '../en/console-page.ts';

/** Texts about consoles: what the page says around them. */
export const germanConsolePage = {
  'console.page.unknown': 'Über diese Konsole ist nichts zu erfahren',
  'console.page.notLoaded':
    'Was Konsolen zeigt, konnte nicht geladen werden. Laden Sie die Seite neu.',
  'console.page.none': 'Dieses Objekt hat keine Konsole',
  'console.page.refused': 'Die Konsole kann nicht geöffnet werden',
  'console.page.offer': 'Die Konsole ist nicht geöffnet',
  'console.page.offer.help': 'Bevor Sie hineinklicken, wird nichts getippt.',
  'console.page.offer.at': (p) =>
    `Sie ist auf ${p.host}. Bevor Sie hineinklicken, wird nichts getippt.`,
  'console.page.open': 'Konsole öffnen',
  'console.page.off': 'Die Maschine ist ausgeschaltet',
  'console.page.suspended': 'Die Maschine ist angehalten',
  'console.page.paused': 'Die Maschine pausiert',
  'console.page.absent': 'Zurzeit gibt es keine Konsole',
  'console.page.absent.help':
    'Die Maschine läuft, und ihr Server nennt keine Konsole. Sobald es eine gibt, öffnet sie sich von selbst.',
  'console.page.screen': (p) => `Bildschirm von ${p.name}`,
  'console.page.actions': 'Aktionen der Konsole',
  'console.page.connecting': 'Verbindet…',
  'console.page.waiting': 'Die Konsole ging verloren; neuer Versuch…',
  'console.page.ended': 'Die Konsole ist beendet',
  'console.page.hungUp': 'Der Server hat sie geschlossen.',
  'console.page.idle': (p, { plural }) =>
    plural(p.minutes, {
      one: 'Eine Minute lang wurde nichts getippt; dann beendet der Server Konsolen.',
      other: '# Minuten lang wurde nichts getippt; dann beendet der Server Konsolen.',
    }),
  'console.page.tryNow': 'Jetzt versuchen',
  'console.page.openAgain': 'Wieder öffnen',
  'console.page.looking': 'Nur Ansicht. Zum Tippen in den Bildschirm klicken.',
  'console.page.typing': 'Tastatur und Zeiger gehen an die Maschine. Strg+Alt links lässt los.',
  'console.page.followed': (p) => `Gefolgt zu ${p.host}`,
  'console.page.keys': 'Tasten',
  'console.page.picture': 'Bildschirmfoto',
  'console.page.picture.save': 'Als Datei speichern',
  'console.page.picture.copy': 'Kopieren',
  'console.page.picture.none': 'Die Konsole zeigt nichts, das sich festhalten ließe.',
  'console.page.picture.copied': 'Das Bildschirmfoto ist in der Zwischenablage.',
  'console.page.picture.notCopied': 'In die Zwischenablage konnte nicht geschrieben werden.',
  'console.page.type': 'Tippen',
  'console.page.release': 'Loslassen',
  'console.page.fit': 'Einpassen',
  'console.page.actualSize': 'Originalgröße',
  'console.page.full': 'Vollbild',
  'console.page.window': 'Vollbild verlassen',
  'console.page.ownWindow': 'Eigenes Fenster',
  'console.page.close': 'Konsole schließen',
  'console.page.notLive': 'Die Konsole ist zurzeit nicht offen.',
  'console.page.notTyping': 'Klicken Sie zuerst in den Bildschirm.',
  'console.page.consent.title': (p) => `In ${p.name} tippen?`,
  'console.page.consent.text': (p) =>
    `${p.server} ist ein Server der Produktion. Was Sie tippen und klicken, geht von jetzt an an die Maschine.`,
  'console.page.consent.agree': 'Tippen',
  'console.password': (p) =>
    `Die Konsole auf ${p.host} verlangt ein eigenes Kennwort, das Moref nicht kennt.`,
  'console.refused': (p) => `Die Konsole auf ${p.host} weigert sich. Sie sagt: ${p.said}`,
  'console.garbled': (p) => `Was die Konsole auf ${p.host} sendet, ist kein Bild.`,
} as const satisfies Translation<typeof consolePageMessages>;
