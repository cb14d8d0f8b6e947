import type { Texts } from '../catalogue.ts';

/** Why a document of a server is no XML, or none that is read. Most of them stand in `xml.malformed` or `xml.refused`. */
export const xmlProblemMessages = {
  'xml.malformed': (p: { readonly problem: string; readonly byte: number }) =>
    `The answer is not well-formed XML: ${p.problem} (byte ${p.byte}).`,
  'xml.refused': (p: { readonly problem: string; readonly byte: number }) =>
    `The answer is refused at byte ${p.byte}: ${p.problem}.`,
  'xml.cutCharacter': 'The answer ends within a character.',
  'xml.noPrefix': (p: { readonly name: string }) => `The prefix of ${p.name} is not declared.`,
  'xml.attribute.less': 'an attribute value holds a <',
  'xml.attribute.noValue': 'an attribute has no value',
  'xml.attribute.unquoted': 'the value of an attribute is not quoted',
  'xml.attribute.twice': 'an attribute is there twice',
  'xml.declaration.malformed': 'the XML declaration is malformed',
  'xml.declaration.late': 'the XML declaration is not at the beginning',
  'xml.declaration.version': (p: { readonly version: string }) =>
    `XML ${p.version} is not supported, only 1.0`,
  'xml.declaration.encoding': (p: { readonly encoding: string }) =>
    `the encoding ${p.encoding} is not supported, only UTF-8`,
  'xml.name': 'a name holds a character that no name may hold',
  'xml.tag.odd': 'a tag holds what is neither name nor attribute',
  'xml.tag.none': 'a < begins no tag',
  'xml.tag.slash': 'a / stands within a tag',
  'xml.bang': 'a <! begins nothing that is known',
  'xml.comment': 'a comment holds --',
  'xml.instruction': 'a processing instruction has no name',
  'xml.outside': 'there is text outside of the root',
  'xml.roots': 'it holds more than one root',
  'xml.noElement': 'it holds no element',
  'xml.ends.element': (p: { readonly element: string }) => `it ends within <${p.element}>`,
  'xml.ends.tag': 'it ends within a tag',
  'xml.closes.none': 'an element closes that is not open',
  'xml.closes.other': (p: { readonly element: string }) =>
    `<${p.element}> is open and another element closes`,
  'xml.doctype': 'a document type declaration is not allowed',
  'xml.long': (p: { readonly limit: number }) =>
    `a single value or tag is longer than ${p.limit} bytes`,
  'xml.deep': (p: { readonly limit: number }) => `elements are nested deeper than ${p.limit}`,
  'xml.many': (p: { readonly limit: number }) => `there are more than ${p.limit} elements`,
} as const satisfies Texts;
