import type { Entity } from './entity-base.ts';

/** Which role somebody has at an entity, and below it. */
export interface Permission {
  readonly entity: Entity;
  /** As the API prints it: `VSPHERE.LOCAL\Administrator`. */
  readonly principal: string;
  readonly group: boolean;
  readonly roleId: number;
  readonly propagate: boolean;
}
