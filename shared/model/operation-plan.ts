import type { Text } from '../i18n/text.ts';
/**
 * What an operation would do to one object, and what it would send. Nothing is changed by asking: this is the dry run, the last page
 * of a wizard, and the place where a call is copied as a command line.
 */
export interface OperationPlan {
  /** `done`: the object is already so. */
  readonly outcome: 'run' | 'done' | 'refused';
  /** Why it is refused, or what is already so. */
  readonly reason?: Text;
  /** What will be done, a sentence each: "Moves web-01 from esx-01 to esx-02." */
  readonly steps: readonly Text[];
  /** What the server found when it was asked whether this can work. Empty if it was not asked. */
  readonly findings: readonly PlanFinding[];
  /** What goes over the wire, in order. Later calls may depend on the answers of earlier ones; secrets are masked. */
  readonly requests: readonly PlannedRequest[];
  /** The same for a terminal, where such a command exists. */
  readonly commands: readonly PlannedCommand[];
}

export interface PlanFinding {
  readonly severity: 'error' | 'warning';
  readonly message: Text;
}

export interface PlannedRequest {
  /** `VirtualMachine.RelocateVM_Task`, `VM.pool_migrate`. */
  readonly method: string;
  /** As it is sent: the SOAP body, the JSON-RPC call. */
  readonly text: string;
}

export interface PlannedCommand {
  readonly tool: 'govc' | 'powercli' | 'xe' | 'curl';
  /** One line or several; quoted for the tool's shell. */
  readonly text: string;
}
