import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';

/** What calls of an operation leave where a later one fails and they cannot be taken back: a sentence that names the object. */
export const left = {
  entry: (object: string, key: string) => say('left.entry', { object, key }),
  tag: (object: string, tag: string) => say('left.tag', { object, tag }),
  processors: (vm: string) => say('left.processors', { vm }),
  setting: (object: string, setting: Text) => say('left.settingOf', { object, setting }),
  cd: (vm: string) => say('left.cd', { vm }),
  diskAt: (disk: { readonly name: string; readonly size: number; readonly storage: string }) =>
    say('left.diskAt', disk),
  disk: (disk: string) => say('left.disk', { disk }),
  place: (vm: string) => say('left.place', { vm }),
  detached: (disk: Text, vm: string) => say('left.detached', { disk, vm }),
  adapter: (vm: string) => say('left.adapter', { vm }),
  unplugged: (adapter: Text) => say('left.unplugged', { adapter }),
  machine: (vm: string) => say('left.machine', { vm }),
  whole: (vm: string) => say('left.whole', { vm }),
  snapshot: (snapshot: string) => say('left.snapshot', { snapshot }),
  deleted: (vm: string) => say('left.deleted', { vm }),
  diskOf: (disk: string, vm: string) => say('left.diskOf', { disk, vm }),
  disabled: (host: string) => say('left.disabled', { host }),
  emptied: (host: string) => say('left.emptied', { host }),
  shutDown: (vm: string) => say('left.shutDown', { vm }),
} as const;
