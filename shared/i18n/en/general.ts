import type { Texts } from '../catalogue.ts';

interface DamagedText {
  readonly path: string;
  readonly keptAs: string;
  readonly problem: string;
  readonly name: string;
}

export const generalMessages = {
  'app.name': 'Moref',
  'app.starting': 'Starting Moref…',
  'app.crashed': 'This part of the window failed',
  'app.crashed.help': 'The rest keeps working. Copy the details if you want to report it.',
  'damaged.title.keptAside': (p: { readonly what: string }) => `Moref started without ${p.what}`,
  'damaged.title.entriesKeptAside': (p: { readonly what: string }) =>
    `Moref started without a part of ${p.what}`,
  'damaged.title.newer': (p: { readonly what: string }) =>
    `A newer version of Moref wrote ${p.what}`,
  'damaged.title.left': (p: { readonly what: string }) => `Moref cannot keep ${p.what}`,
  'damaged.text.keptAside': (p: DamagedText) =>
    `${p.path} is damaged (${p.problem}). It was kept as ${p.keptAs}. To go back to it, close Moref, mend the kept file and name it ${p.name} again.`,
  'damaged.text.entriesKeptAside': (p: DamagedText) =>
    `A part of ${p.path} is damaged (${p.problem}); the rest is in use. The file as it was is kept as ${p.keptAs}. To go back to it, close Moref, mend the kept file and name it ${p.name} again.`,
  'damaged.text.newer': (p: DamagedText) =>
    `${p.path} stays as it is, so that the newer version finds it. What this version could read of it is in use; what you change in this run is not kept.`,
  'damaged.text.left': (p: DamagedText) =>
    `${p.path} cannot be used (${p.problem}). It stays as it is, and what you change in this run is not kept.`,
  'damaged.profiles': 'its servers',
  'damaged.certificates': 'the trusted certificates',
  'damaged.otherServers': 'the other addresses of its servers',
  'damaged.workspace': 'the layout of its windows',
  'damaged.secrets': 'the saved passwords',
  'damaged.tasks': 'the tasks of earlier days',
  'general.unsandboxed':
    'Moref runs without the sandbox of its window: a fault in it could reach all that this user may.',
  'link.lost': (p: { readonly seconds: number }) =>
    p.seconds > 0
      ? `This window lost its connection to Moref. What you see is the last known state. Trying again in ${p.seconds} s.`
      : 'This window lost its connection to Moref. What you see is the last known state. Trying again…',
  'link.shutOut':
    'Moref does not know this window. Press Enter in the terminal where Moref runs, and open the address that it prints.',
  'link.retry': 'Try now',
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.copy': 'Copy',
  'common.copied': 'Copied',
  'common.dismiss': 'Dismiss',
  'common.dismissAll': 'Dismiss all',
  'common.details': 'Details',
  'common.copyDetails': 'Copy details',
  'common.clear': 'Clear',
  'common.undo': 'Undo',
  'common.retry': 'Try again',
  'common.loading': 'Loading…',
  'common.more': 'More actions',
  'common.list': (p: { readonly items: readonly string[] }) => p.items.join(', '),
  'error.native': 'What the server said',
  'error.members': 'Members of the fault',
  'error.kind': 'Kind',
  'error.object': 'Object',
  'theme.label': 'Appearance',
  'theme.system': 'Like the system',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'language.label': 'Language',
  'language.system': 'Like the system',
  'notices.label': 'Notices',
  'notices.more': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# more notice', other: '# more notices' }),
  'status.label': 'Status',
  'status.objects': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# object', other: '# objects' }),
  'status.servers': (p: { readonly live: number; readonly total: number }, { plural }) =>
    `${p.live} of ${plural(p.total, { one: '# server', other: '# servers' })} live`,
  'status.running': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# task running', other: '# tasks running' }),
  'secrets.plain': 'Passwords unprotected',
  'secrets.session': 'Passwords kept until exit',
  'secrets.title': 'How passwords are kept',
  'secrets.system.text': (p: { readonly backend: string }) =>
    `Saved passwords are encrypted by the operating system (${p.backend}).`,
  'secrets.plain.text': (p: { readonly backend: string }) =>
    `This system offers no protected store for passwords (${p.backend}). A saved password would be a file that every program running as you can read. Without your consent Moref keeps passwords in memory only, until it ends.`,
  'secrets.session.text':
    'Moref has no protected store for passwords here. It keeps them in memory and forgets them when it ends.',
  'secrets.consent': 'Save passwords in readable form all the same',
  'shortcuts.title': 'Keyboard shortcuts',
  'shortcuts.open': 'Keyboard shortcuts',
  'shortcuts.filter': 'Find in the tree',
  'shortcuts.escape': 'Clear the filter, close a menu or dialog',
  'shortcuts.tasks': 'Show or hide the tasks',
  'shortcuts.menu': 'Actions of the object',
  'shortcuts.tree': 'In the tree and in lists',
  'shortcuts.selection': 'With the selected objects',
  'shortcuts.on.power.on': 'Power on',
  'shortcuts.on.guest.shutdown': 'Shut down the guest',
  'shortcuts.on.snapshot.create': 'Take a snapshot',
  'shortcuts.on.vm.migrate': 'Migrate',
  'shortcuts.on.rename': 'Rename',
  'shortcuts.on.settings': 'Edit settings',
  'shortcuts.on.delete': 'Delete',
  'shortcuts.none': 'no key',
  'shortcuts.change': (p: { readonly action: string; readonly keys: string }) =>
    `Change the key of “${p.action}”: ${p.keys}`,
  'shortcuts.press': (p: { readonly action: string }) =>
    `Press the new key for “${p.action}”. Backspace: no key. Esc: leave it as it is.`,
  'shortcuts.conflict': (p: { readonly keys: string; readonly action: string }) =>
    `${p.keys} is the key of “${p.action}”.`,
  'shortcuts.taken': (p: { readonly keys: string }) =>
    `${p.keys} is needed in lists and fields. Press another key.`,
  'shortcuts.take': 'Use it here',
  'shortcuts.reset': 'Usual key',
  'shortcuts.resetAll': 'Usual keys',
  'shortcuts.help': 'Click on a key to change it.',
  'shortcuts.everywhere': 'Everywhere',
  'shortcuts.move': 'Move',
  'shortcuts.expand': 'Open, or go to the first child',
  'shortcuts.collapse': 'Close, or go to the parent',
  'shortcuts.ends': 'First and last line',
  'shortcuts.pages': 'A page up or down',
  'shortcuts.siblings': 'Open all siblings',
  'shortcuts.type': 'Letters: go to the next name that begins so',
  'shortcuts.range': 'Extend the selection',
  'shortcuts.moveOnly': 'Move without selecting',
  'shortcuts.select': 'Add to the selection, add or remove',
  'shortcuts.all': 'All that the filter found, or all siblings of a kind',
  'panel.resize.tree': 'Width of the tree',
  'panel.resize.tasks': 'Height of the tasks',
  'key.alt': 'Alt',
  'key.ctrl': 'Ctrl',
  'key.shift': 'Shift',
  'key.enter': 'Enter',
  'key.space': 'Space',
  'key.delete': 'Delete',
  'key.escape': 'Esc',
  'key.home': 'Home',
  'key.end': 'End',
  'key.pageUp': 'PgUp',
  'key.pageDown': 'PgDn',
} as const satisfies Texts;
