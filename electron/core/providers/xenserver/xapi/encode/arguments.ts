import { XapiEncodeError } from '../errors.ts';
import type { ApiModel, MessageSpec } from '../model/api-model.ts';
import { ValueChecker } from './check-value.ts';
import type { WireValue } from './wire-value.ts';

/** Finds a message. @throws XapiEncodeError where class or message do not exist */
export function messageOf(model: ApiModel, owner: string, name: string): MessageSpec {
  const spec = model.message(owner, name);
  if (spec !== undefined) return spec;
  throw new XapiEncodeError(
    model.isClass(owner)
      ? `The class ${owner} has no message ${name.slice(0, 80)}.`
      : `There is no class ${owner.slice(0, 80)} in the API.`,
  );
}

/**
 * Checks the arguments of a call, session aside, against the model.
 * @throws XapiEncodeError for too few or too many, and for a value that does not fit its parameter
 */
export function checkArguments(
  model: ApiModel,
  spec: MessageSpec,
  values: readonly unknown[],
): readonly WireValue[] {
  const { parameters, wire } = spec;
  const needed = parameters.filter(({ optional }) => !optional).length;
  if (values.length < needed || values.length > parameters.length) {
    const count = needed === parameters.length ? `${needed}` : `${needed} to ${parameters.length}`;
    const names = parameters.map(({ name, optional }) => (optional ? `[${name}]` : name));
    throw new XapiEncodeError(
      `${wire} takes ${count} arguments (${names.join(', ')}), but was given ${values.length}.`,
    );
  }
  const checker = new ValueChecker(model);
  return parameters
    .slice(0, values.length)
    .map(({ name, type }, index) => checker.check(type, values[index], `${wire}: ${name}`));
}
