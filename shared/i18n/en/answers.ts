import type { Texts } from '../catalogue.ts';

interface Problem {
  readonly problem: string;
}
interface Hint {
  /** What to do, as a sentence of its own. */
  readonly hint: string;
}

interface Call {
  readonly server: string;
  /** `VM.get_record`; a name of the server's API. */
  readonly call: string;
}

/** What is wrong with a server's answer: it is not of its protocol, or too much. For whoever has to find out why. */
export const answerMessages = {
  'answer.empty': 'The answer is empty.',
  'answer.noJson': (p: Problem) => `The answer is not valid JSON: ${p.problem}.`,
  'answer.json.early': 'it ends too early',
  'answer.json.key': 'a key is broken',
  'answer.json.outOfPlace': (p: { readonly found: string }) => `${p.found} is out of place`,
  'answer.deep': 'The answer is nested too deeply.',
  'answer.values': (p: { readonly limit: number }, { number }) =>
    `The answer has more than ${number(p.limit)} values.`,
  'answer.elements': (p: { readonly limit: number }, { number }) =>
    `The answer has more than ${number(p.limit)} elements.`,
  'answer.bytes': (p: { readonly limit: number }, { number }) =>
    `The answer has more than ${number(p.limit)} bytes.`,
  'answer.piece': (p: { readonly limit: number }, { number }) =>
    `The answer has a single value of more than ${number(p.limit)} bytes.`,
  'answer.doctype': 'The answer has a document type declaration, which is not allowed.',
  'answer.noXml': (p: Problem) => `The answer is not well-formed XML: ${p.problem}`,
  'answer.noValue': 'The answer is XML, but has no value.',
  'answer.noStatus': 'The answer is XML-RPC, but says neither Success nor Failure.',
  'answer.noXmlRpc.element': (p: { readonly element: string }) =>
    `The answer is not XML-RPC: <${p.element}> in it.`,
  'answer.noXmlRpc.text': (p: { readonly element: string }) =>
    `The answer is not XML-RPC: text directly in <${p.element}>.`,
  'answer.noResult': 'The answer has neither a result nor an error.',
  'answer.noJsonRpc': 'The answer is not a JSON-RPC response.',
  'answer.brokenError': 'The answer’s JSON-RPC error is broken.',
  'answer.otherCall': (p: { readonly found: string; readonly id: string }) =>
    `The answer is for another call: its id is “${p.found}”, not “${p.id}”.`,
  'answer.otherCall.none': (p: { readonly id: string }) =>
    `The answer is for another call: it has no id, and not “${p.id}”.`,
  'answer.errorNoStructure': 'The answer’s error is not a structure.',
  'answer.noText': (p: { readonly path: string }) => `The answer’s ${p.path} is not text.`,
  'answer.noText.identifier': 'An identifier in the answer’s list is not text.',
  'answer.undeclared': (p: Problem & { readonly call: string }) =>
    `The answer to ${p.call} is not what is declared: ${p.problem}`,
  'answer.at': (p: Problem & { readonly path: string }) => `${p.path}: ${p.problem}`,
  'answer.of': (p: Call & Problem) => `${p.server}, ${p.call}: ${p.problem}`,
  'answer.expected': (p: { readonly expected: string; readonly found: string }) =>
    `expected ${p.expected}, found ${p.found}`,
  'answer.noValueOf': (p: { readonly found: string; readonly type: string }) =>
    `${p.found} is not a value of type ${p.type}.`,
  'answer.without.session': (p: Call) => `${p.server} answered ${p.call} without a session.`,
  'answer.without.task': (p: Call) => `${p.server} answered ${p.call} without a task.`,
  'answer.without.record': (p: Call) => `${p.server} answered ${p.call} without a record.`,
  'answer.without.records': (p: Call) => `${p.server} answered ${p.call} without records.`,
  'answer.without.reference': (p: Call) => `${p.server} answered ${p.call} without a reference.`,
  'answer.without.token': (p: Call) => `${p.server} answered ${p.call} without a token.`,
  'answer.otherType': (p: Call & { readonly type: string; readonly hint: string }) =>
    `${p.server} answered ${p.call} with ${p.type} instead of JSON. ${p.hint}`,
  'answer.noSoap': (p: { readonly element: string; readonly hint: string }) =>
    `The answer is not a SOAP envelope but <${p.element}>. ${p.hint}`,
  'answer.noSoap.page': (p: { readonly hint: string }) => `The answer is a web page. ${p.hint}`,
  'answer.noMethodResult': (p: { readonly call: string }) =>
    `The answer to ${p.call} holds neither its result nor a fault.`,
  'answer.notCreated': (p: { readonly call: string }) =>
    `The answer to ${p.call} does not say what was created.`,
  'answer.noVersion': 'The answer to WaitForUpdatesEx has no version.',
  'answer.sameVersion': 'WaitForUpdatesEx answers with the version that it was asked with.',
  'answer.noServiceContent': (p: { readonly server: string }) =>
    `${p.server} did not answer as a vSphere server does: it has no service content.`,
  'answer.noManager': (p: { readonly server: string; readonly manager: string }) =>
    `${p.server} did not answer as a vSphere server does: it has no ${p.manager}.`,
  'answer.noAutomation': (p: Call & Hint) =>
    `${p.server} answered ${p.call} without a Content-Type. ${p.hint}`,
  'answer.noAutomation.type': (p: Call & Hint & { readonly type: string }) =>
    `${p.server} answered ${p.call} with “${p.type}”. ${p.hint}`,
  'answer.noAutomation.said': (
    p: Call & Hint & { readonly type: string; readonly reason: string },
  ) => `${p.server} answered ${p.call} with “${p.type}”, which says ${p.reason}. ${p.hint}`,
  'answer.notUnderstood': (p: {
    readonly call: string;
    readonly code: number;
    readonly words: string;
  }) => `The server did not understand the call of ${p.call} (${p.code}): ${p.words}`,
  'answer.notUnderstood.unsaid': (p: { readonly call: string; readonly code: number }) =>
    `The server did not understand the call of ${p.call} (${p.code}): no reason given`,
  'answer.fault': (p: { readonly type: string }) => `the server reports ${p.type}.`,
  'stream.slow': (
    p: { readonly call: string; readonly bytes: number; readonly seconds: number },
    { number },
  ) =>
    `The stream of ${p.call} is too slow: ${number(p.bytes)} bytes of a frame in ${number(p.seconds)} s.`,
  'stream.broke.within': (p: { readonly call: string; readonly results: number }, { plural }) =>
    `The stream of ${p.call} broke off after ${plural(p.results, { one: '# result', other: '# results' })}, in the middle of a frame.`,
  'stream.broke.between': (p: { readonly call: string; readonly results: number }, { plural }) =>
    `The stream of ${p.call} broke off after ${plural(p.results, { one: '# result', other: '# results' })}, without its last frame.`,
  'stream.frame': (p: Problem) => `A frame of the stream is broken: ${p.problem}.`,
  'stream.frame.noBreak': 'its length is not followed by a line break',
  'stream.frame.longer': 'it is longer than its length says',
  'stream.frame.noEnd': 'it is not followed by a line break',
  'stream.frame.noNumber': 'its length is not a hexadecimal number',
  'stream.frame.digits': 'its length has too many digits',
  'stream.frame.empty': 'it is empty',
  'stream.frame.tooLong': (p: { readonly limit: number }, { number }) =>
    `it is longer than ${number(p.limit)} bytes`,
  'definition.deep': 'The definition is nested too deeply.',
  'definition.noElement': (p: { readonly type: string }) =>
    `The definition of a ${p.type} says not of what.`,
  'definition.large': (p: { readonly limit: number }, { number }) =>
    `A definition needs more than ${number(p.limit)} structures.`,
  'definition.noName': 'A type of the metadata has no name.',
  'definition.noPart': 'A type of the metadata says not of what.',
} as const satisfies Texts;
