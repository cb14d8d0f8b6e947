import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { references } from '../../map/read.ts';
import { call } from '../call.ts';
import type { Work } from '../definition.ts';
import { nameOf } from '../placement/placement.ts';
import { powerState } from '../refusals.ts';

/** Names in a sentence; of more their number is reported. */
const namedAtMost = 5;

/** Everything below a folder, of all levels, as the server has it now: what is not visible in the cache would go, too. */
async function everythingBelow(work: Work): Promise<readonly Ref[]> {
  const found: Ref[] = [];
  let level: readonly Ref[] = [work.ref];
  // A circle cannot be; a hundred levels neither.
  for (let depth = 0; level.length > 0 && depth < 100; depth += 1) {
    const children = await childrenOf(work, level);
    found.push(...children);
    level = children.filter((ref) => holders.has(refType(ref)));
  }
  return found;
}

/** What holds others, and is deleted with them: the machines of a vApp stand in no folder. */
const holders: ReadonlyMap<string, readonly string[]> = new Map([
  ['Folder', ['childEntity']],
  ['StoragePod', ['childEntity']],
  ['VirtualApp', ['vm', 'resourcePool']],
  ['ResourcePool', ['vm', 'resourcePool']],
]);

async function childrenOf({ server }: Work, refs: readonly Ref[]): Promise<readonly Ref[]> {
  const children: Ref[] = [];
  for (const [type, paths] of holders) {
    const ofType = refs.filter((ref) => refType(ref) === type);
    if (ofType.length === 0) continue;
    const read = await server.readMany(ofType, paths);
    for (const one of read.values())
      for (const path of paths) children.push(...references(one, path));
  }
  return children;
}

/**
 * Destroy_Task and UnregisterAndDestroy_Task take one object after the other, each for good, and stop at the first that cannot go. So
 * what would stop them is looked for first, in all that is below.
 */
export async function deleteFolder(work: Work) {
  const contents = work.text('contents');
  const below = await everythingBelow(work);
  const isChosen = contents === 'unregister' || contents === 'delete';
  if (below.length > 0 && !isChosen)
    throw conflict(work, say('error.folderFull', { name: work.name, count: below.length }));
  const machines = below.filter((ref) => refType(ref) === 'VirtualMachine');
  const running = machines.filter((ref) => isOn(work, ref));
  if (running.length > 0)
    throw conflict(
      work,
      say('error.folderRuns', {
        name: work.name,
        count: running.length,
        machines: running.slice(0, namedAtMost).map((ref) => nameOf(ref, work.lookup)),
        more: Math.max(0, running.length - namedAtMost),
      }),
    );
  const about = { count: below.length, machines: machines.length };
  const what =
    contents === 'unregister'
      ? say('step.folder.unregister', about)
      : say('step.folder.destroy', about);
  const method = contents === 'unregister' ? 'UnregisterAndDestroy_Task' : 'Destroy_Task';
  return {
    calls: [call(work.self, method, {})],
    steps: [
      say('step.folder.delete', { name: work.name }),
      ...(below.length === 0 ? [say('step.folder.empty')] : [what]),
      ...(below.length > 1 ? [say('step.folder.oneByOne')] : []),
    ],
  };
}

function isOn({ lookup }: Work, ref: Ref): boolean {
  const state = powerState(lookup.get(ref) ?? {});
  return state === 'poweredOn' || state === 'suspended';
}

function conflict({ ref }: Work, message: Text): MorefException {
  return new MorefException({ kind: 'conflict', message, ref });
}
