import { SaxesParser } from 'saxes';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { vcenter, type Product } from './estate/product.ts';

/** A SOAP client for the tests of the demo estate: hand-written envelopes over fetch, no knowledge of the API. */

/** An element of an answer. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly xml: string;
  /** The first element of the SOAP body. */
  readonly body: Node;
}

function parse(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map(({ name, value }) => [name, value]),
    );
    const node: Node = { name: tag.local, attributes, children: [], text: '' };
    stack.at(-1)?.children.push(node);
    stack.push(node);
  });
  parser.on('text', (text) => {
    const top = stack.at(-1);
    if (top !== undefined) {
      top.text += text;
    }
  });
  parser.on('closetag', () => stack.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  const envelope = root.children[0];
  const body = envelope?.children.find(({ name }) => name === 'Body');
  return body?.children[0] ?? root;
}

/** All descendants of a name, in document order. */
export function all(node: Node, name: string): Node[] {
  return node.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...all(child, name),
  ]);
}

export function first(node: Node, name: string): Node {
  const found = all(node, name)[0];
  if (found === undefined) {
    throw new Error(`No <${name}> in the answer.`);
  }
  return found;
}

export function textOf(node: Node, name: string): string | undefined {
  return all(node, name)[0]?.text;
}

export class TestClient {
  readonly url: string;
  readonly product: Product;
  cookie: string | undefined;

  constructor(url: string, product = vcenter) {
    this.url = url;
    this.product = product;
  }

  async send(
    content: string,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Reply> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'text/xml; charset=utf-8',
        ...(this.cookie !== undefined && { Cookie: `vmware_soap_session=${this.cookie}` }),
        ...headers,
      },
      body: envelope(content),
      ...onlyDefined({ signal }),
    });
    const xml = await response.text();
    return { status: response.status, headers: response.headers, xml, body: parse(xml) };
  }

  /** Calls a method of an object. */
  call(
    method: string,
    target: readonly [type: string, id: string],
    parameters = '',
  ): Promise<Reply> {
    const [type, id] = target;
    return this.send(
      `<${method} xmlns="urn:vim25"><_this type="${type}">${id}</_this>${parameters}</${method}>`,
    );
  }

  async login(user: string, password: string): Promise<Reply> {
    const reply = await this.call(
      'Login',
      ['SessionManager', this.product.managers.sessionManager ?? ''],
      `<userName>${user}</userName><password>${password}</password>`,
    );
    this.cookie = /vmware_soap_session=("[^"]*")/.exec(reply.headers.get('set-cookie') ?? '')?.[1];
    return reply;
  }

  collector(method: string, parameters = '', id = this.product.collectorId): Promise<Reply> {
    return this.call(method, ['PropertyCollector', id], parameters);
  }

  /** A container view over everything, by id. */
  async view(...types: readonly string[]): Promise<string> {
    const parameters = `<container type="Folder">${this.product.rootFolder.id}</container>${types.map((type) => `<type>${type}</type>`).join('')}<recursive>true</recursive>`;
    const reply = await this.call(
      'CreateContainerView',
      ['ViewManager', 'ViewManager'],
      parameters,
    );
    return first(reply.body, 'returnval').text;
  }

  /** A filter on one object. */
  async filter(
    type: string,
    id: string,
    paths: readonly string[],
    partial = true,
  ): Promise<string> {
    return this.#createFilter(objectSpec(type, id), { type, paths, partial });
  }

  /** A filter on all objects of a view. */
  async viewFilter(view: string, type: string, paths: readonly string[]): Promise<string> {
    return this.#createFilter(viewSpec(view), { type, paths, partial: true });
  }

  async wait(version: string, options = '<maxWaitSeconds>5</maxWaitSeconds>'): Promise<Reply> {
    return this.collector(
      'WaitForUpdatesEx',
      `<version>${version}</version><options>${options}</options>`,
    );
  }

  async #createFilter(
    objectSet: string,
    { type, paths, partial }: { type: string; paths: readonly string[]; partial: boolean },
  ): Promise<string> {
    const reply = await this.collector(
      'CreateFilter',
      `<spec>${propSet(type, paths)}${objectSet}</spec><partialUpdates>${partial}</partialUpdates>`,
    );
    return first(reply.body, 'returnval').text;
  }
}

export function propSet(type: string, paths: readonly string[] | 'all'): string {
  const content =
    paths === 'all'
      ? '<all>true</all>'
      : paths.map((path) => `<pathSet>${path.replaceAll('"', '&quot;')}</pathSet>`).join('');
  return `<propSet><type>${type}</type>${content}</propSet>`;
}

export function objectSpec(type: string, id: string): string {
  return `<objectSet><obj type="${type}">${id}</obj></objectSet>`;
}

export function viewSpec(view: string): string {
  return `<objectSet><obj type="ContainerView">${view}</obj><skip>true</skip><selectSet xsi:type="TraversalSpec"><name>view</name><type>ContainerView</type><path>view</path><skip>false</skip></selectSet></objectSet>`;
}

function envelope(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
}
