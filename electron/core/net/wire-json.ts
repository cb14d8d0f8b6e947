import { parseJson } from '#shared/model/parse-json.ts';

/** JSON of an answer, with the members' names as they are written; see parseJson. @throws SyntaxError */
export function parseWireJson(
  text: string,
  reviver?: (key: string, value: unknown) => unknown,
): unknown {
  return parseJson(text, reviver);
}
