import type { LookupInput, NumberInput, OperationOffer } from '#shared/model/operation.ts';

/** An operation that can be run now and asks nothing, unless stated otherwise. */
export function anOffer(offer: Partial<OperationOffer> = {}): OperationOffer {
  return { id: 'vm.change', label: 'Change', group: 'edit', ...offer };
}

/** A number that has to be given, unless stated otherwise. */
export function aNumber(name: string, input: Partial<NumberInput> = {}): NumberInput {
  return { type: 'number', name: name.toLowerCase(), label: name, required: true, ...input };
}

/** Something to look up that has to be chosen, unless stated otherwise. */
export function aLookup(name: string, input: Partial<LookupInput> = {}): LookupInput {
  return { type: 'lookup', name: name.toLowerCase(), label: name, required: true, ...input };
}
