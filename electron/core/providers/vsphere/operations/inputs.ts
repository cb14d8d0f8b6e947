import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { LookupInput, OperationInput, TextInput } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { number, reference, references } from '../map/read.ts';
import { datastoreChoices } from './choices/datastores.ts';
import { folderChoices, folderName, topFolder } from './choices/folders.ts';
import { placeChoices } from './choices/places.ts';
import type { ChoosingWork, Subject, Work } from './definition.ts';
import { datacenterOf, hostsOf, placeKinds, nameOf } from './placement/placement.ts';
import { longestName } from './organisation/settings.ts';
import { toMoref, toRef } from '../object-updates.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import { refType } from '#shared/model/reference.ts';

/** Titles of the pages of wizards. */
export const steps = {
  name: say('page.nameAndFolder'),
  place: say('page.place'),
  destination: say('page.destination'),
  storage: say('page.storage'),
  guest: say('page.guest'),
  hardware: say('page.hardware'),
  media: say('page.media'),
} as const;

export function nameInput(initial?: Text): TextInput {
  return {
    name: 'name',
    label: say('input.name'),
    type: 'text',
    required: true,
    maxLength: longestName,
    step: steps.name,
    ...onlyDefined({ initial }),
  };
}

/** It may name several machines, which are made in one run. */
export function severalNames(input: TextInput): TextInput {
  return { ...input, pattern: true, help: say('input.name.pattern') };
}

/** The folder for a VM. @param initial the one where it goes if nobody chooses */
export function folderInput(initial: Ref | undefined, lookup: Subject['lookup']): LookupInput {
  return {
    name: 'folder',
    label: say('input.folder'),
    type: 'lookup',
    required: false,
    accepts: ['folder', 'datacenter'],
    step: steps.name,
    ...(initial !== undefined && { initial, initialLabel: folderName(initial, lookup) }),
  };
}

export function placeInput(
  options: { readonly required: boolean; readonly help?: Text; readonly initial?: Ref },
  lookup: Subject['lookup'],
): LookupInput {
  const { initial, ...rest } = options;
  return {
    name: 'host',
    label: say('input.place'),
    type: 'lookup',
    accepts: placeKinds,
    step: steps.place,
    ...rest,
    ...(initial !== undefined && { initial, initialLabel: nameOf(initial, lookup) }),
  };
}

export function storageInput(options: {
  readonly required: boolean;
  readonly help?: Text;
}): LookupInput {
  return {
    name: 'storage',
    label: say('input.datastore'),
    type: 'lookup',
    accepts: ['datastore'],
    dependsOn: ['host'],
    step: steps.storage,
    ...options,
  };
}

export const startInput: OperationInput = {
  name: 'start',
  label: say('input.start'),
  type: 'boolean',
  required: false,
  initial: false,
  step: steps.storage,
};

/** The hosts that what was chosen so far runs on; those of the object itself where nothing was. */
export function hostsChosen(work: Work): readonly Ref[] {
  const chosen = work.chosen('host');
  return hostsOf(chosen === undefined ? work.ref : toRef(chosen), work.lookup);
}

/** Places; of one data center where a folder of it was chosen, or the object stands for one. */
export const choosePlace = (work: ChoosingWork): Promise<LookupChoices> => {
  const { lookup, under, ref } = work;
  const folder = chosenFolder(work);
  const bound = folder !== undefined && folder !== ownFolder(work) ? folder : boundTo(ref);
  const present = reference(work.object['runtime.host']);
  return Promise.resolve(placeChoices(lookup, { under, near: ref, within: bound, present }));
};

/** Folders; of one data center where a place in it was chosen, or the object stands in it for good. */
export const chooseVmFolder = (work: ChoosingWork): Promise<LookupChoices> => {
  const chosen = work.chosen('host');
  const near = chosen === undefined ? work.ref : toRef(chosen);
  const isBound = chosen !== undefined || refType(work.ref) !== 'VirtualMachine';
  return Promise.resolve(folderChoices(work.lookup, 'vmFolder', near, isBound));
};

/** A folder and a data center are where something is to be. */
function boundTo(ref: Ref): Ref | undefined {
  return /^(Folder|Datacenter):/.test(ref) ? ref : undefined;
}

export const chooseStorage = (work: ChoosingWork): Promise<LookupChoices> =>
  Promise.resolve(
    datastoreChoices(work.lookup, hostsChosen(work), {
      needed: neededBytes(work),
      present: refType(work.ref) === 'VirtualMachine' ? references(work.object, 'datastore') : [],
    }),
  );

/** What the disks of the VM hold now. */
export function neededBytes({ object, number: given }: Work): number {
  const own = number(object, 'summary.storage.committed') ?? 0;
  return own > 0 ? own : (given('diskGib') ?? 0) * 1024 ** 3;
}

/**
 * The folder for a VM: as chosen, else where the object stands, else the data center's own. A VM stands in the data center that it runs
 * in: what was filled in beforehand gives way to that. @throws MorefException `invalid` for a folder of another one
 */
export function vmFolderOf(work: Work): ManagedObjectReference | undefined {
  const { lookup, ref } = work;
  const place = work.chosen('host');
  const near = place === undefined ? ref : toRef(place);
  const chosen = chosenFolder(work);
  const own = ownFolder(work);
  const folder = chosen ?? own ?? topFolder(near, 'vmFolder', lookup);
  if (folder === undefined) return undefined;
  if (!isBeyond(folder, near, lookup)) return toMoref(folder);
  if (chosen !== undefined && chosen !== own) throw beyond(work, folder, near);
  const top = topFolder(near, 'vmFolder', lookup);
  return top === undefined ? undefined : toMoref(top);
}

/** The folder that was chosen; a data center stands for its own. */
export function chosenFolder(work: Work): Ref | undefined {
  const chosen = work.chosen('folder');
  if (chosen === undefined) return undefined;
  return chosen.type === 'Datacenter'
    ? topFolder(toRef(chosen), 'vmFolder', work.lookup)
    : toRef(chosen);
}

/** Whether two objects stand in different data centers, as far as that can be seen. */
export function isBeyond(one: Ref, other: Ref, lookup: Subject['lookup']): boolean {
  const [a, b] = [datacenterOf(one, lookup), datacenterOf(other, lookup)];
  return a !== undefined && b !== undefined && a !== b;
}

/** That a folder is of another data center than the place. */
export function beyond({ lookup, ref }: Work, folder: Ref, place: Ref): MorefException {
  const nameOfCenter = (one: Ref): string => {
    const center = datacenterOf(one, lookup);
    return center === undefined ? '' : nameOf(center, lookup);
  };
  const message = say('error.folderBeyond', {
    folder: folderName(folder, lookup),
    folderCenter: nameOfCenter(folder),
    place: nameOf(place, lookup),
    placeCenter: nameOfCenter(place),
  });
  return new MorefException({ kind: 'invalid', message, ref });
}

/** The folder that a VM stands in, or that the object itself is. */
export function ownFolder({ ref, object }: Pick<Subject, 'ref' | 'object'>): Ref | undefined {
  if (refType(ref) === 'VirtualMachine') return reference(object['parent']);
  if (refType(ref) === 'Datacenter') return reference(object['vmFolder']);
  return refType(ref) === 'Folder' ? ref : undefined;
}
