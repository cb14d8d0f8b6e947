import type { Translation } from '../catalogue.ts';
import type { answerMessages } from '../en/answers.ts';

export const germanAnswers = {
  'answer.empty': 'Die Antwort ist leer.',
  'answer.noJson': (p) => `Die Antwort ist kein gültiges JSON: ${p.problem}.`,
  'answer.json.early': 'sie endet zu früh',
  'answer.json.key': 'ein Schlüssel ist fehlerhaft',
  'answer.json.outOfPlace': (p) => `${p.found} steht an einer falschen Stelle`,
  'answer.deep': 'Die Antwort ist zu tief verschachtelt.',
  'answer.values': (p, { number }) => `Die Antwort hat mehr als ${number(p.limit)} Werte.`,
  'answer.elements': (p, { number }) => `Die Antwort hat mehr als ${number(p.limit)} Elemente.`,
  'answer.bytes': (p, { number }) => `Die Antwort hat mehr als ${number(p.limit)} Bytes.`,
  'answer.piece': (p, { number }) =>
    `Die Antwort enthält einen einzelnen Wert von mehr als ${number(p.limit)} Bytes.`,
  'answer.doctype': 'Die Antwort enthält eine Dokumenttyp-Deklaration; das ist nicht zulässig.',
  'answer.noXml': (p) => `Die Antwort ist kein wohlgeformtes XML: ${p.problem}`,
  'answer.noValue': 'Die Antwort ist XML, enthält aber keinen Wert.',
  'answer.noStatus': 'Die Antwort ist XML-RPC, meldet aber weder Success noch Failure.',
  'answer.noXmlRpc.element': (p) => `Die Antwort ist kein XML-RPC: Sie enthält <${p.element}>.`,
  'answer.noXmlRpc.text': (p) =>
    `Die Antwort ist kein XML-RPC: Text steht unmittelbar in <${p.element}>.`,
  'answer.noResult': 'Die Antwort enthält weder ein Ergebnis noch einen Fehler.',
  'answer.noJsonRpc': 'Die Antwort ist keine JSON-RPC-Antwort.',
  'answer.brokenError': 'Der JSON-RPC-Fehler in der Antwort ist unlesbar.',
  'answer.otherCall': (p) =>
    `Die Antwort gehört zu einem anderen Aufruf: Ihre ID ist „${p.found}“, nicht „${p.id}“.`,
  'answer.otherCall.none': (p) =>
    `Die Antwort gehört zu einem anderen Aufruf: Sie hat keine ID, und nicht „${p.id}“.`,
  'answer.errorNoStructure': 'Der Fehler in der Antwort ist keine Struktur.',
  'answer.noText': (p) => `${p.path} in der Antwort ist kein Text.`,
  'answer.noText.identifier': 'Eine Kennung in der Liste der Antwort ist kein Text.',
  'answer.undeclared': (p) =>
    `Die Antwort auf ${p.call} entspricht nicht der Deklaration: ${p.problem}`,
  'answer.at': (p) => `${p.path}: ${p.problem}`,
  'answer.of': (p) => `${p.server}, ${p.call}: ${p.problem}`,
  'answer.expected': (p) => `erwartet: ${p.expected}, gefunden: ${p.found}`,
  'answer.noValueOf': (p) => `${p.found} ist kein Wert vom Typ ${p.type}.`,
  'answer.without.session': (p) => `${p.server} hat ${p.call} ohne eine Sitzung beantwortet.`,
  'answer.without.task': (p) => `${p.server} hat ${p.call} ohne eine Aufgabe beantwortet.`,
  'answer.without.record': (p) => `${p.server} hat ${p.call} ohne einen Datensatz beantwortet.`,
  'answer.without.records': (p) => `${p.server} hat ${p.call} ohne Datensätze beantwortet.`,
  'answer.without.reference': (p) => `${p.server} hat ${p.call} ohne eine Referenz beantwortet.`,
  'answer.without.token': (p) => `${p.server} hat ${p.call} ohne ein Token beantwortet.`,
  'answer.otherType': (p) =>
    `${p.server} hat ${p.call} mit ${p.type} statt mit JSON beantwortet. ${p.hint}`,
  'answer.noSoap': (p) => `Die Antwort ist kein SOAP-Envelope, sondern <${p.element}>. ${p.hint}`,
  'answer.noSoap.page': (p) => `Die Antwort ist eine Webseite. ${p.hint}`,
  'answer.noMethodResult': (p) =>
    `Die Antwort auf ${p.call} enthält weder das Ergebnis noch einen Fehler.`,
  'answer.notCreated': (p) => `Die Antwort auf ${p.call} sagt nicht, was angelegt wurde.`,
  'answer.noVersion': 'Die Antwort auf WaitForUpdatesEx enthält keine Version.',
  'answer.sameVersion': 'WaitForUpdatesEx antwortet mit der Version, mit der es aufgerufen wurde.',
  'answer.noServiceContent': (p) =>
    `${p.server} antwortet nicht wie ein vSphere-Server: Der ServiceContent fehlt.`,
  'answer.noManager': (p) =>
    `${p.server} antwortet nicht wie ein vSphere-Server: Der ${p.manager} fehlt.`,
  'answer.noAutomation': (p) =>
    `${p.server} hat ${p.call} ohne Content-Type beantwortet. ${p.hint}`,
  'answer.noAutomation.type': (p) =>
    `${p.server} hat ${p.call} mit „${p.type}“ beantwortet. ${p.hint}`,
  'answer.noAutomation.said': (p) =>
    `${p.server} hat ${p.call} mit „${p.type}“ beantwortet. Die Antwort lautet: ${p.reason}. ${p.hint}`,
  'answer.notUnderstood': (p) =>
    `Der Server hat den Aufruf von ${p.call} nicht verstanden (${p.code}): ${p.words}`,
  'answer.notUnderstood.unsaid': (p) =>
    `Der Server hat den Aufruf von ${p.call} nicht verstanden (${p.code}), ohne einen Grund zu nennen.`,
  'answer.fault': (p) => `Der Server meldet ${p.type}.`,
  'stream.slow': (p, { number }) =>
    `Der Datenstrom von ${p.call} ist zu langsam: ${number(p.bytes)} Bytes eines Frames in ${number(p.seconds)} s.`,
  'stream.broke.within': (p, { plural }) =>
    `Der Datenstrom von ${p.call} ist nach ${plural(p.results, { one: '# Ergebnis', other: '# Ergebnissen' })} mitten in einem Frame abgebrochen.`,
  'stream.broke.between': (p, { plural }) =>
    `Der Datenstrom von ${p.call} ist nach ${plural(p.results, { one: '# Ergebnis', other: '# Ergebnissen' })} ohne den letzten Frame abgebrochen.`,
  'stream.frame': (p) => `Ein Frame des Datenstroms ist fehlerhaft: ${p.problem}.`,
  'stream.frame.noBreak': 'auf seine Länge folgt kein Zeilenumbruch',
  'stream.frame.longer': 'er ist länger als angegeben',
  'stream.frame.noEnd': 'auf ihn folgt kein Zeilenumbruch',
  'stream.frame.noNumber': 'seine Länge ist keine Hexadezimalzahl',
  'stream.frame.digits': 'seine Länge hat zu viele Ziffern',
  'stream.frame.empty': 'er ist leer',
  'stream.frame.tooLong': (p, { number }) => `er ist länger als ${number(p.limit)} Bytes`,
  'definition.deep': 'Die Definition ist zu tief verschachtelt.',
  'definition.noElement': (p) => `Die Definition eines Typs ${p.type} nennt seinen Inhalt nicht.`,
  'definition.large': (p, { number }) =>
    `Eine Definition benötigt mehr als ${number(p.limit)} Strukturen.`,
  'definition.noName': 'Ein Typ in den Metadaten hat keinen Namen.',
  'definition.noPart': 'Ein Typ in den Metadaten nennt seinen Inhalt nicht.',
} as const satisfies Translation<typeof answerMessages>;
