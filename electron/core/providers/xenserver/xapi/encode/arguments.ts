import { text as say } from '#shared/i18n/make-text.ts';
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
      ? say('request.noMessage', { owner, name: name.slice(0, 80) })
      : say('request.noClass', { owner: owner.slice(0, 80) }),
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
    const names = parameters.map(({ name, optional }) => (optional ? `[${name}]` : name));
    const about = { call: wire, names: names.join(', '), given: values.length };
    throw new XapiEncodeError(
      say('request.arguments', { ...about, least: needed, most: parameters.length }),
    );
  }
  const checker = new ValueChecker(model);
  return parameters
    .slice(0, values.length)
    .map(({ name, type }, index) => checker.check(type, values[index], `${wire}: ${name}`));
}
