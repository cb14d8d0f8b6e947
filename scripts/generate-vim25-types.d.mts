/** The text of types.gen.ts for a model in the form of docs/vim25-model.md. */
export function generateTypes(model: unknown): string;
