import type { OperationInput } from '#shared/model/operation.ts';
import { sameInitial, widest } from './widest.ts';

/** The settings that are asked for of a selection: every object has a name and versions of its own. */
export function settingsOfMany(inputs: readonly OperationInput[]): readonly OperationInput[] {
  return inputs.filter(({ own, hidden }) => own !== true && hidden !== true);
}

/**
 * The settings that all objects have: where their values differ there are several, and what can be changed of one of them can be changed; the
 * others say in the preview why not.
 */
export function commonSettings(
  ours: readonly OperationInput[],
  theirs: readonly OperationInput[],
): readonly OperationInput[] {
  const byName = new Map(theirs.map((input) => [input.name, input]));
  return ours.flatMap((one) => {
    const other = byName.get(one.name);
    return other === undefined || other.type !== one.type ? [] : [both(one, other)];
  });
}

function both(one: OperationInput, other: OperationInput): OperationInput {
  const differs =
    one.several === true ||
    (one.initial === undefined
      ? other.initial !== undefined
      : !sameInitial(one.initial, other.initial));
  const joined = widest(one, other);
  if (!differs && (one.refused === undefined || other.refused !== undefined)) return joined;
  const { refused, ...rest } = joined;
  const stays = refused !== undefined && other.refused !== undefined ? { refused } : {};
  return { ...withoutInitial(rest, differs), ...stays, ...(differs && { several: true }) };
}

function withoutInitial(input: OperationInput, differs: boolean): OperationInput {
  if (!differs) return input;
  const { initial: _initial, ...rest } = input;
  return rest;
}
