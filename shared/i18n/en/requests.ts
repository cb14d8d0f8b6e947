import type { Texts } from '../catalogue.ts';

interface Path {
  /** `VM.start: force`: where in the call it stands. */
  readonly path: string;
}

/** Why a call was not sent: it does not fit the server's API, or cannot be written. */
export const requestMessages = {
  'request.mustBe': (p: Path & { readonly expected: string; readonly found: string }) =>
    `${p.path} must be ${p.expected}, but is ${p.found}.`,
  'request.mustBeOneOf': (p: Path & { readonly known: string; readonly found: string }) =>
    `${p.path} must be one of ${p.known}, but is ${p.found}.`,
  'request.mustFit': (p: Path & { readonly found: string }) =>
    `${p.path} must fit 64 bits, but is ${p.found}.`,
  'request.keyMustBeInt': (p: Path) => `${p.path}: the key must be an int.`,
  'request.required': (p: Path) => `${p.path} is required.`,
  'request.needs': (p: Path & { readonly owner: string; readonly type: string }) =>
    `${p.owner} needs ${p.path} (${p.type}).`,
  'request.unknownField': (p: {
    readonly owner: string;
    readonly name: string;
    readonly known: string;
  }) => `${p.owner} has no field ${p.name}. Known: ${p.known}.`,
  'request.unknownField.none': (p: { readonly owner: string; readonly name: string }) =>
    `${p.owner} has no field ${p.name}. It has none.`,
  'request.noField': (p: Path & { readonly type: string; readonly name: string }) =>
    `${p.path}: ${p.type} has no field ${p.name}.`,
  'request.unknownType': (p: Path & { readonly type: string }) =>
    `${p.path} has the type ${p.type}, which this API version does not know.`,
  'request.untyped': (p: Path) =>
    `${p.path} may be of any type, so the object must say its own in $type.`,
  'request.emptyUntyped': (p: Path) =>
    `${p.path}: an empty array in a field of any type does not say its type.`,
  'request.deep': (p: Path) => `${p.path} is nested too deeply.`,
  'request.halfCharacter': (p: Path) => `${p.path} contains half of a character that takes two.`,
  'request.noXmlCharacter': (p: Path & { readonly character: string }) =>
    `${p.path} holds the character ${p.character}, which XML cannot carry. Remove it.`,
  'request.controlCharacter':
    'A text contains a control character, which cannot be sent to this server. Remove it.',
  'request.tooLarge': (
    p: { readonly call: string; readonly bytes: number; readonly limit: number },
    { number },
  ) =>
    `${p.call}: the request has ${number(p.bytes)} bytes, but the server takes ${number(p.limit)} at most.`,
  'request.arguments': (p: {
    readonly call: string;
    readonly names: string;
    readonly least: number;
    readonly most: number;
    readonly given: number;
  }) =>
    `${p.call} takes ${p.least === p.most ? p.most : `${p.least} to ${p.most}`} arguments (${p.names}), but was given ${p.given}.`,
  'request.noMethod': (p: { readonly call: string }) => `The API has no method ${p.call}.`,
  'request.otherOwner': (p: {
    readonly call: string;
    readonly owner: string;
    readonly type: string;
  }) => `${p.call} is a method of ${p.owner}, not of ${p.type}.`,
  'request.noMessage': (p: { readonly owner: string; readonly name: string }) =>
    `The class ${p.owner} has no message ${p.name}.`,
  'request.noClass': (p: { readonly owner: string }) => `There is no class ${p.owner} in the API.`,
  'request.notAsync': (p: { readonly call: string }) => `${p.call} has no asynchronous form.`,
  'request.undeclared': (p: { readonly call: string }) =>
    `${p.call} is not in the API model that comes with this program. Learn its definition from the server first.`,
  'value.text': 'text',
  'value.text.secret': 'text (a secret)',
  'value.text.enumeration': 'text (an enumeration’s value)',
  'value.secret': 'a secret',
  'value.boolean': 'true or false',
  'value.number': 'a number',
  'value.number64': 'a number of 64 bits',
  'value.integer': 'an integer',
  'value.integer64': 'an integer of 64 bits (beyond 2^53 a bigint)',
  'value.integerKey': 'an integer as key',
  'value.list': 'a list',
  'value.set': 'a set',
  'value.map': 'a map',
  'value.map.object': 'a map, as an object',
  'value.map.entry': 'an entry of a map',
  'value.map.key': 'a key of a map',
  'value.structure': 'a structure',
  'value.structure.named': (p: { readonly name: string }) => `a structure ${p.name}`,
  'value.structure.typed': 'a structure with its $type',
  'value.error': 'an error',
  'value.error.typed': 'an error with its $type',
  'value.typed': 'a value that says its $type',
  'value.reference': 'a managed object reference: {type, value}',
  'value.dataObject': (p: { readonly type: string }) => `a data object of type ${p.type}`,
  'value.bytes': 'bytes, as made by bytes()',
  'value.base64': 'bytes as base64',
  'value.time': 'a time, as in 2026-01-31T12:00:00.000Z',
  'value.identifier': 'an identifier',
  'value.identifier.of': (p: { readonly resources: string }) => `an identifier of ${p.resources}`,
  'value.optional.of': (p: { readonly type: string }) => `optional of ${p.type}`,
  'value.list.of': (p: { readonly type: string }) => `list of ${p.type}`,
  'value.set.of': (p: { readonly type: string }) => `set of ${p.type}`,
  'value.map.of': (p: { readonly key: string; readonly value: string }) =>
    `map of ${p.value} by ${p.key}`,
  'value.object': 'an object',
  'value.plain': (p: { readonly type: string }) => `a ${p.type}`,
  'value.nothing': 'nothing',
  'value.missing': 'missing',
} as const satisfies Texts;
