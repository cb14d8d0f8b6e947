/** The operations that take several calls. Each has its test in `begun.test.ts`: a window that goes and a connection that is cut. */
export const severalCalls = ['customFields', 'tags.create'] as const;
