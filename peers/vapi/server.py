"""VMware's own vAPI runtime as a server, over its own bindings of vCenter.

A few services are made by hand (by_hand.py). Every other operation of the bindings checks that each leaf of its input is the constant
of its type, and answers with a complete output of the same leaves.

Prints its address. GET /expire forgets all sessions; any GET tells how many there are.
"""

import importlib
import json
import logging
import pkgutil
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import com.vmware
from com.vmware.vapi.std import errors_client
from vmware.vapi.bindings.converter import TypeConverter
from vmware.vapi.bindings.skeleton import ApiInterfaceSkeleton
from vmware.vapi.bindings.stub import ApiInterfaceStub
from vmware.vapi.core import MethodResult
from vmware.vapi.data.type import Type
from vmware.vapi.data.value import (
    BlobValue, BooleanValue, DoubleValue, ErrorValue, IntegerValue, ListValue, OptionalValue, SecretValue, StringValue,
    StructValue, VoidValue)
from vmware.vapi.lib.constants import AUTHN_IDENTITY, SCHEME_ID, TaskType
from vmware.vapi.lib.std import make_error_value_from_msg_id, make_std_error_def
from vmware.vapi.protocol.server.msg.json_handler import JsonApiHandler
from vmware.vapi.provider.filter import ApiProviderFilter
from vmware.vapi.provider.local import LocalProvider
from vmware.vapi.security.authentication_filter import AuthenticationFilter
from vmware.vapi.security.authentication_handler import AuthenticationHandler
from vmware.vapi.security.user_identity import UserIdentity

from by_hand import BY_HAND, INTEGER, SESSIONS, USER, message

logging.disable(logging.CRITICAL)
SCHEMES = 'com.vmware.vapi.std.security.'
PASSWORD = 'VMware1!'
TOKEN = 'an-access-token'

# What every leaf is, both ways: the same constants are in vapi-client.peer.test.ts.
TEXT = 'Zo\u00eb \u4e2d "\U0001F600"'
DOUBLE = 0.1
BYTES = b'Hello\x00\xff'
SECRET = 's3cret'
TIME = '2026-11-21T01:24:44.123Z'
MAX_DEPTH = 4


class Resolver(object):
    """Finds the structure that a reference within itself means."""

    def __init__(self):
        self.known = {}

    def resolve(self, definition):
        if definition.type == Type.STRUCTURE_REF:
            return definition.target or self.known[definition.name]
        if definition.type in (Type.STRUCTURE, Type.ERROR):
            self.known[definition.name] = definition
        return definition


def complete(definition, resolver, depth=0):
    """A value with every field set, to a depth."""
    definition = resolver.resolve(definition)
    kind = definition.type
    if kind == Type.OPTIONAL:
        return OptionalValue(None if depth > MAX_DEPTH else complete(definition.element_type, resolver, depth))
    if kind == Type.LIST:
        return ListValue([] if depth > MAX_DEPTH else [complete(definition.element_type, resolver, depth)])
    if kind in (Type.STRUCTURE, Type.ERROR):
        fields = {name: complete(definition.get_field(name), resolver, depth + 1) for name in definition.get_field_names()}
        return (ErrorValue if kind == Type.ERROR else StructValue)(name=definition.name, values=fields)
    if kind == Type.DYNAMIC_STRUCTURE:
        return StructValue(name='peer.dynamic', values={'number': DoubleValue(1.0), 'unset': OptionalValue()})
    if kind == Type.ANY_ERROR:
        return ErrorValue(name='com.vmware.vapi.std.errors.not_found', values={
            'messages': ListValue(), 'data': OptionalValue(), 'error_type': OptionalValue(StringValue('NOT_FOUND'))})
    return {
        Type.INTEGER: IntegerValue(INTEGER), Type.DOUBLE: DoubleValue(DOUBLE), Type.BOOLEAN: BooleanValue(True),
        Type.STRING: StringValue(TEXT), Type.BLOB: BlobValue(BYTES), Type.SECRET: SecretValue(SECRET), Type.VOID: VoidValue(),
        Type.OPAQUE: IntegerValue(INTEGER),
    }[kind]


def wrong(value, path='input'):
    """The first leaf that is not the constant of its type; None where all are."""
    kind = value.type
    if kind == Type.OPTIONAL:
        return wrong(value.value, path) if value.is_set() else None
    if kind == Type.LIST:
        return next((found for found in (wrong(item, path + '[]') for item in value) if found), None)
    if kind in (Type.STRUCTURE, Type.ERROR):
        fields = ((name, value.get_field(name)) for name in value.get_field_names())
        return next((found for found in (wrong(item, path + '.' + name) for name, item in fields) if found), None)
    expected = {
        Type.INTEGER: INTEGER, Type.DOUBLE: DOUBLE, Type.BOOLEAN: True, Type.BLOB: BYTES, Type.SECRET: SECRET,
    }.get(kind)
    if kind == Type.STRING:
        # Times, enumerations and the names of dynamic values are texts of their own.
        return None if value.value == TEXT or value.value.isascii() else '%s: %r' % (path, value.value)
    if expected is None:
        return None
    same = float(value.value) == expected if kind == Type.DOUBLE else value.value == expected
    return None if same else '%s: %r' % (path, value.value)


class Checked(ApiInterfaceSkeleton):
    """Every operation of one service: names and types of the input are the runtime's business, leaves are checked here."""

    def invoke(self, ctx, method_id, input_value):
        operation = self._operations[method_id.get_name()]
        unknown = self.check_for_unknown_fields(operation['input_type'], input_value)
        if unknown:
            return MethodResult(error=unknown)
        TypeConverter.convert_to_python(input_value, binding_type=operation['input_type'], resolver=self._resolver)
        found = wrong(input_value)
        if found:
            return MethodResult(error=TypeConverter.convert_to_vapi(
                errors_client.InternalServerError(messages=[message('not what was sent: ' + found)], data=None),
                errors_client.InternalServerError.get_binding_type()))
        return MethodResult(output=complete(operation['output_type'].definition, Resolver()))


class NoConnector(object):
    def get_api_provider(self):
        return None


class NoConfig(object):
    connector = NoConnector()
    resolver = None


def stubs():
    """One stub of every service of the bindings."""
    seen = {}
    for module in pkgutil.walk_packages(com.vmware.__path__, 'com.vmware.'):
        if not module.name.endswith('_client'):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, ApiInterfaceStub) and value is not ApiInterfaceStub:
                stub = value(NoConfig())
                seen[stub.get_identifier().get_name()] = stub
    return seen


def skeletons():
    for name, stub in sorted(stubs().items()):
        if name.startswith('com.vmware.vapi.std.introspection'):
            continue
        operations = {}
        for operation, info in stub._operations.items():
            errors = [error.resolved_type for error in info['errors'].values()]
            operations[operation] = dict(info, errors=errors, task_type=TaskType.NONE)
        by_hand = BY_HAND.get(name)
        kind = Checked if by_hand is None else ApiInterfaceSkeleton
        if by_hand is not None:
            operations = {key: info for key, info in operations.items() if hasattr(by_hand, key)}
        if operations:
            yield kind(name, by_hand, operations, [])


class Schemes(AuthenticationHandler):
    """All schemes; a holder-of-key request has passed the runtime's own verifier before it gets here."""

    def get_supported_scheme(self):
        return [SCHEMES + name for name in ('session_id', 'user_pass', 'saml_bearer_token', 'saml_hok_token', 'oauth')]

    def authenticate(self, ctx):
        scheme = (ctx.get(SCHEME_ID) or '').replace(SCHEMES, '')
        accepted = {
            'session_id': lambda: ctx.get('sessionId') in SESSIONS,
            'user_pass': lambda: (ctx.get('userName'), ctx.get('password')) == (USER, PASSWORD),
            'saml_bearer_token': lambda: '<saml2:Assertion' in ctx.get('samlToken', ''),
            'saml_hok_token': lambda: ctx.get('requestAuthenticated') is True,
            'oauth': lambda: ctx.get('accessToken') == TOKEN,
        }.get(scheme)
        return UserIdentity(USER) if accepted is not None and accepted() else False


class Gate(ApiProviderFilter):
    """Only introspection is for everybody; a session does not make another session."""

    def __init__(self, next_provider):
        self.error = make_std_error_def('com.vmware.vapi.std.errors.unauthenticated')
        ApiProviderFilter.__init__(self, next_provider, [self.error])

    def invoke(self, service_id, operation_id, input_value, ctx):
        public = service_id.startswith('com.vmware.vapi.std.introspection')
        login = (service_id, operation_id) == ('com.vmware.cis.session', 'create')
        scheme = ctx.security_context.get(SCHEME_ID)
        session = scheme == SCHEMES + 'session_id'
        identity = ctx.security_context.get(AUTHN_IDENTITY)
        if not public and (identity is None or (login and session)):
            return MethodResult(error=make_error_value_from_msg_id(
                self.error, 'com.vmware.vapi.endpoint.method.authentication.required'))
        return ApiProviderFilter.invoke(self, service_id, operation_id, input_value, ctx)


def main():
    provider = LocalProvider()
    provider.add_interface(list(skeletons()))
    authentication = AuthenticationFilter(Gate(provider))
    authentication._authn_handlers = [Schemes()]
    handler = JsonApiHandler(authentication, ['vmware.vapi.security.sso.JSONSSOVerifier'])

    class Front(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def log_message(self, *_args):
            pass

        def answer(self, body, headers):
            self.send_response(200)
            for name, value in {'Content-Type': 'application/json', **headers, 'Content-Length': str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            if self.path == '/expire':
                SESSIONS.clear()
            self.answer(json.dumps(len(SESSIONS)).encode(), {})

        def do_POST(self):
            request = self.rfile.read(int(self.headers['Content-Length']))
            headers = {name.lower(): value for name, value in self.headers.items()}
            body, more = handler.handle_request(request, headers)
            self.answer(body if isinstance(body, bytes) else body.encode(), more)

    server = ThreadingHTTPServer(('127.0.0.1', 0), Front)
    server.daemon_threads = True
    print('http://127.0.0.1:%d' % server.server_port, flush=True)
    server.serve_forever()


if __name__ == '__main__':
    sys.exit(main())
