import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import {
  bytesFact,
  countFact,
  factsOf,
  pathOf,
  tableOf,
  wordsFact,
} from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import type { Lookup } from '../../../provider.ts';
import { flag, list, nameOf, number, references, text } from '../../map/read.ts';
import { unseenRefusal } from './hosts.ts';

/** CD images. Where there are several ISO libraries they are folders. @param host that has to see them, if there is one */
export function imageChoices(lookup: Lookup, under: string | undefined, host?: Ref): LookupChoices {
  const libraries = repositories(lookup, (content) => content === 'iso').filter(
    ({ sr }) => list(sr, 'VDIs').length > 0,
  );
  const [only, ...others] = libraries;
  const asked =
    under === undefined && others.length === 0 ? only : libraries.find(({ ref }) => ref === under);
  return asked === undefined
    ? libraryTable(libraries, lookup, host)
    : imageTable(asked, lookup, host);
}

function imageTable({ ref: srRef, sr }: Repository, lookup: Lookup, host?: Ref): LookupChoices {
  const refused = unseenRefusal(host, srRef, lookup);
  const options = references(sr, 'VDIs').map((ref) => {
    const vdi = lookup.get(ref);
    return {
      value: ref,
      label: nameOf(ref, vdi),
      kind: 'disk' as const,
      ...factsOf({ size: bytesFact(number(vdi, 'virtual_size'), 'virtual_size') }),
      ...onlyDefined({ refused }),
    };
  });
  return tableOf(bestFirst(options), 'size');
}

function libraryTable(libraries: readonly Repository[], lookup: Lookup, host?: Ref): LookupChoices {
  const options = libraries.map(({ ref, sr }) => ({
    value: ref,
    label: nameOf(ref, sr),
    kind: 'datastore' as const,
    folder: 'only' as const,
    ...factsOf({
      images: countFact(list(sr, 'VDIs').length, 'VDIs'),
      type: wordsFact(text(sr, 'type'), 'type'),
    }),
    ...onlyDefined({ refused: unseenRefusal(host, ref, lookup) }),
  }));
  return tableOf(bestFirst(options), 'images', 'type');
}

/** Disks that no VM has, and those that may be shared. @param host that has to see them, if there is one */
export function freeDiskChoices(lookup: Lookup, host?: Ref): LookupChoices {
  const options = repositories(lookup, (content) => content !== 'iso').flatMap(
    ({ ref: srRef, sr }) =>
      references(sr, 'VDIs').flatMap((ref): readonly LookupOption[] => {
        const vdi = lookup.get(ref);
        if (vdi === undefined || !isFree(vdi)) return [];
        return [
          {
            value: ref,
            label: nameOf(ref, vdi),
            kind: 'disk',
            ...factsOf({
              size: bytesFact(number(vdi, 'virtual_size'), 'virtual_size'),
              place: wordsFact(nameOf(srRef, sr), pathOf(srRef, 'name_label')),
            }),
            ...onlyDefined({ refused: unseenRefusal(host, srRef, lookup) }),
          },
        ];
      }),
  );
  return tableOf(bestFirst(options), 'size', 'place');
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

interface Repository {
  readonly ref: Ref;
  readonly sr: Properties;
}

function repositories(
  lookup: Lookup,
  wanted: (content: string | undefined) => boolean,
): readonly Repository[] {
  return [...lookup.ofType('SR')].flatMap((ref) => {
    const sr = lookup.get(ref);
    return sr !== undefined && wanted(text(sr, 'content_type')) ? [{ ref, sr }] : [];
  });
}
