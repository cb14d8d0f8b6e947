/** The text of types.gen.ts for a model in the form of docs/vapi-model.md. */
export function generateTypes(model: unknown): string;
