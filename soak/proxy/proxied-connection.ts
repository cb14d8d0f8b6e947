import { connect, type Socket } from 'node:net';
import { corrupted, oddAnswerBytes, type AnswerFault } from './answer-fault.ts';
import { Exchange } from './exchange.ts';
import { Flow, type Pace } from './flow.ts';
import { MessageReader } from './message-reader.ts';

export interface Upstream {
  readonly host: string;
  readonly port: number;
}

export interface ProxiedConnectionOptions {
  readonly client: Socket;
  /** Ends the connection of the client by a reset. */
  readonly reset: () => void;
  readonly upstream: Upstream;
  readonly pace: Pace;
  /** Whether something is to happen to the answer of the request that begins. */
  faultOf(): AnswerFault | undefined;
  /** A request has begun. */
  began(exchange: Exchange): void;
}

/** One connection of a client, and the one to the server that belongs to it. One exchange at a time, as HTTP/1.1 has it. */
export class ProxiedConnection {
  readonly #options: ProxiedConnectionOptions;
  readonly #server: Socket;
  readonly #toServer: Flow;
  readonly #toClient: Flow;
  readonly #requests: MessageReader;
  readonly #answers: MessageReader;
  #exchange: Exchange | undefined;
  /** Bytes of the present answer that were delivered. */
  #delivered = 0;
  #held: Buffer[] = [];
  #isDead = false;
  #isAnswered = false;

  constructor(options: ProxiedConnectionOptions) {
    this.#options = options;
    const { client, upstream, pace } = options;
    this.#toServer = new Flow(pace);
    this.#toClient = new Flow(pace);
    this.#requests = new MessageReader({
      begin: (head) => this.#begin(head),
      part: (chunk) => this.#exchange?.sent(chunk),
      end: () => undefined,
    });
    this.#answers = new MessageReader({
      begin: () => undefined,
      part: () => undefined,
      end: () => {
        if (this.#exchange !== undefined) this.#exchange.isWhole = !this.#isDead;
      },
    });
    this.#server = connect({ ...upstream });
    client.setNoDelay(true);
    this.#server.setNoDelay(true);
    client.on('data', (chunk: Buffer) => this.#fromClient(chunk));
    this.#server.on('data', (chunk: Buffer) => this.#fromServer(chunk));
    client.on('error', () => undefined);
    this.#server.on('error', () => undefined);
    client.on('close', () => {
      // A dead peer says no goodbye: the server keeps what it has for us.
      if (!this.#isDead) this.#server.destroy();
      this.#toClient.close();
    });
    this.#server.on('close', () => {
      if (!this.#isDead && !this.#isAnswered) this.#toClient.pass(0, () => client.end());
    });
  }

  get isOpen(): boolean {
    return !this.#options.client.closed;
  }

  /** Ends it. @param orphaned the server is not notified, and keeps what it has under way */
  cut(by: 'end' | 'reset', orphaned = false): void {
    this.#isDead = orphaned;
    if (by === 'reset') this.#options.reset();
    this.#options.client.destroy();
  }

  /** Nothing goes through any more, and nobody is notified. */
  silence(): void {
    this.#isDead = true;
  }

  close(): void {
    this.#toServer.close();
    this.#toClient.close();
    this.#options.client.destroy();
    this.#server.destroy();
  }

  #begin(head: string): void {
    const exchange = new Exchange(head, this.#options.faultOf());
    this.#exchange = exchange;
    this.#delivered = 0;
    this.#held = [];
    this.#options.began(exchange);
  }

  #fromClient(chunk: Buffer): void {
    if (this.#isDead || this.#isAnswered) return;
    this.#requests.feed(chunk);
    const fault = this.#exchange?.fault;
    if (fault?.kind === 'status' && !fault.reaches) {
      this.#answerInstead(fault);
      return;
    }
    this.#toServer.pass(chunk.length, () => {
      if (!this.#isDead && !this.#server.destroyed) this.#server.write(chunk);
    });
  }

  #fromServer(chunk: Buffer): void {
    if (this.#isDead || this.#isAnswered) return;
    const fault = this.#exchange?.fault;
    if (fault?.kind === 'status') this.#answerInstead(fault);
    else if (fault?.kind === 'truncate') this.#truncate(fault, chunk);
    else if (fault?.kind === 'corrupt') this.#corrupt(fault, chunk);
    // What waits for its time on the way is not with the client yet.
    else this.#deliver(chunk, () => this.#answers.feed(chunk));
  }

  #answerInstead(fault: Extract<AnswerFault, { kind: 'status' }>): void {
    this.#isAnswered = true;
    this.#deliver(oddAnswerBytes(fault.answer));
    this.#toClient.pass(0, () => this.#options.client.end());
  }

  #truncate(fault: Extract<AnswerFault, { kind: 'truncate' }>, chunk: Buffer): void {
    const left = fault.after - this.#delivered;
    if (chunk.length <= left) return this.#deliver(chunk);
    this.#isAnswered = true;
    this.#deliver(chunk.subarray(0, left));
    this.#toClient.pass(0, () => {
      if (fault.by === 'reset') this.#options.reset();
      else this.#options.client.end();
    });
    this.#server.destroy();
  }

  /** Holds back until the head and something of the body are there. */
  #corrupt(fault: Extract<AnswerFault, { kind: 'corrupt' }>, chunk: Buffer): void {
    if (this.#delivered > 0) return this.#deliver(chunk);
    this.#held.push(chunk);
    const bytes = Buffer.concat(this.#held);
    const end = bytes.indexOf('\r\n\r\n');
    const enough = fault.where === 'head' ? 4 : end === -1 ? Number.POSITIVE_INFINITY : end + 5;
    if (bytes.length < enough) return;
    this.#deliver(corrupted(bytes, fault));
  }

  #deliver(chunk: Buffer, delivered?: () => void): void {
    const { client } = this.#options;
    const exchange = this.#exchange;
    this.#delivered += chunk.length;
    exchange?.delivered(chunk);
    this.#toClient.pass(chunk.length, () => {
      if (this.#isDead || client.destroyed) return;
      client.write(chunk);
      delivered?.();
    });
  }
}
