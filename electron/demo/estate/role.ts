/** A role of AuthorizationManager: a name for some privileges. */
export interface Role {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly summary: string;
  readonly system: boolean;
  readonly privileges: readonly string[];
}
