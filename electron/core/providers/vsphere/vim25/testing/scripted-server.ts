import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenLocally } from '../../../../testing/local-server.ts';
import { answerXml } from './recorded.ts';

/** What the scripted server was asked. */
export interface SeenCall {
  readonly method: string;
  readonly target: string;
  readonly body: string;
  readonly cookie: string;
  readonly soapAction: string;
}

/** An answer: XML inside the response element, a fault, a status, or a cut connection. */
export type Reply =
  | { readonly result: string; readonly cookie?: string }
  | { readonly fault: string; readonly members?: string; readonly text?: string }
  | { readonly status: number }
  | { readonly cut: true };

export type Script = (call: SeenCall) => Reply | Promise<Reply> | undefined;

export interface ScriptedServer {
  readonly url: string;
  readonly seen: readonly SeenCall[];
  /** Calls of one method so far. */
  count(method: string): number;
  close(): Promise<void>;
}

const CONTENT =
  '<returnval><rootFolder type="Folder">group-d1</rootFolder><propertyCollector type="PropertyCollector">pc-main</propertyCollector><viewManager type="ViewManager">vm-mgr</viewManager><about><name>Scripted</name><fullName>Scripted 1</fullName><vendor>none</vendor><version>8.0.2</version><build>1</build><osType>none</osType><productLineId>vpx</productLineId><apiType>VirtualCenter</apiType><apiVersion>8.0.2.0</apiVersion></about><sessionManager type="SessionManager">sm-1</sessionManager><taskManager type="TaskManager">tm-1</taskManager></returnval>';

/** A quoted cookie as vCenter sends it. */
export const COOKIE = 'vmware_soap_session="abc-1"';

const DEFAULTS: Readonly<Record<string, string>> = {
  RetrieveServiceContent: CONTENT,
  Login:
    '<returnval><key>k</key><userName>u</userName><fullName>u</fullName><loginTime>2026-01-01T00:00:00Z</loginTime><lastActiveTime>2026-01-01T00:00:00Z</lastActiveTime><locale>en</locale><messageLocale>en</messageLocale><extensionSession>false</extensionSession><ipAddress>::1</ipAddress><userAgent>t</userAgent><callCount>1</callCount></returnval>',
  Logout: '',
  CreateFilter: '<returnval type="PropertyFilter">filter-1</returnval>',
  CancelWaitForUpdates: '',
  DestroyPropertyCollector: '',
  DestroyView: '',
};

function faultXml(fault: string, members: string, text: string): string {
  return `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>${text}</faultstring><detail><${fault}Fault xmlns="urn:vim25" xsi:type="${fault}">${members}</${fault}Fault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
}

function send(response: ServerResponse, method: string, reply: Reply): void {
  if ('cut' in reply) return void response.destroy();
  if ('status' in reply) return void response.writeHead(reply.status).end();
  response.setHeader('content-type', 'text/xml; charset=utf-8');
  if ('fault' in reply) {
    return void response
      .writeHead(500)
      .end(faultXml(reply.fault, reply.members ?? '', reply.text ?? ''));
  }
  if (reply.cookie !== undefined)
    response.setHeader('set-cookie', `${reply.cookie}; Path=/; HttpOnly; Secure`);
  response.end(answerXml(method, reply.result));
}

/** A server that answers by a script; what the script leaves open gets a plausible answer. */
export async function startScripted(
  script: Script,
  versions: string | null = null,
): Promise<ScriptedServer> {
  const seen: SeenCall[] = [];
  let serial = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET') {
      return void response.writeHead(versions === null ? 404 : 200).end(versions ?? '');
    }
    const body = await text(request);
    const [, method = '', target = ''] =
      /<soapenv:Body><(\w+) .*?<_this [^>]*>([^<]*)/.exec(body) ?? [];
    const { cookie = '', soapaction = '' } = request.headers as Record<string, string>;
    const call: SeenCall = { method, target, body, cookie, soapAction: soapaction };
    seen.push(call);
    serial += 1;
    const standard = standardReply(method, serial);
    send(response, method, (await script(call)) ?? standard);
  };
  const server = await listenLocally((request, response) => void handle(request, response));
  return {
    ...server,
    seen,
    count: (method) => seen.filter((call) => call.method === method).length,
  };
}

/** @param serial tells apart what is made */
function standardReply(method: string, serial: number): Reply {
  const made: Readonly<Record<string, string>> = {
    CreatePropertyCollector: `<returnval type="PropertyCollector">pc-${serial}</returnval>`,
    CreateContainerView: `<returnval type="ContainerView">view-${serial}</returnval>`,
  };
  const result = DEFAULTS[method] ?? made[method];
  if (result === undefined) return { fault: 'NotSupported' };
  return { result, ...(method === 'Login' && { cookie: COOKIE }) };
}
