import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import { nameOf, number, texts } from '../../map/read.ts';
import type { Given, Subject, Work } from '../definition.ts';
import { bytesPerGiB } from './devices.ts';
import { allowedRefusal } from '../refusals.ts';

/** Why a disk cannot grow now: its storage may want it to be let go first. */
export function growRefusal(vdi: Subject['object']): Text | undefined {
  const allowed = texts(vdi, 'allowed_operations');
  if (allowed.includes('resize') || allowed.includes('resize_online')) return undefined;
  return allowedRefusal(vdi, 'resize') === undefined ? undefined : say('refusal.growNotNow');
}

export function growSteps(work: Given, disk: Ref | undefined): readonly Text[] {
  const vdi = disk === undefined ? undefined : work.lookup.get(disk);
  const name = disk === undefined ? say('part.aDisk') : nameOf(disk, vdi);
  const from = number(vdi, 'virtual_size') ?? 0;
  const to = (work.number('size') ?? 0) * bytesPerGiB;
  return [say('step.disk.grow', { disk: name, from, to })];
}

/** @throws MorefException `invalid` for a smaller size, `conflict` where the storage cannot now */
export async function grow(work: Work, disk: Ref | undefined): Promise<string | null> {
  const vdi = disk === undefined ? undefined : work.lookup.get(disk);
  if (disk === undefined || vdi === undefined) {
    const message = say('error.diskGone', { name: work.name });
    throw new MorefException({ kind: 'missing', message, ref: work.ref });
  }
  const before = number(vdi, 'virtual_size') ?? 0;
  const bytes = Math.round((work.number('size') ?? 0) * bytesPerGiB);
  if (bytes === before) return null;
  const name = nameOf(disk, vdi);
  if (bytes < before) {
    const message = say('error.diskSmaller', { disk: name, size: before });
    throw new MorefException({ kind: 'invalid', message, ref: disk });
  }
  const refused = growRefusal(vdi);
  if (refused !== undefined)
    throw new MorefException({
      kind: 'conflict',
      message: say('error.about', { name, why: refused }),
      ref: disk,
    });
  const offline = texts(vdi, 'allowed_operations').includes('resize');
  return work.start('VDI', offline ? 'resize' : 'resize_online', [work.opaque(disk), bytes]);
}
