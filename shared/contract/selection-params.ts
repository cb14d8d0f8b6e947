import { text as say } from '../i18n/make-text.ts';
import { refusedAs } from './refused-as.ts';
import { z } from 'zod';
import { onlyDefined } from '../model/only-defined.ts';
import { connectionIdParam, objectParam } from './params.ts';

/** Objects that a selection may name: the page says so before it asks. */
export const selectionLimit = 200_000;

const groupsParam = z
  .array(
    z.object({
      connection: connectionIdParam,
      type: z
        .string()
        .min(1)
        .max(100)
        .regex(/^[^:]*$/),
      ids: z.array(z.string().min(1).max(900)).min(1).readonly(),
    }),
  )
  .superRefine((groups, context) => {
    const count = groups.reduce((sum, { ids }) => sum + ids.length, 0);
    if (count <= selectionLimit) return;
    const { id: message, values: params } = say('param.largeSelection', {
      limit: selectionLimit,
      count,
    });
    context.addIssue({ code: 'custom', message, ...onlyDefined({ params }) });
  })
  .readonly();

/** A selection; see the model's `Selection`. */
export const selectionParam = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('refs'),
    groups: groupsParam.refine((groups) => groups.length > 0, refusedAs('param.noSelection')),
  }),
  z.object({
    by: z.literal('query'),
    query: z.string().max(10_000),
    namesOnly: z.boolean().optional(),
    connections: z.array(connectionIdParam).min(1).max(1000).readonly().optional(),
    of: z.array(objectParam).min(1).max(1000).readonly().optional(),
    except: groupsParam.optional(),
    only: groupsParam.optional(),
  }),
]);
