import type { Texts } from '../catalogue.ts';

/** Texts about consoles: what the page says around them. */
export const consolePageMessages = {
  'console.page.unknown': 'What this console is cannot be told',
  'console.page.notLoaded': 'What shows consoles could not be loaded. Load the page again.',
  'console.page.none': 'This object has no console',
  'console.page.refused': 'The console cannot be opened',
  'console.page.offer': 'The console is not open',
  'console.page.offer.help': 'Nothing is typed before you click into it.',
  'console.page.offer.at': (p: { readonly host: string }) =>
    `It is on ${p.host}. Nothing is typed before you click into it.`,
  'console.page.open': 'Open console',
  'console.page.off': 'The machine is powered off',
  'console.page.suspended': 'The machine is suspended',
  'console.page.paused': 'The machine is paused',
  'console.page.absent': 'There is no console now',
  'console.page.absent.help':
    'The machine runs, and its server tells of no console. It opens by itself as soon as there is one.',
  'console.page.screen': (p: { readonly name: string }) => `Screen of ${p.name}`,
  'console.page.actions': 'Actions on the console',
  'console.page.connecting': 'Connecting…',
  'console.page.waiting': 'The console was lost; trying again…',
  'console.page.ended': 'The console has ended',
  'console.page.hungUp': 'The server closed it.',
  'console.page.idle': (p: { readonly minutes: number }, { plural }) =>
    plural(p.minutes, {
      one: 'Nothing was typed for a minute, and the server ends consoles then.',
      other: 'Nothing was typed for # minutes, and the server ends consoles then.',
    }),
  'console.page.tryNow': 'Try now',
  'console.page.openAgain': 'Open again',
  'console.page.looking': 'View only. Click into the screen to type.',
  'console.page.typing': 'Keyboard and pointer go to the machine. Ctrl+Alt on the left lets go.',
  'console.page.followed': (p: { readonly host: string }) => `Followed to ${p.host}`,
  'console.page.keys': 'Keys',
  'console.page.picture': 'Screenshot',
  'console.page.picture.save': 'Save as file',
  'console.page.picture.copy': 'Copy',
  'console.page.picture.none': 'The console shows nothing that could be kept.',
  'console.page.picture.copied': 'The screenshot is on the clipboard.',
  'console.page.picture.notCopied': 'The clipboard could not be written to.',
  'console.page.type': 'Type',
  'console.page.release': 'Let go',
  'console.page.fit': 'Fit',
  'console.page.actualSize': 'Actual size',
  'console.page.full': 'Full screen',
  'console.page.window': 'Leave full screen',
  'console.page.ownWindow': 'Own window',
  'console.page.close': 'Close console',
  'console.page.notLive': 'The console is not open now.',
  'console.page.notTyping': 'Click into the screen first.',
  'console.page.consent.title': (p: { readonly name: string }) => `Type into ${p.name}?`,
  'console.page.consent.text': (p: { readonly server: string }) =>
    `${p.server} is a server of production. What you type and click goes to the machine from now on.`,
  'console.page.consent.agree': 'Type',
  'console.password': (p: { readonly host: string }) =>
    `The console on ${p.host} asks for a password of its own, which Moref does not know.`,
  'console.refused': (p: { readonly host: string; readonly said: string }) =>
    `The console on ${p.host} refuses. It says: ${p.said}`,
  'console.garbled': (p: { readonly host: string }) =>
    `What the console on ${p.host} sends is no picture.`,
} as const satisfies Texts;
