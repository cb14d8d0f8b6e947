import { z } from 'zod';
import type { Message, Text, TextValue } from '../i18n/text.ts';

const valueSchema: z.ZodType<TextValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), messageSchema, z.array(textSchema)]),
);

const messageSchema: z.ZodType<Message> = z.object({
  id: z.string().max(200),
  values: z.record(z.string(), valueSchema).exactOptional(),
  english: z.string().exactOptional(),
});

/** A text as data, from a file or from the other end of the link. Its id may be one of another version. */
export const textSchema: z.ZodType<Text> = z.lazy(() => z.union([z.string(), messageSchema]));
