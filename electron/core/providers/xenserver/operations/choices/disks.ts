import { text as say } from '#shared/i18n/make-text.ts';
import type { LookupOption } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../../provider.ts';
import { flag, list, nameOf, number, references, text } from '../../map/read.ts';
import { unseenRefusal } from './hosts.ts';
import { inOrder } from './order.ts';

/** CD images. Where there are several ISO libraries they are folders. @param host that has to see them, if there is one */
export function imageChoices(
  lookup: Lookup,
  under: string | undefined,
  host?: Ref,
): readonly LookupOption[] {
  const libraries = repositories(lookup, (content) => content === 'iso').filter(
    ({ sr }) => list(sr, 'VDIs').length > 0,
  );
  const [only, ...others] = libraries;
  const asked =
    under === undefined && others.length === 0 ? only : libraries.find(({ ref }) => ref === under);
  if (asked !== undefined)
    return inOrder(
      references(asked.sr, 'VDIs').map((ref) => ({
        value: ref,
        label: nameOf(ref, lookup.get(ref)),
        kind: 'disk' as const,
        ...onlyDefined({ refused: unseenRefusal(host, asked.ref, lookup) }),
      })),
    );
  return inOrder(
    libraries.map(({ ref, sr }) => ({
      value: ref,
      label: nameOf(ref, sr),
      detail: say('choice.images', { count: list(sr, 'VDIs').length }),
      kind: 'datastore' as const,
      folder: 'only' as const,
      ...onlyDefined({ refused: unseenRefusal(host, ref, lookup) }),
    })),
  );
}

/** Disks that no VM has, and those that may be shared. @param host that has to see them, if there is one */
export function freeDiskChoices(lookup: Lookup, host?: Ref): readonly LookupOption[] {
  return inOrder(
    repositories(lookup, (content) => content !== 'iso').flatMap(({ ref: srRef, sr }) =>
      references(sr, 'VDIs').flatMap((ref) => {
        const vdi = lookup.get(ref);
        return vdi === undefined || !isFree(vdi)
          ? []
          : [
              {
                value: ref,
                label: nameOf(ref, vdi),
                detail: say('choice.diskOn', {
                  size: number(vdi, 'virtual_size') ?? 0,
                  storage: nameOf(srRef, sr),
                }),
                kind: 'disk' as const,
                ...onlyDefined({ refused: unseenRefusal(host, srRef, lookup) }),
              },
            ];
      }),
    ),
  );
}

function isFree(vdi: Properties): boolean {
  const free = list(vdi, 'VBDs').length === 0 || flag(vdi, 'sharable');
  const type = text(vdi, 'type');
  return (
    free &&
    !flag(vdi, 'is_a_snapshot') &&
    vdi['managed'] !== false &&
    (type === 'user' || type === 'system')
  );
}

function repositories(
  lookup: Lookup,
  wanted: (content: string | undefined) => boolean,
): readonly { readonly ref: Ref; readonly sr: Properties }[] {
  return [...lookup.ofType('SR')].flatMap((ref) => {
    const sr = lookup.get(ref);
    return sr !== undefined && wanted(text(sr, 'content_type')) ? [{ ref, sr }] : [];
  });
}
