import { labelled } from '#shared/model/row.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { EnterUpdate } from '#shared/model/object-update.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { poolOf } from './read.ts';

/**
 * The folder of the templates that come with the product. It is ours and not the server's: without it some thirty templates that
 * nobody made stand among the virtual machines.
 */
export const templatesGroup: Ref = makeRef('group', 'templates');

export const templatesGroupEnters: EnterUpdate = {
  kind: 'enter',
  ref: templatesGroup,
  properties: {},
};

export function mapGroup(ref: Ref, lookup: Lookup): MappedRow {
  return {
    ref,
    kind: 'folder',
    ...labelled(say('row.defaultTemplates')),
    state: 'none',
    health: 'unknown',
    parent: poolOf(lookup) ?? null,
    facts: { holds: 'template' },
  };
}
