import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type {
  LookupChoices,
  LookupInput,
  OperationInput,
  TextInput,
} from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { number, reference } from '../map/read.ts';
import { datastoreChoices } from './choices/datastores.ts';
import { folderChoices, folderName, topFolder } from './choices/folders.ts';
import { placeChoices } from './choices/places.ts';
import type { ChoosingWork, Subject, Work } from './definition.ts';
import { hostsOf, placeKinds, nameOf } from './placement.ts';
import { longestName } from './settings.ts';
import { toMoref, toRef } from '../object-updates.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import { refType } from '#shared/model/reference.ts';

/** Titles of the pages of wizards. */
export const steps = {
  name: say('page.nameAndFolder'),
  place: say('page.place'),
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
    ...(initial === undefined ? {} : { initial }),
  };
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
    ...(initial === undefined ? {} : { initial, initialLabel: folderName(initial, lookup) }),
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
    ...(initial === undefined ? {} : { initial, initialLabel: nameOf(initial, lookup) }),
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

export const choosePlace = (work: ChoosingWork): Promise<LookupChoices> =>
  Promise.resolve(placeChoices(work.lookup, work.under, work.ref));

export const chooseVmFolder = (work: ChoosingWork): Promise<LookupChoices> => {
  const chosen = work.chosen('host');
  const near = chosen === undefined ? work.ref : toRef(chosen);
  return Promise.resolve(folderChoices(work.lookup, 'vmFolder', near));
};

export const chooseStorage = (work: ChoosingWork): Promise<LookupChoices> =>
  Promise.resolve(datastoreChoices(work.lookup, hostsChosen(work), neededBytes(work)));

/** What the disks of the VM hold now. */
export function neededBytes({ object, number: given }: Work): number {
  const own = number(object, 'summary.storage.committed') ?? 0;
  return own > 0 ? own : (given('diskGib') ?? 0) * 1024 ** 3;
}

/** The folder for a VM: as chosen, else where the object stands, else the data center's own. */
export function vmFolderOf(work: Work): ManagedObjectReference | undefined {
  const chosen = work.chosen('folder');
  if (chosen !== undefined) {
    if (chosen.type !== 'Datacenter') return chosen;
    const top = topFolder(toRef(chosen), 'vmFolder', work.lookup);
    return top === undefined ? undefined : toMoref(top);
  }
  const place = work.chosen('host');
  const own = ownFolder(work);
  const near =
    own ?? topFolder(place === undefined ? work.ref : toRef(place), 'vmFolder', work.lookup);
  return near === undefined ? undefined : toMoref(near);
}

/** The folder that a VM stands in, or that the object itself is. */
export function ownFolder({ ref, object }: Pick<Subject, 'ref' | 'object'>): Ref | undefined {
  if (refType(ref) === 'VirtualMachine') return reference(object['parent']);
  if (refType(ref) === 'Datacenter') return reference(object['vmFolder']);
  return refType(ref) === 'Folder' ? ref : undefined;
}
